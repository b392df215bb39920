"""How many answers of an attempt stand how to the reference."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, Self

from checklist.engine.comparison import Agreement

WHOLE = 100


class Counts(NamedTuple):
    """How many there are of each agreement, in their order."""

    agrees: int
    acceptable: int
    differs: int
    unsafe: int

    @classmethod
    def of(cls, agreements: Iterable[Agreement]) -> Self:
        """The counts of these."""
        counted = Counter(agreements)
        return cls(*(counted[agreement] for agreement in Agreement))

    @property
    def right(self) -> int:
        """Those that agree or are acceptable."""
        return self.agrees + self.acceptable

    @property
    def asked(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def percent(self) -> int:
        """The share that is right. Rounded down: 100 per cent are all, and no fewer."""
        return self.right * WHOLE // self.asked if self.asked else 0

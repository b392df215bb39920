"""What a check says: a value that an editor can find, understand, mend or accept."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from checklist.engine.problems import printable

Identity: TypeAlias = tuple[str, str, str]


class Level(StrEnum):
    """How much a finding weighs. The order of members is the order in which findings are told."""

    ERROR = "error"
    """Blocks publishing."""
    WARNING = "warning"
    """To be mended, or accepted with a reason."""
    INFORMATION = "information"
    """Good to know; asks for nothing."""


class Found(NamedTuple):
    """What a single check found: where, what, and the texts that it judged."""

    path: str
    message: str
    judged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a draft that an editor should see.

    ``path`` leads to the place as a Problem's does, by positions. ``place`` names it by keys, such
    as ``criterion diagnosis``, and so stays the same when rows move; it is empty for the whole.
    """

    level: Level
    code: str
    path: str
    place: str
    message: str
    hint: str
    judged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Write out half characters, as problems do."""
        for field in ("path", "place", "message"):
            object.__setattr__(self, field, printable(getattr(self, field)))

    @property
    def fingerprint(self) -> str:
        """Sixteen digits that change when what was judged changes."""
        return hashlib.sha256(json.dumps(self.judged).encode()).hexdigest()[:16]

    @property
    def identity(self) -> Identity:
        """What makes it the same finding as one before: code, place and what was judged.

        A warning that was accepted stays accepted for as long as this is the same.
        """
        return self.code, self.place, self.fingerprint

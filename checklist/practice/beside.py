"""What a case expects beside what comes up, as editors read it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from checklist.engine.cases import Expected
from checklist.engine.definition import Definition
from checklist.engine.parts import Kind
from checklist.walk.considerations import KINDS


@dataclass(frozen=True, slots=True)
class Line:
    """A consideration: whether it is expected, and whether it comes up."""

    kind: Kind
    text: str
    is_expected: bool
    comes_up: bool

    @property
    def word(self) -> Promise:
        """What its kind is called."""
        return KINDS[self.kind].title

    @property
    def differs(self) -> bool:
        """Whether it is on one side only."""
        return self.is_expected is not self.comes_up


def beside(expected: Expected, found: Expected, texts: Mapping[str, str]) -> Iterator[Line]:
    """The considerations of both sides, by kind. A key without a text stands for itself."""
    for kind in Kind:
        wanted, comes = expected.get(kind, ()), found.get(kind, ())
        for key in dict.fromkeys((*comes, *wanted)):
            yield Line(kind, texts.get(key, key), key in wanted, key in comes)


def texts_of(definitions: Iterable[Definition]) -> dict[str, str]:
    """What each consideration says, by its key: as the last of the definitions has it."""
    return {each.key: each.text for one in definitions for _, each in one.considerations()}

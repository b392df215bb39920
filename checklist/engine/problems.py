"""A complaint is a value: where and what is wrong, gathered in a list, never only the first."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

# Where a path, or one that it stands inside, comes to its end.
_ENDS = re.compile(r"[.\[]|$")


def printable(text: str) -> str:
    """The text with half characters written out, for nothing can print them."""
    return text.encode(errors="backslashreplace").decode()


def stands_within(path: str, places: AbstractSet[str]) -> bool:
    """Whether a path is one of the places or leads to somewhere inside one."""
    return any(path[: end.start()] in places for end in _ENDS.finditer(path))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that keeps content from being a Definition.

    ``path`` names the place as in ``sections[0].criteria[2].options[1].label``; the empty path is
    the whole. ``message`` says what is wrong there, in a sentence an editor can act on. ``code``
    names the rule that is broken, as ``docs/editing-checks.md`` lists them; data of the wrong
    shape breaks the one rule of shape, wherever it is read.
    """

    path: str
    message: str
    code: str = "shape"

    def __post_init__(self) -> None:
        """Write out half characters, quoted from the data, for nothing can print them."""
        for field in ("path", "message"):
            object.__setattr__(self, field, printable(getattr(self, field)))

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidDefinition(ValueError):
    """Content that is no Definition; ``problems`` holds every reason, those of shape first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

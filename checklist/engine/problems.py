"""A complaint is a value: where it is and what is wrong, gathered in a list, never only the first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that keeps content from being a Definition.

    ``path`` names the place as in ``sections[0].criteria[2].options[1].label``; the empty path is
    the whole. ``message`` says what is wrong there, in a sentence an editor can act on.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidDefinition(ValueError):
    """Content that is no Definition; ``problems`` holds every reason, in document order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

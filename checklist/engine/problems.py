"""A complaint is a value: where and what is wrong, gathered in a list, never only the first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that keeps content from being a Definition.

    ``path`` names the place as in ``sections[0].criteria[2].options[1].label``; the empty path is
    the whole. ``message`` says what is wrong there, in a sentence an editor can act on.
    """

    path: str
    message: str

    def __post_init__(self) -> None:
        """Write out half characters, quoted from the data, for nothing can print them."""
        for field in ("path", "message"):
            printable = getattr(self, field).encode(errors="backslashreplace").decode()
            object.__setattr__(self, field, printable)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class InvalidDefinition(ValueError):
    """Content that is no Definition; ``problems`` holds every reason, those of shape first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

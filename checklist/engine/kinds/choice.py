"""Single choice: one of several options, each of which may raise considerations."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import StrictBool

from checklist.engine.kinds.base import BaseCriterion
from checklist.engine.limits import LABEL_CHARACTERS
from checklist.engine.parts import Condition, Consideration, Part
from checklist.engine.problems import Problem
from checklist.engine.texts import key_problem, repeated, text_problem


class AnswerOption(Part):
    """One possible answer. ``unknown`` marks the one that means "not known"."""

    key: str
    label: str
    unknown: StrictBool = False
    considerations: tuple[Consideration, ...] = ()


class ChoiceCriterion(BaseCriterion):
    """A question with options of which one may be chosen. An answer is an option's key."""

    kind: Literal["choice"]
    options: tuple[AnswerOption, ...]

    @cached_property
    def option_by_key(self) -> dict[str, AnswerOption]:
        """The options by their keys."""
        return {option.key: option for option in self.options}

    def accepts(self, answer: str) -> bool:
        return answer in self.option_by_key

    def is_unknown(self, answer: str) -> bool:
        return self.option_by_key[answer].unknown

    def label(self, answer: str) -> str:
        return self.option_by_key[answer].label

    def raised_by(self, answer: str) -> tuple[Consideration, ...]:
        return self.option_by_key[answer].considerations

    def considerations(self) -> Iterator[tuple[str, Consideration]]:
        for position, option in enumerate(self.options):
            for number, consideration in enumerate(option.considerations):
                yield f"options[{position}].considerations[{number}]", consideration

    def problems(self) -> Iterator[Problem]:
        if not self.options:
            yield Problem("options", "A criterion needs at least one answer option.")
        for position, option in enumerate(self.options):
            yield from self._option_problems(f"options[{position}]", option)
        for position in repeated(option.key for option in self.options):
            yield Problem(
                f"options[{position}].key",
                "Another option of this criterion has this key.",
            )
        if sum(option.unknown for option in self.options) > 1:
            yield Problem("options", "Only one option may mean “not known”.")

    def _option_problems(self, path: str, option: AnswerOption) -> Iterator[Problem]:
        if message := key_problem(option.key):
            yield Problem(f"{path}.key", message)
        if message := text_problem(option.label, LABEL_CHARACTERS):
            yield Problem(f"{path}.label", message)
        beginning = f"{self.key}.{option.key}."
        for number, consideration in enumerate(option.considerations):
            place = f"{path}.considerations[{number}].key"
            if not consideration.key.startswith(beginning):
                yield Problem(
                    place, f"It must begin with “{beginning}”, the option that raises it."
                )
            elif message := key_problem(consideration.key.removeprefix(beginning)):
                yield Problem(place, f"After “{beginning}”: {message}")

    def condition_problem(self, condition: Condition) -> str | None:
        strangers = [key for key in condition.options if key not in self.option_by_key]
        if strangers:
            names = ", ".join(f"“{key}”" for key in strangers)
            return f"The criterion “{self.key}” has no option {names}."
        return None

"""Single choice: one of several options, each of which may raise considerations."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from pydantic import StrictBool

from checklist.engine.kinds.base import BaseCriterion
from checklist.engine.limits import LABEL_CHARACTERS
from checklist.engine.parts import Condition, Consideration, Part
from checklist.engine.problems import Problem
from checklist.engine.texts import key_problem, key_problems, repeated, text_problems


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

    def listed(self) -> Iterator[tuple[str, str]]:
        for position, option in enumerate(self.options):
            yield f"options[{position}]", option.key

    def can_be_unknown(self) -> bool:
        return any(option.unknown for option in self.options)

    def met_together(self, conditions: Iterable[Condition]) -> frozenset[frozenset[Condition]]:
        asked = tuple(conditions)
        return frozenset(
            frozenset(condition for condition in asked if self.fulfils(condition, option.key))
            for option in self.options
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        yield from super().texts()
        for position, option in enumerate(self.options):
            yield f"options[{position}].label", option.label

    def problems(self) -> Iterator[Problem]:
        if not self.options:
            yield Problem("options", "A criterion needs at least one answer option.", "no-option")
        for position, option in enumerate(self.options):
            yield from self._option_problems(f"options[{position}]", option)
        for position in repeated(option.key for option in self.options):
            yield Problem(
                f"options[{position}].key",
                "Another option of this criterion has this key.",
                "duplicate-key",
            )
        if sum(option.unknown for option in self.options) > 1:
            yield Problem("options", "Only one option may mean “not known”.", "several-unknown")

    def _option_problems(self, path: str, option: AnswerOption) -> Iterator[Problem]:
        yield from key_problems(f"{path}.key", option.key)
        yield from text_problems(f"{path}.label", option.label, LABEL_CHARACTERS)
        beginning = f"{self.key}.{option.key}."
        for number, consideration in enumerate(option.considerations):
            place = f"{path}.considerations[{number}].key"
            if not consideration.key.startswith(beginning):
                message = f"It must begin with “{beginning}”, the option that raises it."
                yield Problem(place, message, "misplaced-key")
            elif fault := key_problem(consideration.key.removeprefix(beginning)):
                yield Problem(place, f"After “{beginning}”: {fault}", "malformed-key")

    def condition_problem(self, condition: Condition) -> str | None:
        strangers = [key for key in condition.options if key not in self.option_by_key]
        if strangers:
            names = ", ".join(f"“{key}”" for key in strangers)
            return f"The criterion “{self.key}” has no option {names}."
        return None

"""Answers: a mapping from a criterion's key to the answer given, which for a choice is its key.

A criterion without an answer does not stand in the mapping. Comments are no business of the
engine: nothing that it says depends on one.
"""

from collections.abc import Mapping
from typing import TypeAlias

from checklist.engine.definition import Definition

Answers: TypeAlias = Mapping[str, str]


class RefusedAnswer(ValueError):
    """An answer that the definition does not offer. ``criterion`` is the key it was given for."""

    def __init__(self, criterion: str, message: str) -> None:
        super().__init__(f"{criterion}: {message}")
        self.criterion = criterion


def check_answers(definition: Definition, answers: Answers) -> None:
    """Raise RefusedAnswer for the first answer, by key, that lies outside the definition."""
    for key in sorted(answers):
        criterion = definition.criteria.get(key)
        if criterion is None:
            raise RefusedAnswer(key, "There is no such criterion.")
        if not criterion.accepts(answers[key]):
            raise RefusedAnswer(key, "This criterion does not offer that answer.")

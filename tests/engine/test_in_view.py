"""Which criteria are asked, on the small definition.

``length`` is asked where ``depth`` is deep or unknown; ``help`` where ``length`` is years or
``depth`` is mild.
"""

import pytest

from checklist.engine.in_view import answers_in_view, fulfilled, holds, in_view
from checklist.engine.parts import Condition, Match, When
from tests.engine.small import small

DEEP = Condition(criterion="depth", options=("deep",))
LONG = Condition(criterion="length", options=("years", "unknown"))
ALONE = Condition(criterion="help", options=("no",))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ("depth",)),
        ({"depth": "mild"}, ("depth", "help")),
        ({"depth": "deep"}, ("depth", "length")),
        ({"depth": "unknown"}, ("depth", "length")),
        ({"depth": "deep", "length": "weeks"}, ("depth", "length")),
        ({"depth": "deep", "length": "years"}, ("depth", "length", "help")),
    ],
    ids=str,
)
def test_conditions_bring_criteria_into_view(
    answers: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert in_view(small(), answers) == expected


def test_an_answer_out_of_view_brings_nothing_into_view() -> None:
    assert in_view(small(), {"length": "years", "help": "no"}) == ("depth",)


def test_a_change_of_mind_brings_answers_back() -> None:
    answers = {"depth": "deep", "length": "years", "help": "no"}
    assert answers_in_view(small(), answers) == answers
    assert answers_in_view(small(), answers | {"depth": "mild"}) == {"depth": "mild", "help": "no"}
    assert answers_in_view(small(), answers | {"depth": "deep"}) == answers


def test_answers_in_view_stand_in_document_order() -> None:
    answers = {"help": "no", "length": "years", "depth": "deep"}
    assert list(answers_in_view(small(), answers)) == ["depth", "length", "help"]


@pytest.mark.parametrize(
    ("answers", "every", "some", "which"),
    [
        ({}, False, False, ()),
        ({"depth": "mild", "help": "yes"}, False, False, ()),
        ({"depth": "deep"}, False, True, (DEEP,)),
        ({"help": "no", "length": "unknown"}, False, True, (LONG, ALONE)),
        ({"depth": "deep", "length": "years", "help": "no"}, True, True, (DEEP, LONG, ALONE)),
    ],
    ids=str,
)
def test_conditions_hold_together_or_one_by_one(
    answers: dict[str, str], every: bool, some: bool, which: tuple[Condition, ...]
) -> None:
    conditions = (DEEP, LONG, ALONE)
    all_of = When(match=Match.ALL, conditions=conditions)
    any_of = When(match=Match.ANY, conditions=conditions)
    assert (
        holds(small(), all_of, answers),
        holds(small(), any_of, answers),
        fulfilled(small(), all_of, answers),
        fulfilled(small(), any_of, answers),
    ) == (every, some, which, which)

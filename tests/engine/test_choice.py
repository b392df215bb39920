"""Single choice: what it asks of its options, and what it answers to the rest of the engine."""

from typing import Any

import pytest

from checklist.engine.kinds import ChoiceCriterion
from checklist.engine.parts import Condition
from tests.engine.small import changed, problems, small
from tests.strategies import GONE

DEPTH = "sections[0].criteria[0]"
LENGTH = "sections[0].criteria[1]"
HELP = "sections[1].criteria[0]"
RAISED = f"{DEPTH}.options[0].considerations[1].key"
BEGINNING = "It must begin with “depth.deep.”, the option that raises it."
NO_KEY = "A key is made of small letters, digits and single hyphens."
LONG_KEY = "A key has at most 60 characters."
LONG = "a" * 60

CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (
        {f"{HELP}.options": [], "rules": []},
        [(f"{HELP}.options", "A criterion needs at least one answer option.")],
    ),
    (
        {f"{HELP}.options[0].key": "Yes", f"{HELP}.options[1].label": " "},
        [(f"{HELP}.options[0].key", NO_KEY), (f"{HELP}.options[1].label", "This text is empty.")],
    ),
    (
        {f"{HELP}.options[0].key": "no"},
        [(f"{HELP}.options[1].key", "Another option of this criterion has this key.")],
    ),
    (
        {f"{DEPTH}.options[1].unknown": True},
        [(f"{DEPTH}.options", "Only one option may mean “not known”.")],
    ),
    *(
        ({RAISED: key}, [(RAISED, BEGINNING)])
        for key in ("", "urgent", "depth", "depth.deep", "depth.mild.1", "length.deep.1", "Depth.x")
    ),
    *(
        ({RAISED: f"depth.deep.{end}"}, [(RAISED, f"After “depth.deep.”: {NO_KEY}")])
        for end in ("", "1.2", "A", "1 ", "-", ".1")
    ),
    ({RAISED: f"depth.deep.{LONG}a"}, [(RAISED, f"After “depth.deep.”: {LONG_KEY}")]),
]


@pytest.mark.parametrize(("changes", "expected"), CASES, ids=[str(each) for each, _ in CASES])
def test_a_change_is_refused_for_exactly_these_reasons(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(changed(changes)) == expected


def test_keys_of_criterion_and_option_may_both_be_long_where_something_is_raised() -> None:
    changes = {
        f"{LENGTH}.key": LONG,
        f"{LENGTH}.options[1].key": LONG,
        f"{LENGTH}.options[1].considerations[0].key": f"{LONG}.{LONG}.{LONG}",
        f"{HELP}.in_view": GONE,
        "rules": GONE,
    }
    assert problems(changed(changes)) == []


def test_one_option_is_enough_and_none_need_mean_not_known() -> None:
    options = [{"key": "seen", "label": "Seen"}]
    assert problems(changed({f"{HELP}.options": options, "rules": GONE})) == []


def depth() -> ChoiceCriterion:
    return small().criteria["depth"]


def test_an_answer_is_the_key_of_an_option() -> None:
    answers = ["deep", "mild", "unknown", "", "Deep", "deep ", "weeks"]
    assert [answer for answer in answers if depth().accepts(answer)] == ["deep", "mild", "unknown"]


def test_the_flag_and_not_the_key_says_that_an_answer_means_not_known() -> None:
    assert [depth().is_unknown(answer) for answer in ("deep", "unknown")] == [False, True]
    data = changed({f"{DEPTH}.options[2].unknown": GONE, f"{DEPTH}.options[1].unknown": True})
    criterion = ChoiceCriterion.model_validate(data["sections"][0]["criteria"][0])
    assert [criterion.is_unknown(answer) for answer in ("unknown", "mild")] == [False, True]


def test_an_answer_has_the_label_of_its_option() -> None:
    assert depth().label("unknown") == "Not known yet"


def test_an_answer_raises_what_its_option_holds_in_order() -> None:
    assert [each.key for each in depth().raised_by("deep")] == ["depth.deep.1", "depth.deep.2"]
    assert depth().raised_by("mild") == ()


def test_considerations_are_told_with_their_places() -> None:
    assert [(path, each.key) for path, each in depth().considerations()] == [
        ("options[0].considerations[0]", "depth.deep.1"),
        ("options[0].considerations[1]", "depth.deep.2"),
    ]


def test_a_condition_is_fulfilled_by_each_of_its_options() -> None:
    condition = Condition(criterion="depth", options=("deep", "unknown"))
    answers = ("deep", "mild", "unknown")
    assert [depth().fulfils(condition, answer) for answer in answers] == [True, False, True]

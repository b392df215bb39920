"""Which answers go over to a newer version, and which stay behind."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.answers import RefusedAnswer, check_answers
from checklist.engine.carried import (
    Carried,
    CarriedAnswer,
    Extent,
    Gone,
    LeftAnswer,
    StillCarries,
    carry,
    still_carries,
)
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from tests import EXAMPLES
from tests.engine.small import SMALL, changed, small
from tests.strategies import answers_of, definitions, walks

few_examples = settings(max_examples=EXAMPLES // 3)

ANSWERS = {"depth": "deep", "length": "years", "help": "no"}
COMMENTS = {"depth": "As told by her.", "help": "A sister."}


def edited(edit: Mapping[str, Any]) -> Definition:
    return parse(changed(edit))


def without_help() -> Definition:
    """The small definition whose second section asks for sleep instead of help."""
    sleep = {**SMALL["sections"][1]["criteria"][0], "key": "sleep"}
    return edited({"sections[1].criteria": [sleep], "rules": [], "then_and_now": []})


def test_answers_and_comments_carry_over_to_the_same_content() -> None:
    assert carry(small(), small(), ANSWERS, COMMENTS) == Carried(
        answers=(
            CarriedAnswer("depth", "deep"),
            CarriedAnswer("length", "years"),
            CarriedAnswer("help", "no"),
        ),
        left=(),
        new=(),
        comments=COMMENTS,
        comments_left={},
    )


def test_the_answer_and_the_comment_of_a_criterion_that_is_gone_stay_behind() -> None:
    carried = carry(small(), without_help(), ANSWERS, COMMENTS)
    assert carried.answer_by_key == {"depth": "deep", "length": "years"}
    assert carried.left == (LeftAnswer("help", "no", Gone.CRITERION),)
    assert carried.new == ("sleep",)
    assert carried.comments == {"depth": "As told by her."}
    assert carried.comments_left == {"help": "A sister."}


def test_an_answer_that_is_no_longer_offered_stays_behind_and_its_comment_does_not() -> None:
    after = edited({"sections[1].criteria[0].options[1].key": "none", "rules": []})
    carried = carry(small(), after, ANSWERS, COMMENTS)
    assert carried.answer_by_key == {"depth": "deep", "length": "years"}
    assert carried.left == (LeftAnswer("help", "no", Gone.OPTION),)
    assert carried.new == ()
    assert carried.comments == COMMENTS
    assert carried.comments_left == {}


@pytest.mark.parametrize(
    ("path", "reworded"),
    [
        ("question", ("question",)),
        ("help", ("help",)),
        ("options[0].label", ("label",)),
        ("options[1].label", ()),
        ("short", ()),
        ("options[0].considerations[0].text", ()),
    ],
)
def test_what_was_reworded_is_named_so_that_the_answer_is_looked_at_again(
    path: str, reworded: tuple[str, ...]
) -> None:
    after = edited({f"sections[0].criteria[0].{path}": "Other"})
    depth, *others = carry(small(), after, ANSWERS, {}).answers
    assert depth == CarriedAnswer("depth", "deep", reworded)
    assert [each.reworded for each in others] == [(), ()]


def test_the_answers_to_be_looked_at_again_are_found_together() -> None:
    after = edited(
        {"sections[0].criteria[0].help": "Other", "sections[0].criteria[0].question": "Other"}
    )
    carried = carry(small(), after, ANSWERS, {})
    assert carried.reworded == (CarriedAnswer("depth", "deep", ("question", "help")),)


def test_answers_go_with_a_criterion_that_moved_and_stand_in_the_newer_order() -> None:
    mood, plan = SMALL["sections"]
    depth, length = mood["criteria"]
    sections = [
        {**plan, "criteria": [depth]},
        {**mood, "criteria": [length, *plan["criteria"]]},
    ]
    after = edited({"sections": sections})
    answers = dict(reversed(ANSWERS.items()))
    assert [each.criterion for each in carry(small(), after, answers, {}).answers] == [
        "depth",
        "length",
        "help",
    ]


def test_an_answer_that_was_never_offered_is_refused() -> None:
    with pytest.raises(RefusedAnswer):
        carry(small(), small(), {"depth": "flat"}, {})


def test_each_criterion_says_how_many_of_its_answers_still_carry() -> None:
    after = edited({"sections[0].criteria[1].options[0].key": "days", "rules": []})
    assert still_carries(small(), after) == (
        StillCarries("depth", kept=("deep", "mild", "unknown"), lost=()),
        StillCarries("length", kept=("years", "unknown"), lost=("weeks",)),
        StillCarries("help", kept=("yes", "no"), lost=()),
    )
    assert [each.extent for each in still_carries(small(), after)] == [
        Extent.ALL,
        Extent.SOME,
        Extent.ALL,
    ]


def test_no_answer_carries_where_the_criterion_or_all_its_options_are_gone() -> None:
    nothing_left = StillCarries("help", kept=(), lost=("yes", "no"))
    assert still_carries(small(), without_help())[-1] == nothing_left
    options = [{"key": "some", "label": "Some"}]
    after = edited({"sections[1].criteria[0].options": options, "rules": []})
    assert still_carries(small(), after)[-1] == nothing_left
    assert nothing_left.extent is Extent.NONE


# Any definitions and answers


@few_examples
@given(walks())
def test_everything_carries_over_to_the_same_definition(
    walk: tuple[Definition, dict[str, str]],
) -> None:
    definition, answers = walk
    comments = dict.fromkeys(definition.criteria, "So.")
    carried = carry(definition, definition, answers, comments)
    assert carried.answer_by_key == answers
    assert (carried.left, carried.new, carried.reworded) == ((), (), ())
    assert (carried.comments, carried.comments_left) == (comments, {})
    assert {each.extent for each in still_carries(definition, definition)} == {Extent.ALL}


@few_examples
@given(definitions(), definitions(), st.data())
def test_every_answer_either_carries_over_to_where_it_is_accepted_or_stays_behind(
    before: Definition, after: Definition, data: st.DataObject
) -> None:
    answers = data.draw(answers_of(before))
    carried = carry(before, after, answers, {})
    check_answers(after, carried.answer_by_key)
    left = {each.criterion: each.answer for each in carried.left}
    assert {**carried.answer_by_key, **left} == answers
    assert carried.answer_by_key.keys().isdisjoint(left)
    kept = {each.criterion: each.kept for each in still_carries(before, after)}
    for key, answer in answers.items():
        assert (key in carried.answer_by_key) == (answer in kept[key])
    assert set(carried.new) == after.criteria.keys() - before.criteria.keys()

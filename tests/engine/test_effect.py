"""The effect of an edit on answers already given, and that it counts what summaries would show."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.carried import carry
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.effect import Effect, Firing, Line, Tally, effect, together
from checklist.engine.parts import Kind
from checklist.engine.summary import summarise
from tests import EXAMPLES
from tests.engine.small import SMALL, changed, small
from tests.strategies import GONE, answers_of, definitions, edits, walks

few_examples = settings(max_examples=EXAMPLES // 3)

DEEP = {"depth": "deep"}
MILD = {"depth": "mild"}
MILD_ALONE = {"depth": "mild", "help": "no"}
ACT_NOW = "sections[0].criteria[0].options[0].considerations[1]"


def edited(edit: Mapping[str, Any]) -> Definition:
    return parse(changed(edit))


def line_of(effect: Effect, key: str) -> Line:
    (line,) = (each for each in effect.lines if each.key == key)
    return line


def touched(effect: Effect) -> list[tuple[str, int, int, int]]:
    return [(line.key, line.appears, line.disappears, line.changes_kind) for line in effect.touched]


def test_a_new_consideration_appears_where_its_answer_was_given() -> None:
    raised = [{"key": "depth.mild.1", "kind": "support", "text": "It is mild."}]
    after = edited({"sections[0].criteria[0].options[1].considerations": raised})
    found = effect(small(), after, [DEEP, MILD, MILD_ALONE])
    assert found.sets == 3
    assert touched(found) == [("depth.mild.1", 2, 0, 0)]
    assert found.touched[0] == Line(
        key="depth.mild.1",
        kind_before=None,
        kind_after=Kind.SUPPORT,
        fires_before=0,
        fires_after=2,
        appears=2,
        disappears=0,
        changes_kind=0,
    )


def test_a_consideration_that_is_gone_disappears_and_is_told_of_last() -> None:
    found = effect(
        small(), edited({"rules": SMALL["rules"][1:]}), [DEEP, {**DEEP, "length": "years"}]
    )
    assert touched(found) == [("rule-deep-long", 0, 1, 0)]
    assert found.lines[-1].key == "rule-deep-long"
    assert found.lines[-1].kind_after is None


def test_a_consideration_of_another_kind_changes_in_every_set_in_which_it_fires() -> None:
    found = effect(small(), edited({f"{ACT_NOW}.kind": "note"}), [DEEP, DEEP, MILD])
    assert touched(found) == [("depth.deep.2", 0, 0, 2)]
    line = line_of(found, "depth.deep.2")
    assert (line.kind_before, line.kind_after) == (Kind.URGENT, Kind.NOTE)


def test_a_rule_may_appear_in_one_set_and_disappear_in_another() -> None:
    only_mild = {"match": "all", "conditions": [{"criterion": "depth", "options": ["mild"]}]}
    found = effect(small(), edited({"rules[1].when": only_mild}), [DEEP, MILD, MILD_ALONE])
    assert touched(found) == [("rule-alone", 1, 1, 0)]
    line = line_of(found, "rule-alone")
    assert (line.fires_before, line.fires_after) == (2, 2)


def test_a_criterion_that_leaves_the_view_takes_what_it_raised_along() -> None:
    in_view = {"match": "all", "conditions": [{"criterion": "depth", "options": ["unknown"]}]}
    after = edited({"sections[0].criteria[1].in_view": in_view})
    found = effect(small(), after, [{"depth": "deep", "length": "years"}])
    assert touched(found) == [("length.years.1", 0, 1, 0), ("rule-deep-long", 0, 1, 0)]


def test_answers_that_a_definition_does_not_offer_count_as_none() -> None:
    after = edited(
        {
            "sections[0].criteria[1].options[1]": {"key": "long", "label": "Long"},
            "sections[1].criteria[0].in_view": GONE,
            "rules": [],
        }
    )
    answers = {"depth": "deep", "length": "years", "hope": "some", "help": "maybe"}
    found = effect(small(), after, [answers])
    assert touched(found) == [
        ("length.years.1", 0, 1, 0),
        ("rule-deep-long", 0, 1, 0),
        ("rule-alone", 0, 1, 0),
    ]


def test_of_a_first_version_everything_that_fires_appears() -> None:
    found = effect(None, small(), [DEEP, MILD])
    assert touched(found) == [
        ("depth.deep.1", 1, 0, 0),
        ("depth.deep.2", 1, 0, 0),
        ("rule-alone", 1, 0, 0),
    ]
    assert {line.kind_before for line in found.lines} == {None}


def test_what_fires_in_no_set_is_listed_with_zero() -> None:
    found = effect(small(), small(), [])
    assert (found.sets, found.touched, found.urgent_often) == (0, (), ())
    assert [(line.key, line.fires_before, line.fires_after) for line in found.lines] == [
        ("depth.deep.1", 0, 0),
        ("depth.deep.2", 0, 0),
        ("length.years.1", 0, 0),
        ("rule-deep-long", 0, 0),
        ("rule-alone", 0, 0),
    ]


@pytest.mark.parametrize(("fires", "often"), [(2, []), (3, ["depth.deep.2"])])
def test_urgent_in_more_than_one_set_in_ten_is_named(fires: int, often: list[str]) -> None:
    tally = Tally(None, small())
    tally.add(DEEP, fires)
    tally.add(MILD, 20 - fires)
    assert [line.key for line in tally.result().urgent_often] == often


def test_urgent_as_it_would_be_counts_and_not_as_it_was() -> None:
    found = effect(small(), edited({f"{ACT_NOW}.kind": "note"}), [DEEP])
    assert found.urgent_often == ()


def test_a_tally_tells_how_far_it_has_come_and_what_it_has_found_so_far() -> None:
    only_mild = {"match": "all", "conditions": [{"criterion": "depth", "options": ["mild"]}]}
    after = edited({f"{ACT_NOW}.kind": "note", "rules[1].when": only_mild})
    tally = Tally(small(), after)
    tally.add(DEEP)
    tally.add(MILD, times=2)
    assert tally.sets == 3
    assert tally.result() == effect(small(), after, [DEEP, MILD, MILD])
    tally.add(DEEP, times=2)
    assert tally.sets == 5
    assert touched(tally.result()) == [("depth.deep.2", 0, 0, 3), ("rule-alone", 2, 3, 0)]


# Any definitions and answers


def raised(definition: Definition, answers: Mapping[str, str]) -> dict[str, Kind]:
    return {each.key: each.kind for each in summarise(definition, answers).considerations}


@given(walks())
def test_what_fires_is_what_a_summary_shows(walk: tuple[Definition, dict[str, str]]) -> None:
    definition, answers = walk
    firing = Firing(definition)
    assert {key: firing.kinds[key] for key in firing.fired(answers)} == raised(definition, answers)


@few_examples
@given(definitions(), st.data())
def test_an_edit_of_nothing_has_no_effect(definition: Definition, data: st.DataObject) -> None:
    sets = data.draw(st.lists(answers_of(definition), max_size=3))
    found = effect(definition, definition, sets)
    assert found.touched == ()
    assert all(line.fires_before == line.fires_after for line in found.lines)


two_versions = st.one_of(
    st.tuples(definitions(), definitions()),
    edits().map(lambda pair: (parse(pair[0]), parse(pair[1]))),
)


def all_kinds(definition: Definition) -> dict[str, Kind]:
    return {each.key: each.kind for _, each in definition.considerations()}


def counted_by_hand(
    before: Definition, after: Definition, sets: list[dict[str, str]]
) -> Iterator[Line]:
    """Each line from whole summaries, one question after another."""
    pairs = [
        (raised(before, answers), raised(after, carry(before, after, answers, {}).answer_by_key))
        for answers in sets
    ]
    for key in {**all_kinds(after), **all_kinds(before)}:
        yield Line(
            key=key,
            kind_before=all_kinds(before).get(key),
            kind_after=all_kinds(after).get(key),
            fires_before=sum(key in old for old, _ in pairs),
            fires_after=sum(key in new for _, new in pairs),
            appears=sum(key in new and key not in old for old, new in pairs),
            disappears=sum(key in old and key not in new for old, new in pairs),
            changes_kind=sum(
                key in old and key in new and old[key] is not new[key] for old, new in pairs
            ),
        )


@given(two_versions, st.data())
def test_counts_are_those_of_summaries_of_the_answers_carried_over(
    versions: tuple[Definition, Definition], data: st.DataObject
) -> None:
    before, after = versions
    sets = data.draw(st.lists(answers_of(before), max_size=4))
    assert effect(before, after, sets) == Effect(
        sets=len(sets), lines=tuple(counted_by_hand(before, after, sets))
    )


@few_examples
@given(two_versions, st.data())
def test_what_was_counted_apart_comes_to_the_same_together(
    versions: tuple[Definition, Definition], data: st.DataObject
) -> None:
    sets = st.lists(answers_of(versions[0]), max_size=3)
    first, second = data.draw(sets), data.draw(sets)
    assert together(effect(*versions, first), effect(*versions, second)) == effect(
        *versions, [*first, *second]
    )

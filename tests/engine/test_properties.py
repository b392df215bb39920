"""What holds for every definition and all answers, not only for those that we have written.

The oracle below says the same as the engine in the plainest way there is, over plain data: slow,
long-winded, and sharing no line with it.
"""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from checklist.engine.answers import RefusedAnswer, check_answers
from checklist.engine.codec import canonical_json, digest, parse, read_json, to_data
from checklist.engine.definition import Definition
from checklist.engine.in_view import answers_in_view, in_view
from checklist.engine.parts import Kind
from checklist.engine.summary import Summary, raised_of_kind, summarise
from tests import EXAMPLES
from tests.strategies import (
    KINDS,
    Data,
    answers_of,
    answers_outside,
    definition_data,
    definitions,
    edits,
    places,
    walks,
)

few_examples = settings(max_examples=EXAMPLES // 3)
"""For what takes a generated definition for each example; a run stays a matter of seconds."""

Walk = tuple[Definition, dict[str, str]]
Expected = tuple[str, str, str, list[tuple[str, str]], bool, list[tuple[str, str]]]


# The oracle


def all_criteria(data: Data) -> list[Data]:
    return [criterion for section in data["sections"] for criterion in section["criteria"]]


def met(condition: Data, counted: dict[str, str]) -> bool:
    if condition["criterion"] not in counted:
        return False
    return counted[condition["criterion"]] in condition["options"]


def all_met(when: Data, counted: dict[str, str]) -> bool:
    verdicts = [met(condition, counted) for condition in when["conditions"]]
    if when["match"] == "all":
        return False not in verdicts
    return True in verdicts


def counted_answers(data: Data, answers: dict[str, str]) -> dict[str, str]:
    counted: dict[str, str] = {}
    for criterion in all_criteria(data):
        asked = "in_view" not in criterion or all_met(criterion["in_view"], counted)
        if asked and criterion["key"] in answers:
            counted[criterion["key"]] = answers[criterion["key"]]
    return counted


def asked_criteria(data: Data, answers: dict[str, str]) -> list[str]:
    counted = counted_answers(data, answers)
    return [
        criterion["key"]
        for criterion in all_criteria(data)
        if "in_view" not in criterion or all_met(criterion["in_view"], counted)
    ]


def told(consideration: Data, because: list[tuple[str, str]], *, rule: bool) -> Expected:
    cited = [(each["source"], each["locator"]) for each in consideration.get("sources", [])]
    key, kind, text = consideration["key"], consideration["kind"], consideration["text"]
    return key, kind, text, because, rule, cited


def raised_by_options(data: Data, counted: dict[str, str]) -> Iterator[Expected]:
    for criterion in all_criteria(data):
        for option in criterion["options"]:
            if counted.get(criterion["key"]) == option["key"]:
                for consideration in option.get("considerations", []):
                    yield told(consideration, [(criterion["key"], option["key"])], rule=False)


def raised_by_rules(data: Data, counted: dict[str, str]) -> Iterator[Expected]:
    for rule in data.get("rules", []):
        if all_met(rule["when"], counted):
            because: list[tuple[str, str]] = []
            for condition in rule["when"]["conditions"]:
                key = condition["criterion"]
                if met(condition, counted) and (key, counted[key]) not in because:
                    because.append((key, counted[key]))
            yield told(rule["consideration"], because, rule=True)


def everything_raised(data: Data, answers: dict[str, str]) -> list[Expected]:
    counted = counted_answers(data, answers)
    raised = [*raised_by_options(data, counted), *raised_by_rules(data, counted)]
    return [each for kind in KINDS for each in raised if each[1] == kind]


def as_told(summary: Summary) -> list[Expected]:
    return [
        (
            each.key,
            str(each.kind),
            each.text,
            [(because.criterion, because.option) for because in each.because],
            each.rule is not None,
            [(citation.source, citation.locator) for citation in each.sources],
        )
        for each in summary.considerations
    ]


# Answers


@given(walks())
def test_every_consideration_is_explained_by_answers_in_view_and_none_is_left_out(
    walk: Walk,
) -> None:
    definition, answers = walk
    assert as_told(summarise(definition, answers)) == everything_raised(
        to_data(definition), answers
    )


@given(walks())
def test_criteria_in_view_are_those_whose_conditions_hold(walk: Walk) -> None:
    definition, answers = walk
    data = to_data(definition)
    assert list(in_view(definition, answers)) == asked_criteria(data, answers)
    assert answers_in_view(definition, answers) == counted_answers(data, answers)


@few_examples
@given(walks(), st.data())
def test_the_order_of_answering_does_not_matter(walk: Walk, data: st.DataObject) -> None:
    definition, answers = walk
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert in_view(definition, shuffled) == in_view(definition, answers)
    assert (
        summarise(definition, shuffled).model_dump_json()
        == summarise(definition, answers).model_dump_json()
    )


@given(walks(), st.data())
def test_an_answer_out_of_view_changes_nothing(walk: Walk, data: st.DataObject) -> None:
    definition, answers = walk
    seen = in_view(definition, answers)
    others = data.draw(answers_of(definition))
    unseen = {key: answer for key, answer in others.items() if key not in seen}
    changed = answers_in_view(definition, answers) | unseen
    assert in_view(definition, changed) == seen
    assert summarise(definition, changed) == summarise(definition, answers)


@few_examples
@given(walks())
def test_what_is_out_of_view_stands_nowhere_but_among_what_was_not_asked(walk: Walk) -> None:
    definition, answers = walk
    summary = summarise(definition, answers)
    seen = in_view(definition, answers)
    because = {each.criterion for raised in summary.considerations for each in raised.because}
    assert because <= set(seen) & set(answers)
    assert {each.criterion for each in summary.missing} <= set(seen)
    assert set(summary.not_asked).isdisjoint(seen)


@few_examples
@given(walks())
def test_every_criterion_is_answered_missing_or_not_asked(walk: Walk) -> None:
    definition, answers = walk
    summary = summarise(definition, answers)
    unknown = {
        (criterion["key"], option["key"])
        for criterion in all_criteria(to_data(definition))
        for option in criterion["options"]
        if option.get("unknown")
    }
    counted = answers_in_view(definition, answers)
    answered = [key for key, answer in counted.items() if (key, answer) not in unknown]
    missing = [each.criterion for each in summary.missing]
    assert sorted([*answered, *missing, *summary.not_asked]) == sorted(definition.criteria)
    assert [each.criterion for each in summary.missing if each.unknown] == [
        key for key in missing if key in counted
    ]
    for keys in (missing, list(summary.not_asked)):
        assert keys == [key for key in definition.criteria if key in keys]


@few_examples
@given(definitions(), st.data())
def test_an_answer_outside_the_definition_is_refused(
    definition: Definition, data: st.DataObject
) -> None:
    answers, key = data.draw(answers_outside(definition))
    for act in (check_answers, summarise):
        with pytest.raises(RefusedAnswer) as refused:
            act(definition, answers)
        assert refused.value.criterion == key


# The summary's form


@few_examples
@given(walks())
def test_a_summary_has_the_five_kinds_in_order_and_the_limits(walk: Walk) -> None:
    definition, answers = walk
    summary = summarise(definition, answers)
    assert [str(kind) for kind, _ in summary.groups] == list(KINDS)
    assert tuple(each for _, group in summary.groups for each in group) == summary.considerations
    assert all(each.kind is kind for kind, group in summary.groups for each in group)
    assert summary.limits == definition.limits


@given(walks())
def test_what_is_raised_of_one_kind_is_what_the_summary_holds_of_it(walk: Walk) -> None:
    definition, answers = walk
    counted = answers_in_view(definition, answers)
    summary = summarise(definition, answers)
    assert {kind: raised_of_kind(definition, counted, kind) for kind in Kind} == {
        kind: summary.of_kind(kind) for kind in Kind
    }


@few_examples
@given(walks())
def test_a_summary_holds_texts_and_no_number(walk: Walk) -> None:
    dumped = summarise(*walk).model_dump(mode="json")
    leaves = [value for _, value in places(dumped) if not isinstance(value, dict | list)]
    assert {type(value) for value in leaves} <= {str, bool, type(None)}


NUMBER_WORDS = {
    *("amount", "count", "grade", "index", "level", "number", "order", "percent", "points"),
    *("rank", "score", "sum", "total", "weight", "eligible", "verdict", "decision", "dose"),
}


def fields_within(annotation: Any) -> Iterator[tuple[str, Any]]:
    """The fields of all models that a type is made of, each with its own type."""
    for part in get_args(annotation):
        yield from fields_within(part)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield name, field.annotation
            yield from fields_within(field.annotation)


def plain_types(annotation: Any) -> Iterator[Any]:
    """The types that a type is made of, tuples and unions taken apart."""
    parts = get_args(annotation)
    for part in parts:
        yield from plain_types(part)
    if not parts and annotation is not ...:
        yield annotation


def test_a_summary_has_no_field_for_a_number_a_total_or_a_rank() -> None:
    fields = list(fields_within(Summary))
    types = {each for _, annotation in fields for each in plain_types(annotation)}
    models = {each for each in types if issubclass(each, BaseModel)}
    assert types - models == {str, bool, Kind, type(None)}
    words = {word for name, _ in fields for word in name.split("_")}
    assert words.isdisjoint(NUMBER_WORDS)


# The codec


@few_examples
@given(definition_data())
def test_a_definition_is_written_as_it_was_read(data: Data) -> None:
    assert to_data(parse(data)) == data
    assert parse(to_data(parse(data))) == parse(data)
    assert parse(read_json(canonical_json(parse(data)))) == parse(data)


@few_examples
@given(definition_data(), st.data())
def test_the_same_content_gives_the_same_bytes(data: Data, choices: st.DataObject) -> None:
    once, again = parse(data), parse(read_json(json.dumps(data)))
    answers = choices.draw(answers_of(once))
    assert once == again
    assert canonical_json(once) == canonical_json(again)
    assert digest(once) == digest(again)
    assert summarise(once, answers).model_dump_json() == summarise(again, answers).model_dump_json()


@few_examples
@given(definition_data())
def test_canonical_json_is_the_same_however_the_content_was_written_down(data: Data) -> None:
    canonical = canonical_json(parse(data))
    escaped = json.dumps(data, ensure_ascii=True, indent=2)
    unescaped = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert canonical_json(parse(read_json(escaped))) == canonical
    assert canonical_json(parse(read_json(unescaped))) == canonical
    assert canonical_json(parse(read_json(canonical))) == canonical
    assert json.dumps(json.loads(canonical), sort_keys=True) == json.dumps(data, sort_keys=True)


def reordered(data: Any, randomly: Any) -> Any:
    """The same data with the names of every object in another order."""
    if isinstance(data, dict):
        names = list(data)
        randomly.shuffle(names)
        return {name: reordered(data[name], randomly) for name in names}
    if isinstance(data, list):
        return [reordered(value, randomly) for value in data]
    return data


@few_examples
@given(definition_data(), st.randoms(use_true_random=False))
def test_the_digest_stays_where_only_names_stand_in_another_order(
    data: Data, randomly: Any
) -> None:
    assert digest(parse(reordered(data, randomly))) == digest(parse(data))


@few_examples
@given(definition_data())
def test_the_digest_stays_where_what_is_left_out_is_written_as_empty(data: Data) -> None:
    definition = parse(data)
    full = json.loads(definition.model_dump_json())
    assert full != data
    assert digest(parse(full)) == digest(definition)


@settings(max_examples=EXAMPLES)
@given(edits())
def test_the_digest_changes_with_every_change_of_content(pair: tuple[Data, Data]) -> None:
    before, after = map(parse, pair)
    assert before != after
    assert canonical_json(before) != canonical_json(after)
    assert digest(before) != digest(after)


@few_examples
@given(definitions(), definitions())
def test_two_definitions_share_a_digest_only_if_they_are_equal(
    one: Definition, other: Definition
) -> None:
    assert (digest(one) == digest(other)) == (one == other)

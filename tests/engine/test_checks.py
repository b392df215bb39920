"""The checks as a whole: their order, what makes a finding the same, and any draft at all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.checks import CHECKS, Finding, Level, check, check_raw
from checklist.engine.codec import parse, to_data
from checklist.engine.summary import summarise
from tests import EXAMPLES
from tests.engine.small import SMALL, problems, small
from tests.engine.sound import DEPTH, HELP, SOUND, TODAY, YEARS, after, findings, rule, told, when
from tests.strategies import (
    GONE,
    JSON_VALUES,
    Data,
    answers_of,
    damaged,
    definition_data,
)

# Order


def test_errors_come_first_and_each_level_follows_the_document() -> None:
    changes = {
        "rules[0].consideration.sources": [],
        "rules[1].consideration.sources[0].locator": "",
        f"{HELP}.sources": [],
        f"{HELP}.options[2].unknown": False,
        f"{DEPTH}.sources[0].locator": "",
        f"{YEARS}.text": "Eligible.",
        "title": "",
        "sources[1].year": 0,
    }
    assert [(each.level, each.code, each.place) for each in findings(changes)] == [
        ("error", "empty-text", ""),
        ("error", "malformed-year", "source label"),
        ("error", "verdict", "consideration length.years.1"),
        ("error", "no-source", "criterion help"),
        ("error", "no-source", "consideration rule-deep-long"),
        ("warning", "no-locator", "criterion depth"),
        ("warning", "no-unknown-option", "criterion help"),
        ("warning", "no-locator", "consideration rule-alone"),
        ("information", "silent-option", "option help.unknown"),
    ]


def test_a_finding_says_what_is_wrong_and_how_to_mend_it() -> None:
    (found,) = findings({f"{HELP}.sources": []})
    assert found == Finding(
        level=Level.ERROR,
        code="no-source",
        path=f"{HELP}.sources",
        place="criterion help",
        message="This criterion rests on no source.",
        hint="Cite the source that it rests on, with the place in it.",
    )


def test_a_definition_and_its_data_are_found_the_same_faults_with() -> None:
    assert check(small(), today=TODAY) == check_raw(SMALL, today=TODAY)


@pytest.mark.parametrize("today", ["", "today", "2026-1-1", "2026-02-30"])
def test_a_day_that_is_none_is_refused(today: str) -> None:
    with pytest.raises(ValueError, match="is no day written as YYYY-MM-DD"):
        check(small(), today=today)


# Shape


@pytest.mark.parametrize("raw", [None, [], "text", 5])
def test_what_is_no_object_is_one_error(raw: object) -> None:
    assert [(each.code, each.message) for each in check_raw(raw, today=TODAY)] == [
        ("shape", "This must be an object.")
    ]


def test_a_rule_without_a_consideration_is_told_of_once() -> None:
    unwritten = {"when": SOUND["rules"][0]["when"]}
    assert told({"rules[2]": unwritten}) == [
        "error shape @  @ rules[2].consideration",
    ]


def test_no_check_judges_what_was_filled_in_for_a_problem_of_shape() -> None:
    changes = {f"{DEPTH}.sources": 5, f"{HELP}.short": None, "rules[1].when.match": "some"}
    assert told(changes) == [
        f"error shape @ criterion depth @ {DEPTH}.sources",
        f"error shape @ criterion help @ {HELP}.short",
        "error shape @ rule rule-alone @ rules[1].when.match",
    ]


def test_half_characters_are_written_out() -> None:
    lines = findings({"sections[1].key": "\ud800"})
    assert {each.place for each in lines} == {r"section \ud800"}
    assert all(f"{each.path}{each.message}".encode() for each in lines)


# What makes it the same finding


def only(changes: dict[str, Any], code: str, data: Data = SOUND) -> Finding:
    (found,) = (each for each in check_raw(after(changes, data), today=TODAY) if each.code == code)
    return found


def test_a_finding_stays_the_same_when_its_row_moves() -> None:
    changes = {"rules[1].consideration.sources[0].locator": ""}
    before = only(changes, "no-locator")
    moved = only({"rules": after(changes, SOUND)["rules"][::-1]}, "no-locator")
    assert before.path != moved.path
    assert before.identity == moved.identity


@pytest.mark.parametrize(
    ("code", "changes", "other"),
    [
        (
            "support-on-article",
            {f"{YEARS}.sources": [{"source": "article", "locator": "§1"}]},
            {f"{YEARS}.text": "It lasts, the article says."},
        ),
        (
            "redundant-condition",
            {"rules[2]": rule("rule-more", when("all", ("help", "no"), ("help", "no")))},
            {"rules[2].when.match": "any"},
        ),
        (
            "no-unknown-option",
            {f"{HELP}.options[2].unknown": False},
            {f"{HELP}.options[2].label": "Nobody knows"},
        ),
        (
            "opposite-answer",
            {"rules[2]": rule("rule-more", when("all", ("length", "years")), "caution")},
            {"rules[2].consideration.text": "Something else."},
        ),
    ],
)
def test_a_finding_is_another_one_once_what_it_judged_has_changed(
    code: str, changes: dict[str, Any], other: dict[str, Any]
) -> None:
    before, again = only(changes, code), only(changes, code)
    changed = only({**changes, **other}, code)
    assert before.identity == again.identity
    assert before.place == changed.place
    assert before.identity != changed.identity


def test_a_finding_is_the_same_whatever_else_has_changed() -> None:
    changes = {f"{HELP}.options[2].unknown": False}
    before = only(changes, "no-unknown-option")
    after_all = only({**changes, "title": "Another", f"{DEPTH}.help": "x"}, "no-unknown-option")
    assert before.identity == after_all.identity


@given(definition_data())
def test_no_two_warnings_are_the_same(data: Data) -> None:
    warnings = [
        each.identity for each in check_raw(data, today=TODAY) if each.level is Level.WARNING
    ]
    assert len(warnings) == len(set(warnings))


# Any data at all


def hold(found: tuple[Finding, ...], data: Any) -> None:
    """What holds of all findings, whatever the data."""
    errors = {(each.path, each.message) for each in found if each.level is Level.ERROR}
    assert set(problems(data)) <= errors
    for each in found:
        assert each.message.endswith(".")
        assert (each.level, each.hint) == (CHECKS[each.code].level, CHECKS[each.code].hint)
        assert f"{each.path}{each.place}{each.message}".encode()


@given(JSON_VALUES)
def test_any_value_at_all_can_be_checked(data: Any) -> None:
    hold(check_raw(data, today=TODAY), data)


@given(damaged())
def test_any_damaged_draft_can_be_checked_and_every_problem_is_an_error(data: Any) -> None:
    hold(check_raw(data, today=TODAY), data)


LOOSE = st.sampled_from(("s0-c0", "s0-c1", "s1-c0", "s2-c0", "nobody", ""))


@st.composite
def tangled(draw: st.DrawFn) -> Data:
    """A draft whose conditions look anywhere, and whose keys are given again."""
    data = draw(definition_data())
    criteria = [each for section in data["sections"] for each in section["criteria"]]
    for each in criteria:
        if draw(st.booleans()):
            options = [option["key"] for option in each["options"]]
            conditions = [
                {"criterion": draw(LOOSE), "options": options[: draw(st.integers(0, 2))]}
                for _ in range(draw(st.integers(0, 3)))
            ]
            each["in_view"] = {
                "match": draw(st.sampled_from(("all", "any"))),
                "conditions": conditions,
            }
        if draw(st.integers(0, 4)) == 0:
            each["key"] = draw(LOOSE)
    return data


@given(tangled())
def test_any_tangle_of_conditions_can_be_checked(data: Data) -> None:
    hold(check_raw(data, today=TODAY), data)


# What has no error works


def mended(data: Data) -> Data:
    """The draft once an editor has done what its errors ask for."""
    sources = [{**source, "kind": "label"} for source in data["sources"][:1]] or SOUND["sources"][
        1:
    ]
    cited = [{"source": sources[0]["key"], "locator": "1"}]
    criteria = [each for section in data["sections"] for each in section["criteria"]]
    raised = [
        raised
        for each in criteria
        for option in each["options"]
        for raised in option.get("considerations", [])
    ]
    raised += [each["consideration"] for each in data.get("rules", [])]
    for number, each in enumerate(criteria):
        each |= {"question": f"What is number {number}?", "sources": cited}
    for number, each in enumerate(raised):
        each |= {"text": f"This is number {number}.", "sources": cited}
    data |= {"sources": sources, "context": []}
    for error in [each for each in check_raw(data, today=TODAY) if each.code.startswith("never")]:
        data = after({error.path: GONE} if error.code == "never-in-view" else {"rules": []}, data)
    return data


@settings(max_examples=EXAMPLES)
@given(definition_data(), st.data())
def test_a_draft_without_an_error_compiles_and_gives_a_summary_for_all_answers(
    data: Data, draws: st.DataObject
) -> None:
    draft = mended(data)
    errors = [each for each in check_raw(draft, today=TODAY) if each.level is Level.ERROR]
    assert errors == []
    definition = parse(draft)
    assert parse(to_data(definition)) == definition
    summary = summarise(definition, draws.draw(answers_of(definition)))
    assert summary.limits == definition.limits

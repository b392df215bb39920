"""The starter checklists have no error and just these warnings; whatever is broken is found."""

from functools import cache
from typing import Any, NamedTuple

import pytest

from checklist.engine.checks import CHECKS, Finding, Level, check_raw
from tests.content.starter_values import document
from tests.content_tables import FOLLOW_UP, MAIN
from tests.engine.sound import after, criterion, rule, when
from tests.strategies import GONE, Data

TODAY = "2026-01-31"

WARNINGS = {
    MAIN: [
        ("support-on-article", "consideration clinic-quality.good.1"),
        ("support-on-article", "consideration follow-up.arranged.1"),
        ("support-on-article", "consideration rule-prepared"),
    ],
    FOLLOW_UP: [
        ("support-on-article", "consideration fu-effect.response.1"),
        ("support-on-article", "consideration fu-plan.both.1"),
    ],
}


def starter(slug: str) -> Data:
    """The definition in a starter file."""
    definition: Data = document(slug)["definition"]
    return definition


def found_in(data: Data) -> tuple[Finding, ...]:
    return check_raw(data, today=TODAY)


@pytest.mark.parametrize("slug", [MAIN, FOLLOW_UP])
def test_a_starter_checklist_has_no_error_and_exactly_these_warnings(slug: str) -> None:
    findings = found_in(starter(slug))
    assert [each for each in findings if each.level is Level.ERROR] == []
    warnings = [each for each in findings if each.level is Level.WARNING]
    assert [(each.code, each.place) for each in warnings] == WARNINGS[slug]
    information = {each.code for each in findings if each.level is Level.INFORMATION}
    assert information == {"silent-option"}


@cache
def found_before(slug: str) -> frozenset[tuple[str, str]]:
    """Which findings a starter has as it stands, and where."""
    return frozenset((each.code, each.place) for each in found_in(starter(slug)))


class Broken(NamedTuple):
    """A way to break a checklist, and where it is found."""

    code: str
    place: str
    changes: dict[str, Any]


FIRST, SECOND = "sections[0].criteria[0]", "sections[0].criteria[1]"
RAISED = f"{FIRST}.options[0].considerations[0]"
RULE = "rules[0]"


def structure(d: Data) -> list[Broken]:
    section, other = d["sections"][:2]
    first, second = section["criteria"][:2]
    one, two = f"criterion {first['key']}", f"criterion {second['key']}"
    key = first["options"][0]["considerations"][0]["key"]
    again = first["options"][0]["considerations"][0]["text"]
    crowd, last = f"sections[{len(d['sections'])}]", len(section["criteria"])
    page = {"key": "crowd", "title": "Crowd", "lead": "Many."}
    many = [criterion(f"new-{n}") for n in range(16)]
    return [
        Broken("shape", one, {f"{FIRST}.help": GONE}),
        Broken("no-section", "", {"sections": []}),
        Broken("empty-section", "section crowd", {crowd: {**page, "criteria": []}}),
        Broken("no-option", one, {f"{FIRST}.options": []}),
        Broken("several-unknown", one, {f"{FIRST}.options[0].unknown": True}),
        Broken("no-limits", "", {"limits": []}),
        Broken("duplicate-key", f"section {section['key']}", {"sections[1].key": section["key"]}),
        Broken("duplicate-key", one, {f"{SECOND}.key": first["key"]}),
        Broken("malformed-key", "section A B", {"sections[0].key": "A B"}),
        Broken("misplaced-key", "consideration else.1", {f"{RAISED}.key": "else.1"}),
        Broken("reserved-key", "section results", {"sections[0].key": "results"}),
        Broken("reserved-key", "criterion x-comment", {f"{FIRST}.key": "x-comment"}),
        Broken("empty-text", one, {f"{FIRST}.short": ""}),
        Broken("long-text", f"consideration {key}", {f"{RAISED}.text": "so " * 41}),
        Broken("unprintable-text", two, {f"{SECOND}.help": "a\tb"}),
        Broken("malformed-language", "", {"language": "English"}),
        Broken(
            "pairs-alone",
            "",
            {"starts_from": "", "then_and_now": [{"before": ["a"], "after": [first["key"]]}]},
        ),
        Broken(
            "empty-pair",
            "",
            {"starts_from": "other", "then_and_now": [{"before": [], "after": [first["key"]]}]},
        ),
        Broken("repeated-question", two, {f"{SECOND}.question": first["question"].upper()}),
        Broken(
            "repeated-consideration",
            f"consideration {d['rules'][0]['consideration']['key']}",
            {f"{RULE}.consideration.text": f"{again}!"},
        ),
        Broken("no-unknown-option", one, {f"{FIRST}.options": first["options"][:-1]}),
        Broken("crowded-section", "section crowd", {crowd: {**page, "criteria": many[:10]}}),
        Broken("overcrowded-section", "section crowd", {crowd: {**page, "criteria": many}}),
        Broken(
            "duplicate-key",
            f"criterion {other['criteria'][0]['key']}",
            {f"sections[0].criteria[{last}]": criterion(other["criteria"][0]["key"])},
        ),
    ]


def reach(d: Data) -> list[Broken]:
    keys = [each["key"] for section in d["sections"] for each in section["criteria"]]
    options = [each["key"] for each in d["sections"][0]["criteria"][0]["options"]]
    first, one, two = keys[0], f"criterion {keys[0]}", f"criterion {keys[1]}"
    place = f"rule {d['rules'][0]['consideration']['key']}"
    contradiction = when("all", (first, options[0]), (first, options[1]))
    chosen = when("all", (first, options[0]))
    number = len(d["sections"])
    extra = [f"new-{n}" for n in range(16)]
    free = {"key": "free", "title": "Free", "lead": "Many.", "criteria": [*map(criterion, extra)]}
    return [
        Broken("no-condition", place, {f"{RULE}.when": when("all")}),
        Broken("empty-condition", place, {f"{RULE}.when": when("all", (first, ""))}),
        Broken("repeated-option", place, {f"{RULE}.when": when("all", (first, "unknown unknown"))}),
        Broken("unknown-criterion", place, {f"{RULE}.when": when("all", ("nobody", "yes"))}),
        Broken("unknown-option", two, {f"{SECOND}.in_view": when("all", (first, "perhaps"))}),
        Broken("later-criterion", one, {f"{FIRST}.in_view": when("all", (keys[-1], "unknown"))}),
        Broken("own-criterion", two, {f"{SECOND}.in_view": when("all", (keys[1], "unknown"))}),
        Broken(
            "cycle",
            one,
            {
                f"{FIRST}.in_view": when("all", (keys[1], "unknown")),
                f"{SECOND}.in_view": when("all", (first, "unknown")),
            },
        ),
        Broken("never-in-view", two, {f"{SECOND}.in_view": contradiction}),
        Broken("never-fires", place, {f"{RULE}.when": contradiction}),
        Broken("always-fires", place, {f"{RULE}.when": when("all", (first, " ".join(options)))}),
        Broken(
            "redundant-condition",
            two,
            {f"{SECOND}.in_view": when("any", *((first, each) for each in [*options[:2]] * 2))},
        ),
        Broken(
            "not-decided",
            place,
            {
                f"sections[{number}]": free,
                f"{RULE}.when": when("all", *((k, "yes") for k in extra)),
            },
        ),
        Broken(
            "never-fires",
            place,
            {f"{SECOND}.in_view": chosen}
            | {f"{RULE}.when": when("all", (first, options[1]), (keys[1], "unknown"))},
        ),
    ]


def meaning(d: Data) -> list[Broken]:
    first = d["sections"][0]["criteria"][0]
    option = f"option {first['key']}.{first['options'][0]['key']}"
    new, number = f"sections[0].criteria[{len(d['sections'][0]['criteria'])}]", len(d["rules"])
    plain = [{"key": "yes", "label": "Yes"}, {"key": "unknown", "label": "?", "unknown": True}]
    asked = d["rules"][0]["when"]
    beginning = f"{first['key']}.{first['options'][0]['key']}"
    cited = {"sources": [{"source": d["sources"][1]["key"], "locator": "1"}]}
    both = [
        {"key": f"{beginning}.8", "kind": "support", "text": "For it.", **cited},
        {"key": f"{beginning}.9", "kind": "caution", "text": "Against it.", **cited},
    ]
    return [
        Broken("silent-criterion", "criterion new", {new: criterion("new", options=plain)}),
        Broken(
            "silent-option",
            f"option {first['key']}.more",
            {f"{FIRST}.options[{len(first['options'])}]": {"key": "more", "label": "More"}},
        ),
        Broken(
            "opposite-rules",
            "rule rule-two",
            {
                f"rules[{number}]": rule("rule-one", asked, "support"),
                f"rules[{number + 1}]": rule("rule-two", asked, "resolve"),
            },
        ),
        Broken("opposite-answer", option, {f"{FIRST}.options[0].considerations": both}),
    ]


def sources(d: Data) -> list[Broken]:
    first = d["sections"][0]["criteria"][0]
    one, key = f"criterion {first['key']}", first["options"][0]["considerations"][0]["key"]
    raised, source = f"consideration {key}", d["sources"][0]["key"]
    cited, number = first["sources"][0], len(d["sources"])
    article = [{"source": "article", "locator": "§1"}]
    return [
        Broken("unknown-source", one, {f"{FIRST}.sources[0].source": "nobody"}),
        Broken("repeated-source", raised, {f"{RAISED}.sources": [cited, cited]}),
        Broken("malformed-year", f"source {source}", {"sources[0].year": 3}),
        Broken("malformed-date", f"source {source}", {"sources[0].review_by": "2026-02-30"}),
        Broken("no-source", one, {f"{FIRST}.sources": []}),
        Broken("no-source", raised, {f"{RAISED}.sources": GONE}),
        Broken("no-locator", raised, {f"{RAISED}.sources[0].locator": ""}),
        Broken(
            "urgent-on-article", raised, {f"{RAISED}.kind": "urgent", f"{RAISED}.sources": article}
        ),
        Broken(
            "support-on-article",
            raised,
            {f"{RAISED}.kind": "support", f"{RAISED}.sources": article},
        ),
        Broken("review-due", f"source {source}", {"sources[0].review_by": "2026-01-30"}),
        Broken(
            "unused-source", "source new", {f"sources[{number}]": {**d["sources"][0], "key": "new"}}
        ),
    ]


def wording(d: Data) -> list[Broken]:
    first = d["sections"][0]["criteria"][0]
    option = first["options"][0]
    label = f"option {first['key']}.{option['key']}"
    raised = f"consideration {option['considerations'][0]['key']}"
    return [
        Broken(
            "verdict", f"criterion {first['key']}", {f"{FIRST}.question": "Is it safe to start?"}
        ),
        Broken("verdict", label, {f"{FIRST}.options[0].label": "Eligible"}),
        Broken("dose", f"criterion {first['key']}", {f"{FIRST}.help": "At 0.5 mg/kg."}),
        Broken("dose", raised, {f"{RAISED}.text": "Give 56 mg."}),
    ]


BROKEN = [
    pytest.param(slug, broken, id=f"{slug}-{broken.code}-{broken.place}")
    for slug in (MAIN, FOLLOW_UP)
    for ways in (structure, reach, meaning, sources, wording)
    for broken in ways(starter(slug))
]


@pytest.mark.parametrize(("slug", "broken"), BROKEN)
def test_a_starter_that_was_broken_is_found_out(slug: str, broken: Broken) -> None:
    found = found_in(after(broken.changes, starter(slug)))
    new = {(each.code, each.place) for each in found} - found_before(slug)
    assert (broken.code, broken.place) in new


def test_every_check_is_broken_here() -> None:
    assert {parameters.values[1].code for parameters in BROKEN} == set(CHECKS)  # type: ignore[union-attr]

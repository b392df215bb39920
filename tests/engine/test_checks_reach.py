"""Checks of reach: a draft that breaks each, and one that does not."""

from typing import Any

import pytest

from tests.engine.sound import DEPTH, HELP, LENGTH, criterion, findings, rule, told, when
from tests.strategies import Data

NEW = "sections[1].criteria[1]"
RULE = "rules[2]"


def shown(asked: Data) -> dict[str, Any]:
    """A further criterion that is shown on these conditions."""
    return {NEW: criterion("more", in_view=asked)}


def ruled(asked: Data) -> dict[str, Any]:
    """A further rule on these conditions."""
    return {RULE: rule("rule-more", asked)}


# What is refused

CONDITION = f"{NEW}.in_view.conditions"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            when("all", ("more", "yes")),
            f"own-criterion @ criterion more @ {CONDITION}[0].criterion",
        ),
        (
            when("all", ("none", "a")),
            f"unknown-criterion @ criterion more @ {CONDITION}[0].criterion",
        ),
        (
            when("all", ("depth", "flat")),
            f"unknown-option @ criterion more @ {CONDITION}[0].options",
        ),
        (when("all", ("depth", "")), f"empty-condition @ criterion more @ {CONDITION}[0].options"),
        (
            when("all", ("depth", "mild mild")),
            f"repeated-option @ criterion more @ {CONDITION}[0].options[1]",
        ),
        (when("all"), f"no-condition @ criterion more @ {CONDITION}"),
    ],
    ids=str,
)
def test_wrong_conditions_are_an_error_and_no_more_is_said_of_them(
    asked: Data, expected: str
) -> None:
    assert told(shown(asked)) == [f"error {expected}"]


def test_a_condition_on_a_later_criterion_is_an_error() -> None:
    later = when("all", ("help", "no"))
    mild = when("all", ("depth", "mild"))
    assert told({f"{LENGTH}.in_view": later, f"{HELP}.in_view": mild}) == [
        f"error later-criterion @ criterion length @ {LENGTH}.in_view.conditions[0].criterion"
    ]


def test_nothing_is_said_of_what_stands_behind_a_wrong_condition() -> None:
    behind = criterion("last", in_view=when("all", ("more", "yes")))
    lines = told({**shown(when("all", ("none", "a"))), "sections[1].criteria[2]": behind})
    assert lines == [f"error unknown-criterion @ criterion more @ {CONDITION}[0].criterion"]


# Rings


def test_criteria_that_wait_for_one_another_are_an_error() -> None:
    ring = {
        f"{DEPTH}.in_view": when("all", ("help", "no")),
        f"{HELP}.in_view": when("any", ("length", "years"), ("depth", "mild")),
    }
    assert told(ring) == [
        f"error cycle @ criterion depth @ {DEPTH}.in_view",
        f"error later-criterion @ criterion depth @ {DEPTH}.in_view.conditions[0].criterion",
    ]
    assert findings(ring)[0].message == "These wait for one another: “depth”, “length”, “help”."


def test_two_rings_are_two_errors() -> None:
    pairs = {
        NEW: criterion("a", in_view=when("all", ("b", "yes"))),
        "sections[1].criteria[2]": criterion("b", in_view=when("all", ("a", "yes"))),
        "sections[1].criteria[3]": criterion("c", in_view=when("all", ("d", "yes"))),
        "sections[1].criteria[4]": criterion("d", in_view=when("all", ("c", "yes"))),
    }
    rings = [each for each in findings(pairs) if each.code == "cycle"]
    assert [each.place for each in rings] == ["criterion a", "criterion c"]


def test_a_chain_is_no_ring() -> None:
    assert told(shown(when("all", ("help", "no"), ("length", "years")))) == []


# Never in view, never fires

NEVER = (
    when("all", ("depth", "deep"), ("depth", "mild")),
    when("all", ("depth", "mild"), ("length", "years")),
    when("all", ("depth", "mild"), ("length", "weeks years unknown")),
    when("all", ("depth", "unknown"), ("length", "weeks"), ("help", "yes no unknown")),
)


@pytest.mark.parametrize("asked", NEVER, ids=str)
def test_a_criterion_that_no_answers_bring_into_view_is_an_error(asked: Data) -> None:
    assert told(shown(asked)) == [f"error never-in-view @ criterion more @ {NEW}.in_view"]


@pytest.mark.parametrize("asked", NEVER, ids=str)
def test_a_rule_that_no_answers_fulfil_is_an_error(asked: Data) -> None:
    assert told(ruled(asked)) == [f"error never-fires @ rule rule-more @ {RULE}.when"]


def test_what_waits_for_something_never_in_view_is_never_in_view_either() -> None:
    behind = criterion("last", in_view=when("any", ("more", "yes"), ("more", "unknown")))
    assert told({**shown(NEVER[0]), "sections[1].criteria[2]": behind, **ruled(NEVER[1])}) == [
        f"error never-in-view @ criterion more @ {NEW}.in_view",
        "error never-in-view @ criterion last @ sections[1].criteria[2].in_view",
        f"error never-fires @ rule rule-more @ {RULE}.when",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        when("all", ("depth", "mild"), ("help", "no")),
        when("all", ("length", "years"), ("help", "no")),
        when("any", ("depth", "deep"), ("depth", "mild")),
    ],
    ids=str,
)
def test_what_some_answers_bring_is_in_order(asked: Data) -> None:
    assert told(shown(asked)) == told(ruled(asked)) == []


# Always fires

EVERY_DEPTH = "deep mild unknown"


@pytest.mark.parametrize(
    "asked",
    [
        when("all", ("depth", EVERY_DEPTH)),
        when("any", ("depth", "deep"), ("depth", "mild unknown")),
        when("any", ("depth", "mild"), ("length", "weeks years unknown")),
        when("any", ("help", "yes no unknown"), ("length", "weeks unknown")),
    ],
    ids=str,
)
def test_a_rule_that_fires_for_everybody_is_warned_of(asked: Data) -> None:
    assert told(ruled(asked)) == [f"warning always-fires @ rule rule-more @ {RULE}.when"]


@pytest.mark.parametrize(
    "asked",
    [
        when("any", ("depth", "deep"), ("depth", "mild")),
        when("all", ("length", "weeks years unknown")),
        when("any", ("help", "yes no unknown"), ("length", "weeks")),
    ],
    ids=str,
)
def test_a_rule_that_some_answers_leave_out_is_in_order(asked: Data) -> None:
    assert told(ruled(asked)) == []


def test_a_criterion_may_be_in_view_for_everybody_who_answers() -> None:
    assert told(shown(when("all", ("depth", EVERY_DEPTH)))) == []


# Redundant conditions


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (when("all", ("depth", "deep"), ("depth", "deep")), [1]),
        (when("all", ("depth", "deep"), ("depth", "deep mild")), [1]),
        (when("all", ("depth", "deep mild"), ("depth", "deep")), [0]),
        (when("any", ("depth", "deep"), ("depth", "deep mild")), [0]),
        (when("all", ("length", "years"), ("depth", "deep unknown")), [1]),
        (when("all", ("depth", "deep"), ("depth", "deep"), ("depth", "deep")), [1, 2]),
        (when("any", ("help", "no"), ("help", "no"), ("depth", "deep")), [1]),
    ],
    ids=str,
)
def test_a_condition_that_changes_nothing_is_warned_of(asked: Data, places: list[int]) -> None:
    assert told(shown(asked)) == [
        f"warning redundant-condition @ criterion more @ {CONDITION}[{place}]" for place in places
    ]
    assert told(ruled(asked)) == [
        f"warning redundant-condition @ rule rule-more @ {RULE}.when.conditions[{place}]"
        for place in places
    ]


def test_each_redundant_condition_is_a_finding_of_its_own() -> None:
    thrice = when("all", *[("depth", "deep")] * 3)
    assert len({each.identity for each in findings(shown(thrice))}) == 2


@pytest.mark.parametrize(
    "asked",
    [
        when("all", ("depth", "deep")),
        when("all", ("depth", "deep"), ("length", "years")),
        when("any", ("depth", "deep"), ("length", "years")),
    ],
    ids=str,
)
def test_a_condition_that_tells_answers_apart_is_not_redundant(asked: Data) -> None:
    assert told(shown(asked)) == []


# Not decided


def many(number: int) -> dict[str, Any]:
    """So many criteria, and a rule that looks at each of them."""
    keys = [f"m{n}" for n in range(number)]
    whens = when("all", *((key, "yes") for key in keys))
    sections = {
        f"sections[{2 + n // 5}]": {
            "key": f"many-{n}",
            "title": "Many",
            "lead": "More.",
            "criteria": [criterion(key) for key in keys[n : n + 5]],
        }
        for n in range(0, number, 5)
    }
    return {**sections, **ruled(whens)}


def test_fifteen_free_conditions_are_decided() -> None:
    assert told(many(15)) == []


def test_beyond_the_bound_nothing_is_said_but_that_it_was_not_decided() -> None:
    (found,) = findings(many(16))
    assert (found.level, found.code, found.place) == (
        "information",
        "not-decided",
        "rule rule-more",
    )
    assert found.message == (
        "These conditions can be met in more than 50,000 ways: not all were tried."
    )

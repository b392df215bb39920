"""Checks of meaning: a draft that breaks each, and one that does not."""

from typing import Any

import pytest

from tests.engine.sound import LENGTH, criterion, findings, rule, told, when
from tests.strategies import Data

NEW = "sections[1].criteria[1]"
PLAIN = [
    {"key": "yes", "label": "Yes"},
    {"key": "no", "label": "No"},
    {"key": "unknown", "label": "Not known yet", "unknown": True},
]


def test_a_criterion_that_leads_to_nothing_is_warned_of() -> None:
    assert told({NEW: criterion("more", options=PLAIN)}) == [
        f"warning silent-criterion @ criterion more @ {NEW}.options"
    ]


def test_one_at_which_a_condition_looks_leads_to_something() -> None:
    changes = {
        NEW: criterion("more", options=PLAIN),
        "rules[2]": rule("rule-more", when("all", ("more", "no"))),
    }
    assert told(changes) == [f"information silent-option @ option more.yes @ {NEW}.options[0]"]


def test_an_answer_that_leads_to_nothing_is_told_of() -> None:
    assert told({"rules[1].when.conditions[0].options": ["years"]}) == [
        f"information silent-option @ option length.weeks @ {LENGTH}.options[0]"
    ]


# Opposites

ON_HELP = when("all", ("help", "no"), ("depth", "mild"))
SAME = (
    ON_HELP,
    when("all", ("depth", "mild"), ("help", "no")),
)
OTHER = (
    when("any", ("help", "no"), ("depth", "mild")),
    when("all", ("help", "no")),
    when("all", ("help", "no unknown"), ("depth", "mild")),
)


def two(first: str, second: str, asked: Data) -> dict[str, Any]:
    """Two rules of these kinds, the first on help and a mild depth."""
    return {
        "rules[2]": rule("rule-first", ON_HELP, first),
        "rules[3]": rule("rule-second", asked, second),
    }


@pytest.mark.parametrize("asked", SAME, ids=["the same", "in another order"])
@pytest.mark.parametrize("against", ["caution", "resolve", "urgent"])
def test_rules_that_say_opposite_things_on_the_same_conditions_are_warned_of(
    asked: Data, against: str
) -> None:
    for kinds in (("support", against), (against, "support")):
        (found,) = findings(two(*kinds, asked))
        assert (found.level, found.code, found.place, found.path) == (
            "warning",
            "opposite-rules",
            "rule rule-second",
            "rules[3]",
        )
        assert found.message == "On the same conditions the rule “rule-first” says the opposite."


def test_one_condition_is_the_same_with_all_and_with_any() -> None:
    changes = {
        "rules[2]": rule("rule-first", when("all", ("help", "no unknown")), "support"),
        "rules[3]": rule("rule-second", when("any", ("help", "unknown no")), "resolve"),
    }
    assert [each.code for each in findings(changes)] == ["opposite-rules"]


@pytest.mark.parametrize("asked", OTHER, ids=["any", "fewer", "more options"])
def test_rules_on_other_conditions_may_say_what_they_like(asked: Data) -> None:
    codes = {each.code for each in findings(two("support", "resolve", asked))}
    assert "opposite-rules" not in codes


@pytest.mark.parametrize("kinds", [("support", "note"), ("caution", "urgent"), ("note", "resolve")])
def test_rules_that_say_different_things_are_no_opposites(kinds: tuple[str, str]) -> None:
    assert told(two(*kinds, ON_HELP)) == []


YEARS = f"{LENGTH}.options[1]"


def also(kind: str) -> Data:
    """A further consideration of the answer *years*, which raises a support."""
    cited = [{"source": "label", "locator": "Uses"}]
    return {"key": "length.years.2", "kind": kind, "text": "And yet.", "sources": cited}


def test_a_support_and_a_caution_from_one_answer_are_warned_of() -> None:
    assert told({f"{YEARS}.considerations[1]": also("caution")}) == [
        f"warning opposite-answer @ option length.years @ {YEARS}"
    ]


@pytest.mark.parametrize("kind", ["support", "note", "resolve", "urgent"])
def test_other_kinds_may_stand_beside_a_support(kind: str) -> None:
    assert told({f"{YEARS}.considerations[1]": also(kind)}) == []


@pytest.mark.parametrize(
    "asked", [when("all", ("length", "years")), when("any", ("help", "no"), ("length", "years"))]
)
def test_a_caution_that_a_rule_raises_on_that_answer_alone_counts(asked: Data) -> None:
    assert told({"rules[2]": rule("rule-more", asked, "caution")}) == [
        f"warning opposite-answer @ option length.years @ {YEARS}"
    ]


def test_a_caution_that_needs_another_answer_too_does_not_count() -> None:
    asked = when("all", ("length", "years"), ("help", "no"))
    assert told({"rules[2]": rule("rule-more", asked, "caution")}) == []

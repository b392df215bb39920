"""Checks of sources: a draft that breaks each, and one that does not."""

from typing import Any

import pytest

from tests.engine.sound import DEPTH, HELP, SOUND, YEARS, findings, line, rule, told, when
from tests.strategies import GONE

ARTICLE = {"source": "article", "locator": "§1"}
LABEL = {"source": "label", "locator": "Uses"}
MORE = "rules[2].consideration"
ALONE = when("all", ("help", "no"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {f"{DEPTH}.sources[0].source": "book"},
            f"unknown-source @ criterion depth @ {DEPTH}.sources[0].source",
        ),
        (
            {f"{DEPTH}.sources": [ARTICLE, ARTICLE]},
            f"repeated-source @ criterion depth @ {DEPTH}.sources[1].source",
        ),
        ({"sources[0].year": 1066}, "malformed-year @ source article @ sources[0].year"),
        ({"sources[0].review_by": "May"}, "malformed-date @ source article @ sources[0].review_by"),
        ({f"{HELP}.sources": GONE}, f"no-source @ criterion help @ {HELP}.sources"),
        ({f"{YEARS}.sources": []}, f"no-source @ consideration length.years.1 @ {YEARS}.sources"),
        (
            {"rules[0].consideration.sources": []},
            "no-source @ consideration rule-deep-long @ rules[0].consideration.sources",
        ),
    ],
    ids=str,
)
def test_what_rests_on_nothing_that_can_be_found_is_an_error(
    changes: dict[str, Any], expected: str
) -> None:
    assert told(changes) == [f"error {expected}"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (f"{DEPTH}.sources[0]", "criterion depth"),
        (f"{YEARS}.sources[0]", "consideration length.years.1"),
        ("rules[0].consideration.sources[0]", "consideration rule-deep-long"),
        ("context[0].sources[0]", "context why"),
    ],
)
def test_a_citation_without_a_locator_is_warned_of(path: str, place: str) -> None:
    assert told({f"{path}.locator": ""}) == [f"warning no-locator @ {place} @ {path}.locator"]


# An article alone


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("urgent", ["error urgent-on-article"]),
        ("support", ["warning support-on-article"]),
        ("caution", []),
        ("resolve", []),
        ("note", []),
    ],
)
def test_an_article_alone_carries_nothing_urgent_and_hardly_a_support(
    kind: str, expected: list[str]
) -> None:
    found = told({"rules[2]": rule("rule-more", ALONE, kind), f"{MORE}.sources": [ARTICLE]})
    where = f"@ consideration rule-more @ {MORE}.sources"
    assert found == [f"{each} {where}" for each in expected]


@pytest.mark.parametrize("kind", ["urgent", "support"])
def test_an_article_may_stand_beside_another_source(kind: str) -> None:
    both = {"rules[2]": rule("rule-more", ALONE, kind), f"{MORE}.sources": [ARTICLE, LABEL]}
    assert told(both) == []


def test_two_articles_are_articles_alone() -> None:
    second = {**SOUND["sources"][0], "key": "second"}
    changes = {
        "sources[2]": second,
        "rules[1].consideration.kind": "urgent",
        "rules[1].consideration.sources": [ARTICLE, {"source": "second", "locator": "§1"}],
    }
    assert [each.code for each in findings(changes)] == ["urgent-on-article"]


def test_a_source_that_cannot_be_found_is_no_article() -> None:
    stranger = {"source": "book", "locator": "1"}
    changes = {
        "rules[1].consideration.kind": "urgent",
        "rules[1].consideration.sources": [stranger],
    }
    assert [each.code for each in findings(changes)] == ["unknown-source"]


# Reviews


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2030-01-30", []),
        ("2030-01-31", []),
        ("2030-02-01", ["warning review-due @ source article @ sources[0].review_by"]),
        ("2131-01-01", ["warning review-due @ source article @ sources[0].review_by"]),
    ],
)
def test_a_source_past_its_day_is_warned_of(today: str, expected: list[str]) -> None:
    assert [line(each) for each in findings({}, today=today)] == expected


def test_a_warning_of_a_review_stays_the_same_until_another_day_is_set() -> None:
    (first,) = findings({}, today="2030-02-01")
    (later,) = findings({}, today="2031-02-01")
    (again,) = findings({"sources[0].review_by": "2030-06-01"}, today="2031-02-01")
    assert first.identity == later.identity != again.identity


# Unused


def test_a_source_that_nothing_cites_is_told_of() -> None:
    more = {**SOUND["sources"][1], "key": "more"}
    assert told({"sources[2]": more}) == ["information unused-source @ source more @ sources[2]"]


@pytest.mark.parametrize(
    "change",
    [
        {f"{HELP}.sources[0].source": "more"},
        {"context[0].sources[0].source": "more"},
        {"differences[0].beside": "That (label; more)"},
    ],
    ids=str,
)
def test_a_source_is_used_where_it_is_cited_or_named_beside_the_article(
    change: dict[str, Any],
) -> None:
    more = {**SOUND["sources"][1], "key": "more"}
    assert told({"sources[2]": more, **change}) == []

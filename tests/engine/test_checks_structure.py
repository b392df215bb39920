"""Checks of structure: a draft that breaks each, and one that does not."""

from typing import Any

import pytest

from tests.engine.sound import DEPTH, HELP, LENGTH, YEARS, criterion, findings, told, when
from tests.strategies import GONE, Data


def test_a_sound_draft_gives_nothing_to_say() -> None:
    assert told({}) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": GONE}, "shape @  @ title"),
        ({f"{DEPTH}.help": 5}, f"shape @ criterion depth @ {DEPTH}.help"),
        ({f"{DEPTH}.colour": "red"}, f"shape @ criterion depth @ {DEPTH}.colour"),
        ({"rules[1].when.match": "some"}, "shape @ rule rule-alone @ rules[1].when.match"),
        ({"limits": []}, "no-limits @  @ limits"),
        ({"language": "English"}, "malformed-language @  @ language"),
        (
            {f"{DEPTH}.options[1].unknown": True},
            f"several-unknown @ criterion depth @ {DEPTH}.options",
        ),
        ({"sections[1].key": "mood"}, "duplicate-key @ section mood @ sections[1].key"),
        ({"sections[1].key": "A b"}, "malformed-key @ section A b @ sections[1].key"),
        ({"sections[1].key": "review"}, "reserved-key @ section review @ sections[1].key"),
        (
            {f"{YEARS}.key": "length.weeks.1"},
            f"misplaced-key @ consideration length.weeks.1 @ {YEARS}.key",
        ),
        ({f"{LENGTH}.options[0].label": " "}, f"@ option length.weeks @ {LENGTH}.options[0].label"),
        ({f"{LENGTH}.question": "é" * 141}, f"long-text @ criterion length @ {LENGTH}.question"),
        ({f"{YEARS}.text": "so " * 41}, f"long-text @ consideration length.years.1 @ {YEARS}.text"),
        (
            {f"{LENGTH}.help": "a\nb"},
            f"unprintable-text @ criterion length @ {LENGTH}.help",
        ),
        ({"starts_from": GONE}, "pairs-alone @  @ then_and_now[0]"),
        ({"then_and_now[0].before": []}, "empty-pair @  @ then_and_now[0].before"),
    ],
    ids=str,
)
def test_what_is_refused_is_an_error(changes: dict[str, Any], expected: str) -> None:
    (only,) = told(changes)
    assert only.startswith("error ")
    assert only.endswith(expected)


def test_an_empty_checklist_lacks_a_section() -> None:
    changes = {"sections": [], "rules": [], "starts_from": GONE, "then_and_now": GONE}
    assert "error no-section @  @ sections" in told(changes)


def test_an_empty_section_is_an_error() -> None:
    empty = {"key": "more", "title": "More", "lead": "What else.", "criteria": []}
    assert told({"sections[2]": empty}) == [
        "error empty-section @ section more @ sections[2].criteria"
    ]


def test_a_criterion_without_options_is_an_error() -> None:
    lines = told({"sections[1].criteria[1]": criterion("more", options=[])})
    assert "error no-option @ criterion more @ sections[1].criteria[1].options" in lines


@pytest.mark.parametrize(
    "question",
    ["How deep is it?", "HOW deep   is it", "“How deep”, is it?!", "\uff28ow deep is it"],
)
def test_a_question_that_repeats_another_one_is_an_error(question: str) -> None:
    assert told({f"{HELP}.question": question}) == [
        f"error repeated-question @ criterion help @ {HELP}.question"
    ]


@pytest.mark.parametrize("question", ["How deep is that?", "How deeper is it?", "How dee pis it?"])
def test_a_question_of_its_own_repeats_none(question: str) -> None:
    assert told({f"{HELP}.question": question}) == []


@pytest.mark.parametrize("text", ["It lasts.", "it lasts", "It - lasts!"])
def test_a_consideration_that_repeats_another_one_is_an_error(text: str) -> None:
    assert told({"rules[1].consideration.text": text}) == [
        "error repeated-consideration @ consideration rule-alone @ rules[1].consideration.text"
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("हिन्दी", "हिन्दा"), ("?!", "!?"), ("👩🏽", "🫥"), ("cafe", "café")]
)
def test_texts_that_differ_in_what_makes_words_are_not_the_same(one: str, other: str) -> None:
    assert told({"rules[0].consideration.text": one, "rules[1].consideration.text": other}) == []


def test_empty_texts_are_empty_and_do_not_repeat_one_another() -> None:
    lines = told({f"{DEPTH}.question": "", f"{HELP}.question": " "})
    assert lines == [
        f"error empty-text @ criterion depth @ {DEPTH}.question",
        f"error empty-text @ criterion help @ {HELP}.question",
    ]


def test_a_criterion_without_an_option_for_not_known_is_warned_of() -> None:
    assert told({f"{HELP}.options[2].unknown": False, f"{HELP}.options[2].considerations": []}) == [
        f"warning no-unknown-option @ criterion help @ {HELP}.options",
        f"information silent-option @ option help.unknown @ {HELP}.options[2]",
    ]


# How many are in view together

SECTION = "sections[2]"


def crowd(number: int, conditional: dict[int, Data] | None = None) -> dict[str, Any]:
    """A third section of so many criteria; some of them, by position, are asked conditionally."""
    asked = conditional or {}
    criteria = [
        criterion(f"c{n}", **({"in_view": asked[n]} if n in asked else {})) for n in range(number)
    ]
    section = {"key": "crowd", "title": "Crowd", "lead": "Many.", "criteria": criteria}
    return {SECTION: section}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (9, []),
        (10, [f"warning crowded-section @ section crowd @ {SECTION}.criteria"]),
        (15, [f"warning crowded-section @ section crowd @ {SECTION}.criteria"]),
        (16, [f"error overcrowded-section @ section crowd @ {SECTION}.criteria"]),
    ],
)
def test_more_than_nine_in_a_section_are_many_and_more_than_fifteen_too_many(
    number: int, expected: list[str]
) -> None:
    assert told(crowd(number)) == expected


def test_only_those_count_that_can_be_in_view_together() -> None:
    by_depth = {n: when("all", ("depth", "deep" if n % 2 else "mild")) for n in range(10)}
    assert told(crowd(14, by_depth)) == []
    (found,) = findings(crowd(15, by_depth))
    assert (found.code, found.message) == (
        "crowded-section",
        "10 criteria can be in view here together.",
    )


def test_where_too_many_ways_would_have_to_be_tried_all_are_counted() -> None:
    free = {f"{DEPTH.partition('.')[0]}.criteria[{n + 2}]": criterion(f"d{n}") for n in range(7)}
    more = {f"sections[1].criteria[{n + 1}]": criterion(f"e{n}") for n in range(8)}
    keys = [*(f"d{n}" for n in range(7)), *(f"e{n}" for n in range(8)), "help"]
    asked = {n: when("all", (key, "unknown")) for n, key in enumerate(keys)}
    (found,) = findings({**free, **more, **crowd(16, asked)})
    assert (found.code, found.message) == (
        "overcrowded-section",
        "Up to 16 criteria may be in view here together; not every way was tried.",
    )

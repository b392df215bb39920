"""Each rule of validity: one change to a valid definition, and the exact problems it makes."""

import re
from typing import Any

import pytest

from checklist.engine.shape import path_of
from tests.engine.small import SMALL, changed, problems
from tests.strategies import GONE, TEXT_FIELDS, places

NO_KEY = "A key is made of small letters, digits and single hyphens."
LONG_KEY = "A key has at most 60 characters."
EMPTY = "This text is empty."
UNPRINTABLE = "This text holds a line break or another character that cannot be printed."
DEPTH = "sections[0].criteria[0]"
LENGTH = "sections[0].criteria[1]"
HELP = "sections[1].criteria[0]"

KEYS = (
    "starts_from",
    "then_and_now[0].before[0]",
    "sources[0].key",
    "sections[1].key",
    f"{DEPTH}.options[1].key",
    f"{HELP}.key",
    "rules[1].consideration.key",
    "context[0].key",
)
"""Every sort of key there is, but for that of what an option raises."""

UNREFERENCED: dict[str, Any] = {
    "then_and_now[0].after": ["depth"],
    "rules[1].when.conditions[1].criterion": "depth",
    "rules[1].when.conditions[1].options": ["unknown"],
    f"{HELP}.in_view": GONE,
    f"{DEPTH}.sources": GONE,
    f"{DEPTH}.options[0].considerations[0].sources": GONE,
    "context[0].sources": GONE,
}
"""Changes after which nothing refers to those keys."""


def test_the_small_definition_has_no_problem() -> None:
    assert problems(SMALL) == []
    assert problems(changed(UNREFERENCED)) == []


@pytest.mark.parametrize(
    "key", [" ", "A", "a b", "a_b", "a--b", "-a", "a-", "é", "a.b", "a\n", "\u0661", "a\0"]
)
def test_a_key_is_plain(key: str) -> None:
    told = {path: problems(changed(UNREFERENCED | {path: key})) for path in KEYS}
    assert told == {path: [(path, NO_KEY)] for path in KEYS}


@pytest.mark.parametrize("path", KEYS)
def test_a_key_is_at_most_60_characters_long(path: str) -> None:
    assert problems(changed(UNREFERENCED | {path: "a" * 60})) == []
    assert problems(changed(UNREFERENCED | {path: "a" * 61})) == [(path, LONG_KEY)]


@pytest.mark.parametrize("path", KEYS[1:])
def test_a_key_is_not_empty(path: str) -> None:
    assert problems(changed(UNREFERENCED | {path: ""})) == [(path, NO_KEY)]


# Texts

LIMITS: dict[str, int] = {
    "title": 200,
    "introduction": 2000,
    "not_for": 2000,
    "purpose": 2000,
    "limits[1]": 2000,
    "sources[1].title": 2000,
    "sources[1].publisher": 2000,
    "sources[1].locators": 2000,
    "sources[1].address": 2000,
    "sources[1].verified_with": 2000,
    "sections[1].title": 200,
    "sections[1].lead": 2000,
    f"{HELP}.short": 60,
    f"{HELP}.question": 140,
    f"{HELP}.help": 2000,
    f"{DEPTH}.sources[0].locator": 120,
    f"{DEPTH}.options[1].label": 120,
    f"{DEPTH}.options[0].considerations[0].text": 2000,
    f"{DEPTH}.options[0].considerations[0].sources[1].locator": 120,
    "rules[0].consideration.text": 2000,
    "rules[0].consideration.sources[0].locator": 120,
    "context[0].text": 2000,
    "context[0].sources[0].locator": 120,
    "differences[0].locator": 2000,
    "differences[0].says": 2000,
    "differences[0].beside": 2000,
    "differences[0].shows": 2000,
}
"""Every sort of text there is, with the most characters it may have."""

LOCATORS = [path for path in LIMITS if path.endswith("].locator") and "sources" in path]
"""An empty one is allowed, and warned of: a document may have no places to name."""

WORDS = {
    f"{HELP}.help": 60,
    f"{DEPTH}.options[0].considerations[0].text": 40,
    "rules[0].consideration.text": 40,
}


def test_every_sort_of_text_has_its_limit_here() -> None:
    texts = {
        path_of(tuple(step for step in place if isinstance(step, str)))
        for place, value in places(SMALL)
        if isinstance(value, str) and (place[-1] in {*TEXT_FIELDS, "not_for"} or "limits" in place)
    }
    assert {re.sub(r"\[\d+\]", "", path) for path in LIMITS} == texts


@pytest.mark.parametrize(("path", "most"), LIMITS.items())
def test_a_text_has_a_limit_in_characters(path: str, most: int) -> None:
    assert problems(changed({path: "é" * most})) == []
    assert problems(changed({path: "é" * (most + 1)})) == [
        (path, f"This text has {most + 1} characters; at most {most} are allowed.")
    ]


@pytest.mark.parametrize(("path", "most"), WORDS.items())
def test_some_texts_have_a_limit_in_words(path: str, most: int) -> None:
    assert problems(changed({path: "so " * most})) == []
    assert problems(changed({path: "so " * (most + 1)})) == [
        (path, f"This text has {most + 1} words; at most {most} are allowed.")
    ]


@pytest.mark.parametrize("path", LIMITS)
def test_a_text_is_not_blank(path: str) -> None:
    assert problems(changed({path: " \u3000"})) == [(path, EMPTY)]


@pytest.mark.parametrize("path", sorted(LIMITS.keys() - {"not_for", *LOCATORS}))
def test_a_text_is_not_empty(path: str) -> None:
    assert problems(changed({path: ""})) == [(path, EMPTY)]


@pytest.mark.parametrize(
    "character",
    ["\0", "\t", "\n", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\ud800"],
    ids=ascii,
)
def test_a_text_can_be_printed_on_one_line(character: str) -> None:
    told = {path: problems(changed({path: f"a{character}b"})) for path in LIMITS}
    assert told == {path: [(path, UNPRINTABLE)] for path in LIMITS}


def test_what_is_not_for_anyone_may_be_left_out() -> None:
    assert problems(changed({"not_for": ""})) == problems(changed({"not_for": GONE})) == []


@pytest.mark.parametrize("path", LOCATORS)
def test_a_citation_may_name_no_place(path: str) -> None:
    assert problems(changed({path: ""})) == []


# Everything else

NO_DATE = "A date is a day written as 2030-01-31."
CONDITION = "rules[0].when.conditions[0]"
CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    # The frame
    *(
        ({"language": tag}, [("language", "A language is a tag such as “en” or “pt-BR”.")])
        for tag in ("", "e", "EN", "english", "en_GB", "en-", "en-x", "en\n", "en" + "-abcd" * 4)
    ),
    ({"limits": []}, [("limits", "A checklist must state its own limits.")]),
    (
        {"sections": [], "rules": [], "then_and_now": []},
        [("sections", "A checklist needs at least one section.")],
    ),
    # Sources
    ({"sources[0].year": 1899}, [("sources[0].year", "A year lies between 1900 and 2200.")]),
    ({"sources[0].year": 2201}, [("sources[0].year", "A year lies between 1900 and 2200.")]),
    ({"sources[0].year": 10**400}, [("sources[0].year", "A year lies between 1900 and 2200.")]),
    *(
        ({"sources[1].review_by": text}, [("sources[1].review_by", NO_DATE)])
        for text in (
            *("2030", "2030-1-31", "31.01.2030", "2030-01-31T00:00", " 2030-01-31", "2030-01-31\n"),
            *("2030-00-10", "2030-13-10", "2030-01-00", "2030-01-32", "2030-04-31", "2030-02-29"),
            *("1900-02-29", "1899-12-31", "2201-01-01", "\u0662030-01-31", "soon"),
        )
    ),
    (
        {
            "sources[1].key": "article",
            f"{DEPTH}.options[0].considerations": [],
            "rules[0].consideration.sources": [],
        },
        [("sources[1].key", "Another source has this key.")],
    ),
    # Sections
    ({"sections[1].key": "mood"}, [("sections[1].key", "Another section has this key.")]),
    *(
        (
            {"sections[1].key": key},
            [("sections[1].key", f"“{key}” is needed for an address of its own.")],
        )
        for key in ("review", "results", "amend", "feedback")
    ),
    (
        {"sections[1].key": "note.txt"},
        [
            ("sections[1].key", NO_KEY),
            ("sections[1].key", "“note.txt” is needed for an address of its own."),
        ],
    ),
    (
        {
            "sections[1].criteria": [],
            "rules[1].when.conditions[1].criterion": "depth",
            "rules[1].when.conditions[1].options": ["deep"],
            "then_and_now": [],
        },
        [("sections[1].criteria", "A section needs at least one criterion.")],
    ),
    # Criteria
    (
        {f"{HELP}.key": "depth", "then_and_now": [], "rules": []},
        [(f"{HELP}.key", "Another criterion has this key.")],
    ),
    *(
        (
            {f"{HELP}.key": key, "then_and_now": [], "rules": []},
            [(f"{HELP}.key", f"“{key}” is needed for a form field of its own.")],
        )
        for key in ("revision", "own-view", "leave", "go", "next", "a-comment")
    ),
    (
        {f"{HELP}.options": []},
        [
            (f"{HELP}.options", "A criterion needs at least one answer option."),
            ("rules[1].when.conditions[1].options", "The criterion “help” has no option “no”."),
        ],
    ),
    # Conditions
    (
        {f"{LENGTH}.in_view.conditions": []},
        [(f"{LENGTH}.in_view.conditions", "There must be at least one condition.")],
    ),
    (
        {"rules[0].when.conditions": []},
        [("rules[0].when.conditions", "There must be at least one condition.")],
    ),
    (
        {f"{CONDITION}.options": []},
        [(f"{CONDITION}.options", "A condition names at least one option.")],
    ),
    (
        {f"{CONDITION}.options": ["deep", "mild", "deep", "deep"]},
        [
            (f"{CONDITION}.options[2]", "This option is named twice."),
            (f"{CONDITION}.options[3]", "This option is named twice."),
        ],
    ),
    (
        {f"{CONDITION}.options": ["deep", "flat", ""]},
        [(f"{CONDITION}.options", "The criterion “depth” has no option “flat”, “”.")],
    ),
    (
        {f"{CONDITION}.criterion": "width"},
        [(f"{CONDITION}.criterion", "There is no criterion “width”.")],
    ),
    *(
        (
            {f"{LENGTH}.in_view.conditions[0].criterion": key},
            [
                (
                    f"{LENGTH}.in_view.conditions[0].criterion",
                    f"“{key}” does not stand earlier; a condition looks only at earlier criteria.",
                )
            ],
        )
        for key in ("length", "help")
    ),
    (
        {f"{DEPTH}.in_view": {"match": "any", "conditions": [{"criterion": "x", "options": []}]}},
        [
            (f"{DEPTH}.in_view.conditions[0].criterion", "There is no criterion “x”."),
            (f"{DEPTH}.in_view.conditions[0].options", "A condition names at least one option."),
        ],
    ),
    # Considerations
    (
        {"rules[1].consideration.key": "rule-deep-long"},
        [("rules[1].consideration.key", "Another consideration has this key.")],
    ),
    (
        {f"{DEPTH}.options[0].considerations[1].key": "depth.deep.1"},
        [
            (
                f"{DEPTH}.options[0].considerations[1].key",
                "Another consideration has this key.",
            )
        ],
    ),
    # Citations
    (
        {f"{DEPTH}.sources[0].source": "book"},
        [(f"{DEPTH}.sources[0].source", "There is no source “book”.")],
    ),
    (
        {f"{DEPTH}.options[0].considerations[0].sources[1].source": "article"},
        [
            (
                f"{DEPTH}.options[0].considerations[0].sources[1].source",
                "This source is already cited here; put both places into one locator.",
            )
        ],
    ),
    (
        {"rules[0].consideration.sources[0].source": "book"},
        [("rules[0].consideration.sources[0].source", "There is no source “book”.")],
    ),
    (
        {"context[0].sources[0].source": "book"},
        [("context[0].sources[0].source", "There is no source “book”.")],
    ),
    # Background
    (
        {"context": [{"key": "why", "text": "Once."}, {"key": "why", "text": "Again."}]},
        [("context[1].key", "Another context line has this key.")],
    ),
    (
        {"starts_from": GONE},
        [("then_and_now[0]", "Pairs need a checklist that this one starts from.")],
    ),
    *(
        (
            {f"then_and_now[0].{side}": []},
            [(f"then_and_now[0].{side}", "A pair names criteria on either side.")],
        )
        for side in ("before", "after")
    ),
    (
        {"then_and_now[0].after[1]": "width"},
        [("then_and_now[0].after[1]", "There is no criterion “width”.")],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), CASES, ids=[next(iter(changes)) for changes, _ in CASES]
)
def test_a_change_is_refused_for_exactly_these_reasons(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(changed(changes)) == expected


@pytest.mark.parametrize(
    "day", ["", "1900-01-01", "2000-02-29", "2028-02-29", "2030-01-31", "2030-11-30", "2200-12-31"]
)
def test_a_source_may_say_by_which_day_it_is_to_be_read_again(day: str) -> None:
    assert problems(changed({"sources[1].review_by": day})) == []


def test_a_rule_may_look_at_every_criterion() -> None:
    assert (
        problems(changed({f"{CONDITION}.criterion": "help", f"{CONDITION}.options": ["no"]})) == []
    )


def test_one_criterion_may_be_looked_at_twice() -> None:
    both = {"criterion": "depth", "options": ["mild"]}
    assert problems(changed({"rules[0].when.conditions[1]": both})) == []


def test_problems_of_many_places_are_named_at_once() -> None:
    changes = {
        "title": "",
        "sources[0].year": 0,
        "sections[0].key": "review",
        f"{LENGTH}.options[0].label": "\n",
        "rules[0].consideration.key": "Rule",
        "context[0].sources[0].source": "book",
    }
    assert problems(changed(changes)) == [
        ("title", EMPTY),
        ("sources[0].year", "A year lies between 1900 and 2200."),
        ("sections[0].key", "“review” is needed for an address of its own."),
        (f"{LENGTH}.options[0].label", EMPTY),
        ("rules[0].consideration.key", NO_KEY),
        ("context[0].sources[0].source", "There is no source “book”."),
    ]

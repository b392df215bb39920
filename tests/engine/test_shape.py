"""Data of any shape: every problem of shape by its path, and those of meaning beside it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from checklist.engine.cases import Case
from checklist.engine.codec import parse, read_json, to_data
from checklist.engine.problems import InvalidDefinition
from checklist.engine.shape import shaped
from tests import EXAMPLES
from tests.engine.small import SMALL, changed, place_of, problems
from tests.strategies import GONE, HALF_CHARACTER, JSON_VALUES, Data, damaged, replaced

MISSING = "This is missing."
STRANGE = "There is no such field here."
OBJECT = "This must be an object."
LIST = "This must be a list."
TEXT = "This must be text."
NUMBER = "This must be a whole number."
TRUTH = "This must be true or false."
CHOICE = "This must be one of: choice."
KINDS = "This must be one of: urgent, resolve, caution, support, note."
SOURCE_KINDS = (
    "This must be one of: article, label, guideline, consensus, regulator, trial, review."
)
NO_CHOICE = "Nothing is chosen here yet."
MATCHES = "This must be one of: all, any."

DEPTH = "sections[0].criteria[0]"
RAISED = f"{DEPTH}.options[0].considerations[0]"

NAN, INFINITE = float("nan"), float("inf")

# One problem of shape, and nothing that only follows from it

MUST_BE_THERE = (
    *("title", "language", "introduction", "purpose", "limits", "sources[0].kind"),
    *("sources[1].verified_with", "sections[1].title", f"{DEPTH}.kind", f"{DEPTH}.help"),
    *(f"{DEPTH}.options[1].label", f"{RAISED}.kind", f"{RAISED}.text"),
    *(f"{RAISED}.sources[0].locator", "rules[0].when", "rules[0].when.match"),
    *("rules[0].when.conditions", "rules[0].when.conditions[0].criterion"),
    *("rules[0].when.conditions[0].options", "rules[1].consideration", "context[0].key"),
    *("then_and_now[0].before", "then_and_now[0].after", "differences[0].says"),
)

NO_FIELDS: tuple[tuple[str, Any], ...] = (
    ("score", 1),
    ("5", None),
    ("_", {"a": []}),
    ("sections[0].number", []),
    (f"{DEPTH}.choice", {"choice": 1}),
    (f"{RAISED}.rank", "x"),
    ("rules[0].when.any", True),
)

WRONG: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("title", TEXT, (None, True, 0, 10**400, 1.5, NAN, INFINITE, [], ["T"], {}, {"title": "T"})),
    ("limits", LIST, (None, False, 1, NAN, "", "It knows little.", {}, {"0": "x"})),
    ("rules[0].when", OBJECT, (None, True, 0, NAN, "all", [], [{"match": "all"}])),
    ("sources[1].year", NUMBER, (True, "2024", "", 2024.0, 2024.5, NAN, INFINITE, 1e300, [], {})),
    (f"{DEPTH}.options[1].unknown", TRUTH, (None, 0, 1, 1.0, "true", "yes", "", [], {})),
    (f"{RAISED}.kind", NO_CHOICE, ("",)),
    (f"{DEPTH}.kind", NO_CHOICE, ("",)),
    ("sources[0].kind", NO_CHOICE, ("",)),
    (f"{RAISED}.kind", KINDS, ("Urgent", "notes", None, 0, NAN, [], {})),
    ("sources[0].kind", SOURCE_KINDS, ("book", None, 1, ["article"], {})),
    ("rules[1].when.match", MATCHES, ("one", "ALL", None, True, [], {})),
    (f"{DEPTH}.kind", CHOICE, ("number", "Choice", None, 1, NAN, [], ["choice"], {})),
)
"""Where something stands, what is said of it, and the values of which it is said."""

CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    *(({path: GONE}, [(path, MISSING)]) for path in MUST_BE_THERE),
    *(({path: value}, [(path, STRANGE)]) for path, value in NO_FIELDS),
    *(({path: value}, [(path, message)]) for path, message, values in WRONG for value in values),
    ({"limits": ["a", 1, "b", None]}, [("limits[1]", TEXT), ("limits[3]", TEXT)]),
    ({"context": [[], "x"]}, [("context[0]", OBJECT), ("context[1]", OBJECT)]),
    # Half a character in a text is a problem of meaning.
    (
        {f"{RAISED}.sources[0].source": HALF_CHARACTER},
        [(f"{RAISED}.sources[0].source", r"There is no source “\ud800”.")],
    ),
    (
        {"then_and_now[0].after[0]": f"depth{HALF_CHARACTER}"},
        [("then_and_now[0].after[0]", r"There is no criterion “depth\ud800”.")],
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"), CASES, ids=[next(iter(changes)) for changes, _ in CASES]
)
def test_a_change_is_refused_for_exactly_these_reasons(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(changed(changes)) == expected


@pytest.mark.parametrize("raw", [None, True, 0, NAN, "", "title", [], [SMALL], (), set(), b"{}"])
def test_what_is_no_object_is_refused(raw: object) -> None:
    assert problems(raw) == [("", OBJECT)]


def test_an_empty_object_lacks_what_must_be_there() -> None:
    assert problems({}) == [
        (name, MISSING)
        for name in (
            *("title", "language", "introduction", "purpose", "limits", "sources", "sections"),
        )
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("", 'sections[0].""'),
        ("a.b", 'sections[0]."a.b"'),
        ("lead[0]", 'sections[0]."lead[0]"'),
        ('"', r'sections[0]."\""'),
        ("\n", r'sections[0]."\n"'),
        (" key", 'sections[0]." key"'),
        ("é", 'sections[0]."é"'),
        (HALF_CHARACTER, r'sections[0]."\\ud800"'),
        (f"key{HALF_CHARACTER}", r'sections[0]."key\\ud800"'),
    ],
    ids=ascii,
)
def test_a_name_that_could_be_mistaken_is_quoted_in_the_path(name: str, path: str) -> None:
    assert problems(replaced(SMALL, ("sections", 0, name), 1)) == [(path, STRANGE)]


def test_names_with_half_characters_hide_nothing_beside_them() -> None:
    data = {
        **changed({"title": 1, "language": "English"}),
        HALF_CHARACTER: {HALF_CHARACTER: 1},
        f"b{HALF_CHARACTER}": 2,
    }
    assert problems(data) == [
        ("title", TEXT),
        (r'"\\ud800"', STRANGE),
        (r'"b\\ud800"', STRANGE),
        ("language", "A language is a tag such as “en” or “pt-BR”."),
    ]


# Problems of shape and of meaning together


def test_problems_of_shape_hide_none_of_meaning_in_what_can_be_read() -> None:
    changes = {
        "title": 5,
        "limits": [],
        "sources[0].year": "2024",
        "sources[1].address": " ",
        "sections[1].lead": GONE,
        "sections[1].note": "x",
        f"{DEPTH}.options[1].key": "Mild",
        f"{RAISED}.kind": "warning",
        f"{RAISED}.sources[1].source": "book",
        "rules[0].when.conditions[1].options": "years",
        "rules[1].consideration.key": "rule-deep-long",
    }
    assert problems(changed(changes)) == [
        ("title", TEXT),
        ("sources[0].year", NUMBER),
        (f"{RAISED}.kind", KINDS),
        ("sections[1].lead", MISSING),
        ("sections[1].note", STRANGE),
        ("rules[0].when.conditions[1].options", LIST),
        ("limits", "A checklist must state its own limits."),
        ("sources[1].address", "This text is empty."),
        (f"{DEPTH}.options[1].key", "A key is made of small letters, digits and single hyphens."),
        (
            "sections[1].criteria[0].in_view.conditions[1].options",
            "The criterion “depth” has no option “mild”.",
        ),
        ("rules[1].consideration.key", "Another consideration has this key."),
        (f"{RAISED}.sources[1].source", "There is no source “book”."),
    ]


def test_what_is_filled_in_for_a_problem_of_shape_is_not_complained_of() -> None:
    everything_wrong: Data = {
        "title": 1,
        "language": None,
        "sections": [{"key": 0, "criteria": [{"kind": "choice", "options": [0]}]}],
        "sources": [{"year": {}}],
        "rules": [{"when": {"conditions": [{}]}, "consideration": 7}],
    }
    assert {message for _, message in problems(everything_wrong)} == {
        *(TEXT, MISSING, OBJECT, NUMBER)
    }


def test_thousands_of_problems_are_all_named() -> None:
    data = changed({"sources": [{} for _ in range(1_000)], "limits": list(range(1_000))})
    paths = [path for path, message in problems(data) if message in {MISSING, TEXT}]
    assert len(paths) == len(set(paths)) == 1_000 * 7 + 1_000


def test_the_data_that_was_read_stays_as_it_was() -> None:
    data: dict[str, Any] = {"sections": [{"criteria": [{}]}], "limits": (1,), HALF_CHARACTER: {}}
    assert problems(data)
    assert data == {"sections": [{"criteria": [{}]}], "limits": (1,), HALF_CHARACTER: {}}


# Any data at all


@pytest.mark.parametrize("depth", [19, 20, 21, 500, 50_000])
@pytest.mark.parametrize(
    ("path", "message"),
    [("title", TEXT), ("limits", LIST), (f"{DEPTH}.options", LIST), ("strange", STRANGE)],
)
def test_deep_nesting_is_refused_like_anything_else(depth: int, path: str, message: str) -> None:
    nested: Any = 0
    for _ in range(depth):
        nested = {"criteria": [nested]}
    assert problems(changed({path: nested}))[0] == (path, message)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (SMALL | {"title": b"\xff"}, ["title"]),
        (SMALL | {5: "x"}, ["[5]"]),
        (SMALL | {None: "x", "title": 1}, ["title", "None"]),
        ({5: "x"}, ["title", "language", "introduction", "purpose"]),
    ],
    ids=["bytes", "a number as a name", "nothing as a name", "nothing else"],
)
def test_data_that_json_cannot_hold_is_refused_all_the_same(
    raw: object, expected: list[str]
) -> None:
    assert [path for path, _ in problems(raw)][: len(expected)] == expected


def leads_there(path: str, data: Any) -> bool:
    """Whether a path leads to a place in the data, or to where a field may be missing."""
    *way, last = place_of(path) or ("",)
    for step in way:
        data = data[step]
    return isinstance(last, str) or last < len(data)


def check_refusal(data: Any, found: list[tuple[str, str]]) -> None:
    """What every refusal has in common, whatever the data."""
    assert len(found) == len(set(found)) > 0
    for path, message in found:
        assert leads_there(path, data), path
        assert message.endswith(".")
        assert f"{path}{message}".encode()


@given(JSON_VALUES)
def test_no_value_is_a_definition_by_chance(data: Any) -> None:
    check_refusal(data, problems(data))


@given(damaged())
def test_damaged_data_is_a_definition_or_is_refused_with_reasons(data: Any) -> None:
    try:
        definition = parse(data)
    except InvalidDefinition:
        check_refusal(data, problems(data))
    else:
        assert parse(to_data(definition)) == definition


@settings(max_examples=EXAMPLES // 3)
@given(damaged())
def test_text_is_judged_as_its_data(data: Any) -> None:
    assert problems(read_json(json.dumps(data))) == problems(data)


def test_what_stands_under_a_name_that_is_wrong_itself_is_not_told_beside_it() -> None:
    raw = {"expected": {"mood": [None], "note": [1]}}
    _case, problems = shaped(Case, raw)
    told = [str(each) for each in problems if each.path.startswith("expected")]
    assert told == [
        "expected.mood: There is no such field here.",
        "expected.note[0]: This must be text.",
    ]

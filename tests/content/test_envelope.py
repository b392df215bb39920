"""The file around a definition."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from checklist.content import envelope
from checklist.content.envelope import Envelope
from checklist.content.reading import MOST_BYTES, MOST_DEPTH, MOST_VALUES
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition
from tests import EXAMPLES, scenes, strategies

STARTER = (scenes.STARTER / f"{scenes.MAIN}-1.0.json").read_text(encoding="utf-8")
NO_LABEL = (
    "A version label is made of letters and digits, with single full stops or hyphens between."
)


def told(data: object) -> list[str]:
    """The problems of a file, in words."""
    text = data if isinstance(data, bytes | str) else json.dumps(data)
    with pytest.raises(InvalidDefinition) as refused:
        envelope.read_file(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in refused.value.problems]


def with_changes(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(STARTER)
    return data | changes


def test_a_file_says_which_version_of_which_checklist_it_holds() -> None:
    definition = codec.parse(json.loads(STARTER)["definition"])
    assert envelope.read(STARTER) == Envelope("ketamine-considerations", "1.0", definition)


def test_every_problem_is_told_at_once_by_its_path() -> None:
    data = with_changes(slug="Not a slug", version="one two", extra=1)
    data["definition"] |= {"title": "", "limits": [], "surprise": True}
    assert told(data) == [
        "extra: There is no such field here.",
        "slug: A key is made of small letters, digits and single hyphens.",
        f"version: {NO_LABEL}",
        "definition.surprise: There is no such field here.",
        "definition.title: This text is empty.",
        "definition.limits: A checklist must state its own limits.",
    ]


def test_what_is_missing_is_named() -> None:
    assert told({}) == [
        "slug: This is missing.",
        "version: This is missing.",
        "definition: This is missing.",
    ]


def test_what_is_of_the_wrong_type_is_named() -> None:
    assert told({"slug": 1, "version": 1.0, "definition": []}) == [
        "slug: This must be text.",
        "version: This must be text.",
        "definition: This must be an object.",
    ]
    assert told([]) == ["This must be an object."]


def test_a_long_version_label_is_refused() -> None:
    assert told(with_changes(version="1" * 21)) == [
        "version: A version label has at most 20 characters."
    ]


def test_what_is_no_json_is_refused() -> None:
    assert told('{"slug": ') == ["This is not JSON: Expecting value: line 1 column 10 (char 9)."]


def test_a_name_that_stands_twice_is_refused() -> None:
    assert told('{"slug": "a", "slug": "b"}') == [
        "This is not JSON: the name slug stands twice in one object."
    ]


@settings(max_examples=EXAMPLES)
@given(strategies.definitions())
def test_what_is_written_says_the_same_when_it_is_read(definition: Definition) -> None:
    written = envelope.written(Envelope("some-list", "2.0-b", definition)).encode()
    again = envelope.read_file(written)
    assert again == Envelope("some-list", "2.0-b", definition)
    assert codec.digest(again.definition) == codec.digest(definition)


@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_a_starter_file_is_written_as_it_stands(slug: str) -> None:
    stands = (scenes.STARTER / f"{slug}-1.0.json").read_bytes()
    assert envelope.written(envelope.read_file(stands)).encode() == stands


def test_a_mark_before_the_first_character_is_no_fault() -> None:
    assert envelope.read_file(b"\xef\xbb\xbf" + STARTER.encode()) == envelope.read(STARTER)


def test_what_is_not_utf_8_is_refused() -> None:
    (problem,) = told(b'{"slug": "caf\xe9"}')
    assert problem.startswith("This is not UTF-8: 'utf-8' codec can't decode byte 0xe9")


def test_a_file_may_have_a_megabyte_and_no_byte_more() -> None:
    fits = STARTER.encode().ljust(MOST_BYTES)
    assert envelope.read_file(fits).slug == scenes.MAIN
    assert told(fits + b" ") == ["This file is too large: at most 1048576 bytes are read."]


@pytest.mark.parametrize("deep", ["[" * MOST_BYTES, '{"a":' * 100_000, "[[" * 250 + "]]" * 250])
def test_a_file_that_is_too_deep_is_refused(deep: str) -> None:
    assert told(deep) == ["Lists and objects stand inside one another more than 32 deep."]


def test_depth_is_counted_in_lists_and_objects_and_not_in_texts() -> None:
    fits = "[" * MOST_DEPTH + "]" * MOST_DEPTH
    assert told(fits) == ["This must be an object."]
    assert told(f"[{fits}]") == ["Lists and objects stand inside one another more than 32 deep."]
    brackets = r"\"[" * 100
    assert told(f'{{"slug": "{brackets}", "version": "1", "definition": 1}}') == [
        "slug: A key has at most 60 characters.",
        "definition: This must be an object.",
    ]


@pytest.mark.parametrize("text", ['"' + '\\"' * 500_000, '"' * (MOST_BYTES - 1), "\\" * 100])
def test_a_text_that_never_ends_is_told_at_once(text: str) -> None:
    (problem,) = told(text)
    assert problem.startswith("This is not JSON: ")


def test_a_file_of_more_values_than_any_checklist_has_is_refused() -> None:
    fits = "[" + "0," * (MOST_VALUES - 2) + "0]"
    assert told(fits) == ["This must be an object."]
    assert told(f"[0,{fits}]") == [
        f"This file holds {MOST_VALUES + 1} values; at most 20000 are read."
    ]


@pytest.mark.parametrize("number", ["9" * 5000, "NaN", "-Infinity", "1e999"])
def test_a_number_beyond_all_sense_is_refused(number: str) -> None:
    assert told(f'{{"slug": {number}}}')

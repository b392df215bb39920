"""The file around a definition."""

import json
from typing import Any

import pytest

from checklist.content import envelope
from checklist.content.envelope import Envelope
from checklist.engine import codec
from checklist.engine.problems import InvalidDefinition
from tests import scenes

STARTER = (scenes.STARTER / f"{scenes.MAIN}-1.0.json").read_text(encoding="utf-8")
NO_LABEL = (
    "A version label is made of letters and digits, with single full stops or hyphens between."
)


def told(data: object) -> list[str]:
    """The problems of a file, in words."""
    with pytest.raises(InvalidDefinition) as refused:
        envelope.read(data if isinstance(data, str) else json.dumps(data))
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

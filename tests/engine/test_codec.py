"""To and from JSON: bad text, the canonical form, the digest and the schema."""

import json
from typing import Any

import pytest

from checklist.engine.codec import (
    canonical_json,
    digest,
    json_schema,
    parse,
    read_json,
    to_data,
)
from checklist.engine.problems import InvalidDefinition, Problem
from tests.engine.small import SMALL, changed, problems, small
from tests.strategies import GONE, Data, places

TINY: Data = {
    "title": "T",
    "language": "en",
    "introduction": "I",
    "purpose": "P",
    "limits": ["L"],
    "sources": [],
    "sections": [
        {
            "key": "s",
            "title": "שָׁלוֹם",
            "lead": "“é”",
            "criteria": [
                {
                    "kind": "choice",
                    "key": "c",
                    "short": "S",
                    "question": "Q",
                    "help": "H",
                    "options": [{"key": "o", "label": "\\"}],
                }
            ],
        }
    ],
}
"""A definition with nothing that may be left out."""


# Reading


def test_json_text_is_read() -> None:
    assert parse(read_json(json.dumps(SMALL))) == small()
    assert parse(read_json(json.dumps(SMALL, ensure_ascii=False, indent=2) + "\n")) == small()


def refusal(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidDefinition) as invalid:
        parse(read_json(text))
    return invalid.value.problems


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "{", '{"title": "T",}', "{title: 1}", "nul", "\ufeff{}", "\0", "{}{}", "\ud800"),
        *('{"title": "\n"}', "9" * 5_000, "[" * 100_000, '{"a":' * 100_000),
    ],
    ids=lambda text: ascii(text[:16]),
)
def test_text_that_is_no_json_is_refused(text: str) -> None:
    (problem,) = refusal(text)
    assert (problem.path, problem.message[:18]) == ("", "This is not JSON: ")


def test_where_json_breaks_off_is_told() -> None:
    assert refusal('{"title": }') == (
        Problem("", "This is not JSON: Expecting value: line 1 column 11 (char 10)."),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"title": 1, "title": 1}', "title"),
        ('{"sections": [{"key": "a", "lead": "b", "key": "a"}]}', "key"),
        ('{"b": 1, "a": 2, "c": 3, "a": 4, "b": 5, "b": 6}', "a, b"),
        (r'{"\ud800": 1, "\ud800": 2}', r"\ud800"),
    ],
)
def test_a_name_given_twice_is_refused(text: str, names: str) -> None:
    message = f"This is not JSON: the name {names} stands twice in one object."
    assert refusal(text) == (Problem("", message),)


def test_one_name_twice_among_many_is_found_at_once() -> None:
    text = json.dumps(dict.fromkeys(map(str, range(50_000)))).replace('"49999"', '"0"')
    assert [problem.path for problem in refusal(text)] == [""]


@pytest.mark.parametrize("text", ["null", "true", "0", "NaN", "-Infinity", '"title"', "[]", "[{}]"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    assert refusal(text) == (Problem("", "This must be an object."),)


def test_plain_data_is_read_whatever_it_is() -> None:
    assert read_json('{"slug": "a", "definition": [1, 2.5, null]}') == {
        "slug": "a",
        "definition": [1, 2.5, None],
    }


# Writing


def test_what_was_read_is_written_again_in_the_same_form() -> None:
    assert json.dumps(to_data(small())) == json.dumps(SMALL)
    assert json.dumps(to_data(parse(TINY))) == json.dumps(TINY)


def test_canonical_json_is_this_text() -> None:
    assert canonical_json(parse(TINY)) == (
        '{"introduction":"I","language":"en","limits":["L"],"purpose":"P","sections":[{"criteria":'
        '[{"help":"H","key":"c","kind":"choice","options":[{"key":"o","label":"\\\\"}],'
        '"question":"Q","short":"S"}],"key":"s","lead":"“é”","title":"שָׁלוֹם"}],"sources":[],'
        '"title":"T"}'
    )


def test_the_digest_is_this_one_for_ever() -> None:
    assert digest(parse(TINY)) == "9878783732dd7711c87b0a3682356077ff6dbe97584f24150c70ffc006dd0a92"
    assert digest(small()) == "df70d90bd57a3d7b03f2b46f06204664b3a5b3d3f5d734eaf7f80f6ef25f8a40"
    before_reviews = parse(changed({"sources[0].review_by": GONE}))
    assert (
        digest(before_reviews) == "85a435d3b81ed6fd603c102f23cd41ed773fadfe2ce9305f673956448ec33582"
    )


FULL: dict[str, Any] = {
    "not_for": "",
    "starts_from": "",
    "then_and_now": [],
    "rules": [],
    "context": [],
    "differences": [],
}


def test_what_may_be_left_out_may_also_be_written_as_empty() -> None:
    data = json.loads(json.dumps(TINY | FULL))
    criterion = data["sections"][0]["criteria"][0]
    criterion |= {"in_view": None, "sources": []}
    criterion["options"][0] |= {"unknown": False, "considerations": []}
    assert problems(data) == []
    assert digest(parse(data)) == digest(parse(TINY))


def test_the_order_of_lists_is_content() -> None:
    turned = changed({"limits": SMALL["limits"][::-1]})
    assert digest(parse(turned)) != digest(small())


# The schema


def objects_of_schema() -> dict[str, Data]:
    """The object types of the schema, the definition's own among them."""
    schema = json_schema()
    types = {"Definition": schema, **schema["$defs"]}
    return {name: each for name, each in types.items() if each["type"] == "object"}


def test_the_schema_says_which_json_schema_it_is() -> None:
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_no_object_of_the_schema_allows_further_fields() -> None:
    assert {each["additionalProperties"] for each in objects_of_schema().values()} == {False}


def test_the_schema_names_every_field_and_which_must_be_there() -> None:
    assert {
        name: " ".join(
            field + ("" if field in each["required"] else "?") for field in each["properties"]
        )
        for name, each in objects_of_schema().items()
    } == {
        "Definition": (
            "title language introduction not_for? purpose limits starts_from? then_and_now? "
            "sources sections rules? context? differences?"
        ),
        "Section": "key title lead criteria",
        "ChoiceCriterion": "kind key short question help in_view? sources? options",
        "AnswerOption": "key label unknown? considerations?",
        "Consideration": "key kind text sources?",
        "Rule": "when consideration",
        "When": "match conditions",
        "Condition": "criterion options",
        "Source": "key kind title publisher year? locators address verified_with review_by?",
        "Citation": "source locator",
        "ContextLine": "key text sources?",
        "Difference": "locator says beside shows",
        "Pair": "before after",
    }


def test_the_small_definition_uses_every_field_of_the_schema() -> None:
    used = {place[-1] for place, _ in places(SMALL) if place and isinstance(place[-1], str)}
    known = {field for each in objects_of_schema().values() for field in each["properties"]}
    assert used == known

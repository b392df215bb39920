"""A case fits a definition, or everything that keeps it from being practised is named."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.engine.cases import (
    Case,
    carried,
    differences,
    problems_of_answers,
    problems_of_case,
    problems_of_cases,
    raised,
    unanswered,
)
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.parts import Kind
from checklist.engine.problems import InvalidDefinition
from tests.engine.small import changed, place_of, small
from tests.strategies import Data, damaged_cases, definitions, parse_case, practised, replaced

GOOD: Final[Data] = {
    "key": "own",
    "title": "A case",
    "difficulty": 1,
    "tags": ["one"],
    "vignette": ["Somebody."],
    "learning_points": ["Look."],
    "references": [
        {"criterion": "depth", "option": "deep", "rationale": "Told so."},
        {
            "criterion": "length",
            "panel": [{"option": "years", "people": 3}, {"option": "weeks", "people": 1}],
            "acceptable": ["unknown"],
            "unsafe": True,
            "rationale": "They differ.",
        },
        {"criterion": "help", "option": "yes", "rationale": "There is."},
    ],
    "expected": {
        "urgent": ["depth.deep.2"],
        "resolve": ["rule-deep-long"],
        "caution": ["depth.deep.1"],
        "support": ["length.years.1"],
        "note": ["rule-alone"],
    },
}
TABLE: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({}, []),
    ({"key": "attempts"}, [("key", "Pages of practice need this name for themselves.")]),
    ({"key": "A b"}, [("key", "A key is made of small letters, digits and single hyphens.")]),
    ({"title": " "}, [("title", "This text is empty.")]),
    ({"difficulty": 0}, [("difficulty", "Difficulty is a number from 1 to 3.")]),
    ({"difficulty": 4}, [("difficulty", "Difficulty is a number from 1 to 3.")]),
    ({"vignette": []}, [("vignette", "This is missing.")]),
    ({"learning_points": []}, [("learning_points", "This is missing.")]),
    ({"tags": []}, []),
    (
        {"vignette": ["x" * 3001, "Two\nlines."]},
        [
            ("vignette[0]", "This text has 3001 characters; at most 3000 are allowed."),
            (
                "vignette[1]",
                "This text holds a line break or another character that cannot be printed.",
            ),
        ],
    ),
    ({"vignette": [" So"]}, [("vignette[0]", "This text begins or ends with a space.")]),
    ({"tags": ["a, b"]}, [("tags[0]", "A comma stands between tags, and in none of them.")]),
    ({"tags": ["x" * 40] * 10}, [("tags", "All tags together have at most 400 characters.")]),
    (
        {"references[0].criterion": "strange"},
        [("references[0].criterion", "The checklist has no criterion “strange”.")],
    ),
    (
        {"references[2].criterion": "depth"},
        [
            ("references[2].criterion", "This criterion stands here twice."),
            ("references[2].option", "“yes” is no answer to “depth”."),
        ],
    ),
    (
        {"references[0].option": ""},
        [("references[0].option", "Give one reference answer, or the answers of a panel.")],
    ),
    (
        {"references[1].option": "unknown"},
        [
            ("references[1].option", "Give one reference answer, or the answers of a panel."),
            ("references[1].acceptable[0]", "This answer stands here twice."),
        ],
    ),
    (
        {"references[1].panel[1].option": "years"},
        [("references[1].panel[1].option", "This answer stands here twice.")],
    ),
    (
        {"references[1].panel[0].people": 0, "references[1].panel[1].people": 1001},
        [
            ("references[1].panel[0].people", "A panel's answer is that of 1 to 1000 people."),
            ("references[1].panel[1].people", "A panel's answer is that of 1 to 1000 people."),
        ],
    ),
    (
        {"references[1].acceptable": ["months", "weeks", "weeks"]},
        [
            ("references[1].acceptable[0]", "“months” is no answer to “length”."),
            ("references[1].acceptable[2]", "This answer stands here twice."),
        ],
    ),
    (
        {"references[0].acceptable": ["mild", "deep"]},
        [("references[0].acceptable[1]", "This answer stands here twice.")],
    ),
    ({"references[1].acceptable": ["weeks"]}, []),
    ({"references[0].rationale": ""}, [("references[0].rationale", "This text is empty.")]),
    (
        {"references": GOOD["references"][:2]},
        [("references", "“help” is in view and has no reference answer.")],
    ),
    (
        {"references[0].option": "unknown", "references[1].panel[0].option": "unknown"}
        | {"references[1].acceptable": []},
        [
            ("references[2].criterion", "“help” is out of view with these answers."),
            ("expected.urgent", "Expected, and not brought up: depth.deep.2."),
            ("expected.resolve", "Expected, and not brought up: rule-deep-long."),
            ("expected.caution", "Expected, and not brought up: depth.deep.1."),
            ("expected.support", "Expected, and not brought up: length.years.1."),
            ("expected.note", "Expected, and not brought up: rule-alone."),
        ],
    ),
    (
        {"expected.note": [], "expected.support": ["other"]},
        [
            (
                "expected.support",
                "Expected, and not brought up: other. Not expected: length.years.1.",
            ),
            ("expected.note", "Not expected: rule-alone."),
        ],
    ),
]


def with_changes(changes: dict[str, Any]) -> Case:
    data = GOOD
    for path, value in changes.items():
        data = replaced(data, place_of(path), value)
    return parse_case(data)


@pytest.mark.parametrize(("changes", "expected"), TABLE, ids=[str(each)[:50] for each, _ in TABLE])
def test_each_problem_is_told_at_its_path(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = problems_of_case(with_changes(changes), small())
    assert [(each.path, each.message) for each in found] == expected


def test_problems_of_its_own_texts_hide_none_of_its_answers() -> None:
    case = with_changes({"title": "", "references": GOOD["references"][:2]})
    assert [each.path for each in problems_of_case(case, small())] == ["title", "references"]
    assert [each.path for each in problems_of_answers(case, small())] == ["title", "references"]


def test_another_order_is_told() -> None:
    ways = ({Kind.NOTE: ("a", "b")}, {Kind.NOTE: ("b", "a")})
    (problem,) = differences(*ways)
    assert str(problem) == "expected.note: Expected in another order than b, a."


def test_the_cases_of_a_pack_are_told_by_their_place_and_a_key_only_once() -> None:
    cases = [with_changes({}), with_changes({"title": ""})]
    assert [str(each) for each in problems_of_cases(cases, small())] == [
        "cases[1].key: Another case here has this key.",
        "cases[1].title: This text is empty.",
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"difficulty": "1"}, "difficulty: This must be a whole number."),
        ({"difficulty": True}, "difficulty: This must be a whole number."),
        ({"references[0].unsafe": 1}, "references[0].unsafe: This must be true or false."),
        ({"references[0].why": ""}, "references[0].why: There is no such field here."),
        ({"expected": []}, "expected: This must be an object."),
        ({"expected.often": ["a"]}, "expected.often: There is no such field here."),
        ({"expected.often": 5}, "expected.often: There is no such field here."),
        ({"expected.note": "a"}, "expected.note: This must be a list."),
        ({"title": None}, "title: This must be text."),
    ],
)
def test_data_of_another_shape_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        with_changes(changes)
    assert [str(each) for each in refused.value.problems] == [told]


def test_answers_that_a_definition_has_not_are_not_carried() -> None:
    other = changed(
        {
            "sections[0].criteria[0].options[0].key": "deeper",
            "sections[0].criteria[0].options[0].considerations": [],
            "sections[0].criteria[1].in_view": None,
            "sections[0].criteria[1].options[0].key": "weekly",
            "sections[1].criteria[0].key": "aid",
            "then_and_now": [],
            "rules": [],
        }
    )
    case = carried(with_changes({}), Definition.model_validate(other))
    assert case.answers == {"length": "years"}
    assert [each.option for each in case.references[0].panel] == ["years"]
    assert unanswered(case, Definition.model_validate(other)) == ("depth", "aid")


# Properties


@given(practised())
def test_a_case_made_for_a_definition_has_no_problem_there(made: tuple[Definition, Case]) -> None:
    definition, case = made
    assert problems_of_case(case, definition) == ()
    assert tuple(case.answers) == in_view(definition, case.answers)
    assert carried(case, definition) == case


@given(practised(), st.data())
def test_a_case_without_one_of_its_answers_has_a_problem(
    made: tuple[Definition, Case], data: st.DataObject
) -> None:
    definition, case = made
    left_out = data.draw(st.sampled_from(case.references))
    kept = tuple(each for each in case.references if each is not left_out)
    less = case.model_copy(update={"references": kept})
    assert left_out.criterion in unanswered(less, definition)
    assert problems_of_case(less, definition)


@given(practised(), definitions())
def test_what_is_carried_to_another_definition_is_answered_there(
    made: tuple[Definition, Case], other: Definition
) -> None:
    _definition, case = made
    there = carried(case, other)
    comes_up = raised(other, there.answers)
    expecting = there.model_copy(update={"expected": comes_up})
    assert not [each for each in problems_of_case(expecting, other) if "option" in each.path]
    assert carried(there, other) == there


@given(definitions().flatmap(damaged_cases), definitions())
def test_whatever_data_is_given_it_is_a_case_or_every_problem_is_told(
    data: Any, definition: Definition
) -> None:
    told = None
    try:
        problems_of_case(parse_case(data), definition)
    except InvalidDefinition as invalid:
        told = invalid.problems
    assert told is None or all(each.message for each in told)
    assert told != ()

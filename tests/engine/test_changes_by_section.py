"""The changes between two definitions, each in the section in which it stands."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.changes import by_section, changes
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from tests import EXAMPLES
from tests.engine.small import SMALL, changed, small
from tests.strategies import GONE, definitions, edits

MOOD, PLAN = SMALL["sections"]
DEPTH, LENGTH = MOOD["criteria"]
HELP = PLAN["criteria"][0]


def titles(edit: Mapping[str, Any]) -> list[str]:
    """Where the changes of an edit stand."""
    return [group.title for group in by_section(small(), parse(changed(edit)))]


@pytest.mark.parametrize(
    ("edit", "title"),
    [
        ({"title": "Other"}, "The checklist as a whole"),
        ({"limits[0]": "Other"}, "The checklist as a whole"),
        ({"differences": GONE}, "The checklist as a whole"),
        ({"then_and_now": GONE}, "The checklist as a whole"),
        ({"sources[0].title": "Other"}, "Sources"),
        ({"sections[1].lead": "Other"}, "Section 2: Plan"),
        ({"sections[1].title": "Other"}, "Section 2: Other"),
        ({"sections[1].criteria[0].help": "Other"}, "Section 2: Plan"),
        ({"sections[0].criteria[1].options[0].label": "Other"}, "Section 1: Mood"),
        (
            {"sections[0].criteria[1].options[1].considerations[0].kind": "note"},
            "Section 1: Mood",
        ),
        ({"rules[0].consideration.text": "Other"}, "Rules"),
        ({"context[0].text": "Other"}, "Background"),
    ],
)
def test_a_change_stands_where_readers_look_for_it(edit: dict[str, Any], title: str) -> None:
    assert titles(edit) == [title]


def test_what_was_removed_stands_with_what_else_changed_in_its_section() -> None:
    edit = {"sections[0].title": "Spirits", "sections[0].criteria[0].options[2]": GONE}
    without = {"match": "all", "conditions": [{"criterion": "depth", "options": ["deep"]}]}
    (group,) = by_section(
        small(), parse(changed({**edit, "sections[0].criteria[1].in_view": without}))
    )
    assert group.title == "Section 1: Spirits"
    assert [change.sentence.partition(":")[0] for change in group.changes] == [
        "Reworded",
        "Removed",
        "Conditions changed",
    ]


def test_what_moved_stands_where_it_is_now() -> None:
    moved = [
        {**MOOD, "criteria": [DEPTH]},
        {**PLAN, "criteria": [LENGTH, HELP]},
    ]
    assert titles({"sections": moved}) == ["Section 2: Plan"]


def test_nothing_changed_is_no_group() -> None:
    assert by_section(small(), small()) == ()


@settings(max_examples=EXAMPLES // 3)
@given(
    st.one_of(
        st.tuples(definitions(), definitions()),
        edits().map(lambda pair: (parse(pair[0]), parse(pair[1]))),
    )
)
def test_every_change_stands_in_one_group(versions: tuple[Definition, Definition]) -> None:
    grouped = [change for group in by_section(*versions) for change in group.changes]
    assert sorted(map(repr, grouped)) == sorted(map(repr, changes(*versions)))

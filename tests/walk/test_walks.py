"""What the pages know of a walk: what is in view, how far it has come, where it leads."""

from datetime import UTC, datetime

import pytest

from checklist.engine.codec import parse
from checklist.walk.models import Assessment
from checklist.walk.progress import segments, step_list
from checklist.walk.steps import Progress
from checklist.walk.walks import Amendments
from tests.engine.small import changed
from tests.walk.unstored import walk_of

AT = "/assessments/TEST-WALK/"


def test_what_is_in_view_counts_and_what_is_not_is_kept() -> None:
    walk = walk_of({"depth": "mild", "length": "years"}, {"length": "Kept."})
    assert walk.in_view == ("depth", "help")
    assert walk.choices == {"depth": "mild", "length": "years"}
    assert walk.comments == {"length": "Kept."}
    assert walk.summary.not_asked == ("length",)


def test_a_section_leads_to_the_next_and_the_last_to_review() -> None:
    walk = walk_of()
    assert [walk.next_url(key) for key in ("mood", "plan")] == [f"{AT}plan/", f"{AT}review/"]
    assert [walk.section_url(key) for key in ("mood", "review")] == [f"{AT}mood/", f"{AT}review/"]
    mood, plan = walk.definition.sections
    assert [walk.section_after(key) for key in ("mood", "plan")] == [plan, None]
    assert [walk.section_before(key) for key in ("mood", "plan")] == [None, mood]


def test_a_question_is_found_at_its_place_in_its_section() -> None:
    walk = walk_of()
    assert [walk.criterion_url(key) for key in ("depth", "length", "help")] == [
        f"{AT}mood/#depth",
        f"{AT}mood/#length",
        f"{AT}plan/#help",
    ]


@pytest.mark.parametrize(
    ("answers", "mood", "plan"),
    [
        ({}, (Progress.NONE, 1, 0), (Progress.DONE, 0, 0)),
        ({"depth": "mild"}, (Progress.DONE, 0, 0), (Progress.NONE, 1, 0)),
        ({"depth": "unknown"}, (Progress.PART, 1, 1), (Progress.DONE, 0, 0)),
        (
            {"depth": "unknown", "length": "unknown"},
            (Progress.PART, 0, 2),
            (Progress.DONE, 0, 0),
        ),
        (
            {"depth": "unknown", "length": "years", "help": "no"},
            (Progress.PART, 0, 1),
            (Progress.DONE, 0, 0),
        ),
        ({"depth": "deep"}, (Progress.URGENT, 1, 0), (Progress.DONE, 0, 0)),
        (
            {"depth": "deep", "length": "years"},
            (Progress.URGENT, 0, 0),
            (Progress.NONE, 1, 0),
        ),
        ({"length": "years", "help": "no"}, (Progress.NONE, 1, 0), (Progress.DONE, 0, 0)),
    ],
)
def test_each_section_tells_how_far_it_has_come(
    answers: dict[str, str],
    mood: tuple[Progress, int, int],
    plan: tuple[Progress, int, int],
) -> None:
    steps = walk_of(answers).steps
    assert [(each.number, each.section.key) for each in steps] == [(1, "mood"), (2, "plan")]
    assert [(each.progress, each.unanswered, each.unknown) for each in steps] == [
        mood,
        plan,
    ]


@pytest.mark.parametrize(
    ("answers", "section"),
    [
        ({}, "mood"),
        ({"depth": "deep"}, "mood"),
        ({"depth": "mild"}, "plan"),
        ({"depth": "unknown", "length": "unknown"}, "review"),
        ({"depth": "mild", "help": "yes"}, "review"),
    ],
)
def test_a_walk_goes_on_where_the_first_answer_is_left_out(
    answers: dict[str, str], section: str
) -> None:
    assert walk_of(answers).go_on_url == f"{AT}{section}/"


def test_a_rule_over_several_sections_marks_each_of_them_as_urgent() -> None:
    urgent = changed(
        {
            "rules[0].consideration.kind": "urgent",
            "rules[0].when.conditions[1]": {"criterion": "help", "options": ["no"]},
            "sections[0].criteria[0].options[0].considerations[1].kind": "resolve",
        }
    )
    answers = {"depth": "deep", "length": "years", "help": "no"}
    walk = walk_of(answers, definition=parse(urgent))
    assert [raised.key for raised in walk.urgent] == ["rule-deep-long"]
    assert walk.urgent_criteria == {"depth", "help"}
    assert [each.progress for each in walk.steps] == [Progress.URGENT, Progress.URGENT]


def test_the_open_section_is_marked_also_where_its_definition_was_read_anew() -> None:
    walk = walk_of({"depth": "mild"})
    there = walk.definition.sections[1]
    anew = there.model_copy()
    listed = step_list(walk.steps, walk.url, there)
    assert 'aria-current="step"' in listed
    assert step_list(walk.steps, walk.url, anew) == listed
    assert segments(walk.steps, anew) == segments(walk.steps, there) != segments(walk.steps)


def test_a_completed_walk_reads_its_summary_as_it_was_stored() -> None:
    walk = walk_of({"depth": "mild"})
    stored = walk_of({"depth": "deep"}).summary
    walk.assessment.status = Assessment.Status.COMPLETED
    walk.assessment.summary = stored.model_dump_json()
    walk.assessment.completed_at = datetime(2026, 3, 9, 15, 4, tzinfo=UTC)
    assert walk.summary == stored
    assert walk.completed_at.isoformat() == "2026-03-09T15:04:00+00:00"


def test_a_walk_in_progress_was_never_completed() -> None:
    with pytest.raises(LookupError, match="TEST-WALK"):
        _ = walk_of().completed_at


def test_a_walk_that_is_stored_nowhere_amends_none() -> None:
    assert walk_of().amendments == Amendments()

"""The note for the record: plain text that pastes into any system."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.walk import actions
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import Case, cases
from tests.walk.pages import at

STARTER_CASES = [case for case in cases() if case.checklist == scenes.MAIN]
LONG = "https://hospital.example/" + "x" * 400
TEXTS = [LONG, "y" * 500, "two\nlines, each with\ttabs " * 12, "well-known " * 40, "é 😀 " * 100]


def note_of(client: Client, assessment: Assessment) -> str:
    """The note as it is sent."""
    answer = client.get(at(assessment, "note.txt"))
    assert answer.status_code == 200
    return answer.content.decode()


def unwrapped(text: str) -> str:
    """The text without the line breaks that wrapping brought."""
    return " ".join(text.split())


def add_reason(assessment: Assessment, key: str, text: str) -> None:
    """A reason beside a line of its results."""
    summary = scenes.summary_of(assessment)
    (line,) = [raised for raised in summary.considerations if raised.key == key]
    now = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
    actions.add_reason(assessment=assessment, line=line, text=text, actor=None, now=now)


def test_a_note_says_all_that_the_results_say(
    client: Client, small: Assessment, settings: Settings
) -> None:
    settings.URGENT_HELP = "Ring 4444."
    done = scenes.complete(
        scenes.answer(
            small,
            {"depth": "deep", "length": "unknown"},
            {"depth": "As told\ntwice.", "help": "Sister asked."},
        ),
        own_view="Rather not.",
    )
    add_reason(done, "depth.deep.1", "It lifted on Monday.")
    add_reason(done, "depth.deep.1", "And again.")
    assert (
        note_of(client, done)
        == f"""\
CONSIDERATIONS, NOT A PRESCRIBING DECISION
A small checklist
Reference {done.code}. Completed 9 March 2026, 15:04 UTC.
Checklist version 2.1, published 9 March 2026, 15:04 UTC, content {done.version.digest[:12]}.

URGENT - Act now, outside this checklist.
  Local emergency route: Ring 4444.
  ! Act now.
    1.1 Depth: Deep

NEEDS ATTENTION FIRST - To be settled before going further, whatever else is
true.
  * Deep, and not for weeks only.
    1.1 Depth: Deep; 1.2 Length: Not known yet [label: Uses]

WEIGHS AGAINST - Reasons to hold back, or to choose something else.
  - It is deep.
    1.1 Depth: Deep [article: §2; label: Warnings]
    Seen otherwise, 10 March 2026, 08:30 UTC: It lifted on Monday.
    Seen otherwise, 10 March 2026, 08:30 UTC: And again.

NOTES - Good to know.
  i Ask again.
    1.1 Depth: Deep

MISSING
  ? 1.2 Length: not known yet

NOT ASKED, BECAUSE AN EARLIER QUESTION HAS NO ANSWER
  ? 2.1 Help: not asked

COMMENTS
  1.1 Depth: As told twice.

OWN VIEW BEFORE THE CONSIDERATIONS WERE SEEN
  Rather not.

INTENDED PURPOSE
  To be small.

LIMITS OF THIS CHECKLIST
  - It knows little.
  - It is not real.

SOURCES
  - label: Label. A label. An agency
  - article: Article. An article. A house, 2024

Not a prescribing decision.
"""
    )


def test_every_comment_on_a_question_in_view_stands_in_the_note_once(
    client: Client, assessment: Assessment
) -> None:
    comments = {"suicide-risk": "Of the risk.", "access": "Of nothing raised.", "route": "Of none."}
    answers = {"suicide-risk": "imminent", "access": "yes"}
    scenes.complete(scenes.answer(assessment, answers, comments))
    note = note_of(client, assessment)
    assert [note.count(comment) for comment in comments.values()] == [1, 1, 1]


def test_a_note_without_any_consideration_says_what_that_does_not_mean(
    client: Client, small: Assessment
) -> None:
    scenes.complete(scenes.answer(small, {"depth": "mild", "help": "yes"}))
    parts = note_of(client, small).split("\n\n")
    assert parts[1:-1] == [
        (
            "CONSIDERATIONS\n"
            "  These answers bring up none. That says nothing about safety or benefit: read\n"
            "  what is missing and the limits of this checklist."
        ),
        "NOT ASKED, BECAUSE OF OTHER ANSWERS\n  ? 1.2 Length: not asked",
        "ANSWERS THAT BROUGHT UP NOTHING\n  1.1 Depth: Mild\n  2.1 Help: Yes",
        "OWN VIEW BEFORE THE CONSIDERATIONS WERE SEEN\n  None written.",
        "INTENDED PURPOSE\n  To be small.",
        "LIMITS OF THIS CHECKLIST\n  - It knows little.\n  - It is not real.",
    ]


@pytest.mark.parametrize("case", STARTER_CASES, ids=lambda case: str(case.key))
def test_every_case_has_each_consideration_with_its_trace_urgent_first_within_80_columns(
    client: Client, assessment: Assessment, case: Case
) -> None:
    done = scenes.complete(scenes.answer(assessment, case.answers))
    note = note_of(client, done)
    assert max(len(line) for line in note.splitlines()) <= 80
    said = unwrapped(note)
    summary = scenes.summary_of(done)
    places = [said.index(raised.text) for raised in summary.considerations]
    assert places == sorted(places)
    for raised in summary.considerations:
        cited = "; ".join(f"{each.source}: {each.locator}" for each in raised.sources)
        assert f"[{cited}]" in said[said.index(raised.text) :]
    for limit in summary.limits:
        assert limit in said


@pytest.mark.parametrize("text", TEXTS, ids=["address", "word", "lines", "hyphens", "signs"])
def test_no_line_is_over_80_columns_whatever_was_typed(
    client: Client, small: Assessment, settings: Settings, text: str
) -> None:
    settings.URGENT_HELP = text
    answers = {"depth": "deep", "length": "years", "help": "no"}
    comments = dict.fromkeys(answers, text[:500])
    done = scenes.complete(scenes.answer(small, answers, comments), own_view=text[:200])
    add_reason(done, "rule-alone", text[:500])
    note = note_of(client, done)
    assert max(len(line) for line in note.splitlines()) <= 80
    bare = "".join(note.split())
    assert bare.count("".join(text[:500].split())) >= 4
    assert "".join(text[:200].split()) in bare


def test_a_note_is_plain_text_that_is_not_kept_by_a_browser(
    client: Client, small: Assessment
) -> None:
    scenes.complete(scenes.answer(small, {}, {"depth": "<b> & “more”"}))
    answer = client.get(at(small, "note.txt"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "  1.1 Depth: <b> & “more”\n" in answer.content.decode()

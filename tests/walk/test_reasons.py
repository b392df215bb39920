"""Reasons for seeing a line otherwise: added beside it, dated, never altering an answer."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from checklist.walk.models import Assessment, Event, Reason
from tests import scenes
from tests.walk.pages import at, reached, read

LINE = "depth.deep.1"


@pytest.fixture
def done(small: Assessment) -> Assessment:
    """The clinician's completed assessment of the small checklist."""
    answered = scenes.answer(small, {"depth": "deep", "length": "years"}, {"depth": "As told."})
    return scenes.complete(answered)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the same minute."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 10, 8, 30, tzinfo=UTC))


def send(client: Client, assessment: Assessment, reason: Any, line: Any = LINE) -> Any:
    sent = {"consideration": line, "reason": reason}
    return client.post(at(assessment, "results/reasons/"), sent)


def test_a_reason_is_kept_dated_and_shown_beside_its_line_and_in_the_note(
    client: Client, done: Assessment
) -> None:
    answer = send(client, done, "  It lifted\r\non <Monday>. ")
    assert reached(answer) == (302, f"{at(done, 'results/')}#line-{LINE}")
    assert [
        (each.consideration, each.text, each.at.isoformat()) for each in done.reasons.all()
    ] == [(LINE, "It lifted\non <Monday>.", "2026-03-10T08:30:00+00:00")]
    line = read(client.get(at(done, "results/"))).one(data_consideration=LINE)
    assert line["id"] == f"line-{LINE}"
    assert "open" in line.attrs
    assert line.facts()[-1] == (
        "Seen otherwise",
        "It lifted on <Monday>. (10 March 2026, 08:30 UTC)",
    )
    assert line.one(id=f"reason-{LINE}").one("summary").text == "Add another reason"
    note = client.get(at(done, "note.txt")).text
    assert "    Seen otherwise, 10 March 2026, 08:30 UTC: It lifted on <Monday>.\n" in note


def test_a_further_reason_is_added_and_none_is_replaced(client: Client, done: Assessment) -> None:
    send(client, done, "First.")
    send(client, done, "Second.")
    send(client, done, "Of the rule.", "rule-deep-long")
    page = read(client.get(at(done, "results/")))
    assert [
        (each["data-consideration"], said)
        for each in page.all("details", class_="con")
        for term, said in each.facts()
        if term == "Seen otherwise"
    ] == [
        ("rule-deep-long", "Of the rule. (10 March 2026, 08:30 UTC)"),
        (LINE, "First. (10 March 2026, 08:30 UTC)"),
        (LINE, "Second. (10 March 2026, 08:30 UTC)"),
    ]


def test_a_reason_changes_neither_answers_nor_results(client: Client, done: Assessment) -> None:
    stored = Assessment.objects.filter(pk=done.pk).values().get()
    results = client.get(at(done, "results.json")).content
    send(client, done, "It lifted.")
    assert Assessment.objects.filter(pk=done.pk).values().get() == stored
    assert client.get(at(done, "results.json")).content == results


def test_a_reason_is_one_event(client: Client, done: Assessment) -> None:
    send(client, done, "It lifted.")
    event, reason = Event.objects.latest("pk"), Reason.objects.get()
    assert (event.kind, event.actor, event.revision, event.changes) == (
        "reasoned",
        done.owner,
        1,
        {"reason": reason.pk, "consideration": LINE},
    )
    assert event.at == reason.at
    assert done.events.count() == 4


def test_a_reason_of_500_characters_is_kept_whole(client: Client, done: Assessment) -> None:
    assert send(client, done, "é" * 499 + "😀").status_code == 302
    assert Reason.objects.get().text == "é" * 499 + "😀"


@pytest.mark.parametrize(
    ("reason", "kept", "message"),
    [
        ("", "", "Write the reason, or leave the line as it is."),
        ([], "", "Write the reason, or leave the line as it is."),
        (" \r\n ", " \r\n ", "Write the reason, or leave the line as it is."),
        ("x" * 501, "x" * 501, "Shorten this by 1 character: it has 501, and 500 are allowed."),
        ("x\x00y", "x\x00y", "Take out the character that cannot be stored."),
        (["One", "Two"], "Two", "This was sent twice. Choose or write it once."),
    ],
)
def test_a_reason_that_cannot_be_stored_is_kept_in_its_box_beside_its_line(
    client: Client, done: Assessment, reason: Any, kept: str, message: str
) -> None:
    answer = send(client, done, reason)
    assert answer.status_code == 422
    page = read(answer)
    assert page.one("title").text.startswith(f"Error: What to weigh, {done.code}")
    summary = page.one(role="alert")
    assert summary.text == f"Your reason is not saved yet {message}"
    assert summary.one("a")["href"] == f"#reason-{LINE}"
    assert "open" in page.one(data_consideration=LINE).attrs
    place = page.one(id=f"reason-{LINE}")
    box = place.one("textarea")
    assert ("open" in place.attrs, box["aria-invalid"]) == (True, "true")
    assert box.typed == kept
    assert place.one(id=f"why-{LINE}-error").text == f"Error: {message}"
    others = [each for each in page.all("textarea", name="reason") if each is not box]
    assert [(each.typed, "aria-invalid" in each.attrs) for each in others] == [("", False)] * 4
    assert not Reason.objects.exists()
    assert done.events.count() == 3


@pytest.mark.parametrize("reason", ["It lifted.", "", "x" * 501])
@pytest.mark.parametrize(
    "line",
    ["", "nothing", "length.weeks.1", "DEPTH.DEEP.1", f"{LINE}\x00", [], [LINE, LINE], "9" * 900],
)
def test_a_reason_needs_a_line_of_these_results(
    client: Client, done: Assessment, line: Any, reason: str
) -> None:
    answer = send(client, done, reason, line)
    assert answer.status_code == 400
    assert read(answer).texts(class_="lede")[0] == ("These results hold no such line.")
    assert not Reason.objects.exists()


def test_before_there_are_results_there_is_nothing_to_see_otherwise(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "deep"})
    assert reached(send(client, small, "It lifted.")) == (302, at(small, "review/"))
    assert not Reason.objects.exists()


def test_whoever_opens_the_address_is_shown_the_results(client: Client, done: Assessment) -> None:
    answer = client.get(at(done, "results/reasons/"))
    assert reached(answer) == (302, at(done, "results/"))


def test_the_box_says_what_becomes_of_a_reason_and_what_to_keep_out(
    client: Client, done: Assessment
) -> None:
    place = read(client.get(at(done, "results/"))).one(id=f"reason-{LINE}")
    assert place.one("summary").text == "I see this otherwise"
    box = place.one("textarea")
    assert (place.one("label").text, place.one("label")["for"]) == (
        "Your reason for seeing this otherwise",
        box["id"],
    )
    assert place.one(id=box["aria-describedby"]).text == (
        "No names, dates of birth or record numbers. It is dated and kept beside this line; your "
        "answers stay as they are."
    )
    form = place.one("form")
    assert (form["method"], form["action"]) == ("post", at(done, "results/reasons/"))
    assert form.fields() == {"consideration": [LINE], "reason": [""]}

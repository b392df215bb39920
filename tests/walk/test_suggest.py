"""Suggesting a correction: from a line of the results, and from a section."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.models import Suggestion
from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import at, reached, read

LINE = "depth.deep.1"
NOW = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
THANKS = "Thank you. Your suggestion has gone to the editors."
NOT_WRITTEN = "Write what should be put right."


@pytest.fixture
def done(small: Assessment) -> Assessment:
    """The clinician's completed assessment of the small checklist."""
    return scenes.complete(scenes.answer(small, {"depth": "deep", "length": "years"}))


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is always the same minute."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def send(client: Client, assessment: Assessment, **sent: Any) -> Any:
    return client.post(at(assessment, "suggest/"), {"text": "The label says more.", **sent})


def told(client: Client, answer: Any) -> list[str]:
    """What the page says to which an answer leads."""
    page = read(client.get(answer["Location"]))
    return [each.text for each in page.all("p", class_="notice") if "role" in each.attrs]


def test_each_line_of_the_results_leads_there_and_back(
    client: Client, clinician: User, done: Assessment
) -> None:
    results = read(client.get(at(done, "results/")))
    lines = results.all("details", class_="con")
    assert len(lines) > 1
    for line in lines:
        link = line.one(
            "a",
            href=f"/assessments/{done.code}/suggest/?consideration={line['data-consideration']}",
        )
        assert link.text == "Suggest a correction"
    page = read(client.get(at(done, f"suggest/?consideration={LINE}")))
    assert page.one("blockquote").text == done_text(done)
    form = page.one("form", action=at(done, "suggest/"))
    assert form.fields() == {"consideration": [LINE], "text": [""]}
    answer = client.post(form["action"], {**form.fields(), "text": "  Not so\r\nsince 2025. "})
    assert reached(answer) == (302, f"{at(done, 'results/')}#line-{LINE}")
    assert told(client, answer) == [THANKS]
    assert list(Suggestion.objects.values()) == [
        {
            "id": Suggestion.objects.get().pk,
            "version_id": done.version_id,
            "criterion": "",
            "consideration": LINE,
            "text": "Not so\nsince 2025.",
            "at": NOW,
            "by_id": clinician.pk,
            "done_at": None,
            "done_by_id": None,
        }
    ]


def done_text(done: Assessment) -> str:
    return {each.key: each.text for each in scenes.summary_of(done).considerations}[LINE]


def test_a_section_leads_there_and_its_questions_can_be_chosen(
    client: Client, small: Assessment
) -> None:
    first = read(client.get(at(small, "mood/")))
    link = first.one("a", href=at(small, "suggest/?section=mood"))
    page = read(client.get(link["href"]))
    offered = [each["value"] for each in page.all("option")]
    assert offered == ["", "depth", "length"]
    assert page.one("input", name="section")["value"] == "mood"
    answer = send(client, small, section="mood", criterion="length")
    assert reached(answer) == (302, at(small, "mood/"))
    assert told(client, answer) == [THANKS]
    assert [(each.criterion, each.consideration) for each in Suggestion.objects.all()] == [
        ("length", "")
    ]


def test_a_question_that_is_named_needs_no_choice(client: Client, small: Assessment) -> None:
    page = read(client.get(at(small, "suggest/?criterion=length")))
    assert page.all("select") == []
    answer = send(client, small, criterion="length")
    assert reached(answer) == (302, f"{at(small, 'mood/')}#length")


def test_nothing_named_means_any_question(client: Client, small: Assessment) -> None:
    page = read(client.get(at(small, "suggest/")))
    assert len(page.all("option")) == 1 + 3
    answer = send(client, small)
    assert answer.status_code == 422
    assert "Choose the question that it is about." in read(answer).one(role="alert").text


@pytest.mark.parametrize(
    ("text", "kept", "message"),
    [
        ("", "", NOT_WRITTEN),
        (" \r\n ", " \r\n ", NOT_WRITTEN),
        ("x" * 501, "x" * 501, "Shorten this by 1 character: it has 501, and 500 are allowed."),
        ("x\x00y", "x\x00y", "Take out the character that cannot be stored."),
        (["One", "Two"], "Two", "This was sent twice. Choose or write it once."),
    ],
)
def test_what_cannot_be_sent_is_kept_in_its_box(
    client: Client, done: Assessment, text: Any, kept: str, message: str
) -> None:
    answer = send(client, done, consideration=LINE, text=text)
    assert answer.status_code == 422
    page = read(answer)
    assert page.one("title").text.startswith(f"Error: Suggest a correction, {done.code}")
    assert page.one(role="alert").text == f"Your suggestion is not sent yet {message}"
    assert page.one("textarea").typed == kept
    assert page.one("input", name="consideration")["value"] == LINE
    assert not Suggestion.objects.exists()


def test_a_chosen_question_stays_chosen_where_the_text_is_refused(
    client: Client, small: Assessment
) -> None:
    page = read(send(client, small, section="mood", criterion="length", text=""))
    (chosen,) = [each for each in page.all("option") if "selected" in each.attrs]
    assert chosen["value"] == "length"


@pytest.mark.parametrize("name", ["consideration", "criterion", "section"])
@pytest.mark.parametrize("key", ["nothing", "\x01", "depth.deep", "x" * 300])
def test_what_the_checklist_does_not_have_is_not_found(
    client: Client, small: Assessment, name: str, key: str
) -> None:
    assert client.get(at(small, "suggest/"), {name: key}).status_code == 404
    assert send(client, small, **{name: key}).status_code == 404
    assert not Suggestion.objects.exists()


def test_a_question_of_another_section_cannot_be_chosen(client: Client, small: Assessment) -> None:
    answer = send(client, small, section="mood", criterion="help")
    assert answer.status_code == 422
    assert not Suggestion.objects.exists()


def test_of_two_things_that_are_named_one_is_taken(client: Client, done: Assessment) -> None:
    send(client, done, consideration=LINE, criterion="length")
    assert [(each.criterion, each.consideration) for each in Suggestion.objects.all()] == [
        ("", LINE)
    ]


def test_a_guest_is_heard_as_well_and_named_by_nothing(guest: Client, small: Assessment) -> None:
    token = scenes.make_guest(guest)
    walk = scenes.start(small.version, guest_token=token, now=NOW)
    page = read(guest.get(at(walk, "suggest/?criterion=length"))).one("main").text
    assert "your account's name" not in page
    answer = send(guest, walk, criterion="length")
    assert reached(answer) == (302, f"{at(walk, 'mood/')}#length")
    assert Suggestion.objects.get().by is None


@pytest.mark.parametrize("whose", ["clinician", "guest"])
def test_after_twenty_in_a_session_no_more_are_taken(
    client: Client, guest: Client, small: Assessment, whose: str
) -> None:
    browser, walk = client, small
    if whose == "guest":
        browser = guest
        walk = scenes.start(small.version, guest_token=scenes.make_guest(guest), now=NOW)
    for _ in range(20):
        assert send(browser, walk, criterion="length").status_code == 302
    answer = send(browser, walk, criterion="length", text="One more.")
    assert answer.status_code == 429
    page = read(answer)
    assert "This one was not sent." in page.one(role="alert").text
    assert page.one("textarea").typed == "One more."
    assert Suggestion.objects.count() == 20


def test_what_is_urgent_stays_in_sight(client: Client, clinician: User, version: Any) -> None:
    walk = scenes.answer(scenes.start(version, clinician), {"suicide-risk": "imminent"})
    page = read(client.get(at(walk, "suggest/?section=suicide-risk")))
    assert page.one(id="urgent")["aria-labelledby"] == "urgent-h"


def test_nothing_of_an_assessment_is_changed(client: Client, done: Assessment) -> None:
    before = scenes.stored()
    send(client, done, consideration=LINE)
    assert scenes.stored() == before


@pytest.mark.parametrize("whose", ["stranger", "guest"])
def test_nobody_suggests_from_somebody_elses_assessment(
    stranger: Client, guest: Client, small: Assessment, whose: str
) -> None:
    browser = stranger
    if whose == "guest":
        scenes.make_guest(guest)
        browser = guest
    assert browser.get(at(small, "suggest/?criterion=length")).status_code == 404
    assert send(browser, small, criterion="length").status_code == 404
    assert not Suggestion.objects.exists()

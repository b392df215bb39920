"""A save from a page that is older than what is stored: nothing is lost, and the person chooses."""

from typing import Any

import pytest
from django.test import Client

from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import Element, at, reached, read

HERE = {
    "revision": "0",
    "combination": "neither",
    "combination-comment": "Mine & <mine>",
    "follow-up": "none",
}


@pytest.fixture
def elsewhere(assessment: Assessment) -> Assessment:
    """The assessment, saved in another tab since this one opened its page."""
    return scenes.answer(
        assessment,
        {"combination": "medicine-only", "follow-up": "none"},
        {"combination": "Theirs\nin two lines", "follow-up": "In June."},
    )


def clash(page: Element, place: str) -> list[str]:
    """What is said of a difference there."""
    return page.one(id=f"{place}-clash").texts("p")


def test_a_stale_save_shows_both_answers_and_both_comments_where_they_differ(
    client: Client, elsewhere: Assessment
) -> None:
    answer = client.post(at(elsewhere, "course-and-follow-up/"), HERE)
    assert answer.status_code == 409
    page = read(answer)
    assert page.one(role="alert").texts("h2") == [
        "This assessment was saved in another window or on another device"
    ]
    assert clash(page, "combination") == [
        "Answered differently in two places. Choose which answer to keep.",
        "On this page: “Neither” (chosen below)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Antidepressant treatment only”",
    ]
    assert clash(page, "combination-comment") == [
        "Two comments: keep the one in the box, change it, or copy the other one.",
        "On this page: “Mine & <mine>” (in the box)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Theirs in two lines”",
    ]
    assert len(page.one(id="combination-comment-clash").all("br")) == 1
    assert [each["id"] for each in page if each.attrs.get("id", "").endswith("-clash")] == [
        "combination-clash",
        "combination-comment-clash",
    ]
    assert page.one("fieldset", aria_describedby="combination-help combination-clash")
    assert page.texts(class_="saved") == ["Last saved 9 March 2026, 15:04 UTC"]


def test_nothing_is_saved_and_the_form_holds_what_was_typed_with_the_new_revision(
    client: Client, elsewhere: Assessment
) -> None:
    answer = client.post(at(elsewhere, "course-and-follow-up/"), HERE)
    assert read(answer).one(id="section-form").fields() == {
        "revision": ["1"],
        "combination": ["neither"],
        "combination-comment": ["Mine & <mine>"],
        "follow-up": ["none"],
        "follow-up-comment": ["In June."],
    }
    stored = Assessment.objects.get(pk=elsewhere.pk)
    assert (stored.answers, stored.revision) == (elsewhere.answers, 1)
    assert Event.objects.count() == 2


def test_sending_it_again_with_the_new_revision_saves_what_was_chosen(
    client: Client, elsewhere: Assessment
) -> None:
    url = at(elsewhere, "course-and-follow-up/")
    again = read(client.post(url, HERE)).one(id="section-form").fields()
    answer = client.post(url, {**again, "combination-comment": "Ours"})
    assert reached(answer) == (302, at(elsewhere, "review/"))
    elsewhere.refresh_from_db()
    assert (elsewhere.answers, elsewhere.revision) == (
        {
            "combination": {"option": "neither", "comment": "Ours"},
            "follow-up": {"option": "none", "comment": "In June."},
        },
        2,
    )


def test_an_answer_against_none_is_a_difference_too(client: Client, elsewhere: Assessment) -> None:
    scenes.answer(elsewhere, {"combination": ""}, {"combination": ""})
    sent = {**HERE, "revision": "1"}
    page = read(client.post(at(elsewhere, "course-and-follow-up/"), sent))
    assert clash(page, "combination")[1:] == [
        "On this page: “Neither” (chosen below)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: no answer",
    ]
    assert clash(page, "combination-comment")[1:] == [
        "On this page: “Mine & <mine>” (in the box)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: no comment",
    ]


def test_what_was_changed_here_alone_clashes_with_nothing(
    client: Client, elsewhere: Assessment
) -> None:
    sent = {"revision": "0", "access": "no", "consent-comment": "Only here."}
    answer = client.post(at(elsewhere, "choice-and-access/"), sent)
    assert answer.status_code == 409
    page = read(answer)
    assert [each for each in page if each.attrs.get("id", "").endswith("-clash")] == []
    assert (
        page.one(role="alert")
        .texts("p")[0]
        .endswith("do not touch: both are below. Save once more to keep both.")
    )
    fields = page.one(id="section-form").fields()
    assert (fields["access"], fields["consent-comment"]) == (["no"], ["Only here."])


def test_a_revision_that_has_never_been_shows_every_difference(
    client: Client, elsewhere: Assessment
) -> None:
    answer = client.post(at(elsewhere, "course-and-follow-up/"), {**HERE, "revision": "77"})
    assert answer.status_code == 409
    assert clash(read(answer), "combination")[1:] == [
        "On this page: “Neither” (chosen below)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Antidepressant treatment only”",
    ]


def test_the_notice_leads_to_each_difference(client: Client, elsewhere: Assessment) -> None:
    page = read(client.post(at(elsewhere, "course-and-follow-up/"), HERE))
    links = page.one(role="alert").all("a")
    assert [(link["href"], link.text) for link in links] == [
        ("#combination", "Answer to 7.1"),
        ("#combination-comment", "Comment on 7.1"),
    ]
    assert page.one("title").text.startswith("Not saved: ")


def test_what_is_urgent_on_either_side_is_told_before_anything_is_saved(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"suicide-risk": "low"})
    sent = {"revision": "0", "suicide-risk": "imminent"}
    page = read(client.post(at(assessment, "suicide-risk/"), sent))
    assert page.one(id="urgent").values("data-consideration") == ["suicide-risk.imminent.1"]
    assert "This section is not saved yet; that can wait." in page.one(id="urgent").text
    assessment.refresh_from_db()
    scenes.answer(assessment, {"suicide-risk": "imminent"})
    page = read(client.post(at(assessment, "suicide-risk/"), {**sent, "suicide-risk": "low"}))
    assert page.one(id="urgent").values("data-consideration") == ["suicide-risk.imminent.1"]


def test_what_was_left_as_it_was_here_comes_back_as_it_was_saved_elsewhere(
    client: Client, elsewhere: Assessment
) -> None:
    """Saving again must not undo in passing what somebody changed on purpose."""
    url = at(elsewhere, "course-and-follow-up/")
    sent = {"revision": "0", "combination": "", "combination-comment": "", "follow-up": "partial"}
    page = read(client.post(url, sent))
    assert clash(page, "combination")[1:] == [
        "On this page: no answer",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Antidepressant treatment only” (chosen below)",
    ]
    assert clash(page, "combination-comment")[1:] == [
        "On this page: no comment",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Theirs in two lines” (in the box)",
    ]
    assert page.one(id="section-form").fields() == {
        "revision": ["1"],
        "combination": ["medicine-only"],
        "combination-comment": ["Theirs\nin two lines"],
        "follow-up": ["partial"],
        "follow-up-comment": ["In June."],
    }


def test_an_answer_taken_back_here_stays_taken_back(client: Client, elsewhere: Assessment) -> None:
    url = at(elsewhere, "course-and-follow-up/")
    scenes.answer(elsewhere, {"combination": "neither"})
    sent = {"revision": "1", "combination": ""}
    page = read(client.post(url, sent))
    assert clash(page, "combination")[1:] == [
        "On this page: no answer (chosen below)",
        "Saved elsewhere, 9 March 2026, 15:04 UTC: “Neither”",
    ]
    assert page.one(id="section-form").fields()["combination"] == [""]


def test_a_comment_that_differs_only_in_how_a_browser_sends_it_is_no_difference(
    client: Client, elsewhere: Assessment
) -> None:
    sent = {"revision": "0", "combination-comment": "Theirs\r\nin two lines ", "follow-up": ""}
    page = read(client.post(at(elsewhere, "course-and-follow-up/"), sent))
    assert [each["id"] for each in page if each.attrs.get("id", "").endswith("-clash")] == [
        "follow-up-clash"
    ]


@pytest.mark.parametrize("revision", ["0", "1", "999999999"])
def test_the_same_content_sent_again_is_accepted_quietly_whatever_the_revision(
    client: Client, elsewhere: Assessment, revision: str
) -> None:
    sent = {
        "revision": revision,
        "combination": "medicine-only",
        "combination-comment": " Theirs\r\nin two lines",
        "follow-up": "none",
    }
    answer = client.post(at(elsewhere, "course-and-follow-up/"), sent)
    assert reached(answer) == (302, at(elsewhere, "review/"))
    elsewhere.refresh_from_db()
    assert elsewhere.revision == 1
    assert Event.objects.count() == 2


@pytest.mark.parametrize("button", [{"leave": "1"}, {"go": "review"}, {"go": "depression"}])
def test_no_button_leads_away_from_a_difference(
    client: Client, elsewhere: Assessment, button: dict[str, Any]
) -> None:
    answer = client.post(at(elsewhere, "course-and-follow-up/"), {**HERE, **button})
    assert answer.status_code == 409


def test_a_save_of_another_section_makes_a_page_stale_without_any_difference_in_it(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"diagnosis": "other"})
    url = at(assessment, "course-and-follow-up/")
    answer = client.post(url, HERE)
    assert answer.status_code == 409
    again = read(answer).one(id="section-form").fields()
    assert again["revision"] == ["1"]
    assert reached(client.post(url, again)) == (302, at(assessment, "review/"))


def test_what_was_typed_for_a_question_that_went_out_of_view_elsewhere_is_still_shown(
    client: Client, assessment: Assessment
) -> None:
    saved = scenes.answer(assessment, {"suicide-risk": "elevated"})
    scenes.answer(saved, {"suicide-risk": "low"})
    sent = {"revision": "1", "safety-plan": "partial", "safety-plan-comment": "Begun."}
    answer = client.post(at(assessment, "suicide-risk/"), sent)
    assert answer.status_code == 409
    fields = read(answer).one(id="section-form").fields()
    assert (fields["safety-plan"], fields["safety-plan-comment"]) == (["partial"], ["Begun."])


def test_a_stale_page_shows_the_urgent_notice_of_what_is_stored_now(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"blood-pressure": "raised-with-symptoms"})
    answer = client.post(at(assessment, "course-and-follow-up/"), HERE)
    assert answer.status_code == 409
    assert read(answer).texts(class_="alarm-say") == [
        "Possible hypertensive emergency: arrange emergency medical care now."
    ]


def test_a_revision_from_the_future_is_stale_too(client: Client, assessment: Assessment) -> None:
    sent = {"revision": "999999999", "diagnosis": "other"}
    answer = client.post(at(assessment, "depression/"), sent)
    assert answer.status_code == 409
    assert read(answer).one(id="section-form").fields()["revision"] == ["0"]

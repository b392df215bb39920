"""What a section refuses: each with a message, nothing lost of what was typed, nothing saved."""

from typing import Any

import pytest
from django.test import Client

from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import at, reached, read

NOT_OFFERED = "This is not one of the answers offered. Choose one of them."
TWICE = "This was sent twice. Choose or write it once."
NO_NUL = "Take out the character that cannot be stored."


@pytest.mark.parametrize(
    ("sent", "place", "message"),
    [
        ({"diagnosis": "maybe"}, "diagnosis", NOT_OFFERED),
        ({"diagnosis": "BIPOLAR"}, "diagnosis", NOT_OFFERED),
        ({"diagnosis": "bipolar\x00"}, "diagnosis", NOT_OFFERED),
        ({"diagnosis": "9" * 5000}, "diagnosis", NOT_OFFERED),
        ({"diagnosis": ["bipolar", "other"]}, "diagnosis", TWICE),
        ({"diagnosis": ["bipolar", "bipolar"]}, "diagnosis", TWICE),
        ({"diagnosis-comment": ["Once", ""]}, "diagnosis-comment", TWICE),
        ({"diagnosis-comment": "Seen\x00twice"}, "diagnosis-comment", NO_NUL),
        (
            {"diagnosis-comment": "x" * 501},
            "diagnosis-comment",
            "Shorten this by 1 character: it has 501, and 500 are allowed.",
        ),
        (
            {"diagnosis-comment": "é" * 900},
            "diagnosis-comment",
            "Shorten this by 400 characters: it has 900, and 500 are allowed.",
        ),
    ],
)
def test_a_value_that_cannot_be_stored_comes_back_with_the_error_at_its_field(
    client: Client, assessment: Assessment, sent: dict[str, Any], place: str, message: str
) -> None:
    right = {"adequate-trials": "one", "alternatives-comment": "Weighed on Monday."}
    answer = client.post(at(assessment, "depression/"), {"revision": "0", **right, **sent})
    assert answer.status_code == 422
    page = read(answer)
    assert page.one(class_="errors").texts("li") == [f"1.1: {message}"]
    assert page.one(class_="errors").one("a")["href"] == f"#{place}"
    assert page.one(id=f"{place}-error").text == f"Error: {message}"
    field = page.one("textarea" if "comment" in place else "fieldset", **_described_by(place))
    assert "bad" in field.attrs.get("class", "") or field["aria-invalid"] == "true"
    assert page.texts(class_="saved") == ["Not saved yet"]
    kept = page.one(id="section-form").fields()
    assert kept["adequate-trials"] == ["one"]
    assert kept["alternatives-comment"] == ["Weighed on Monday."]
    assessment.refresh_from_db()
    assert (assessment.answers, assessment.revision) == ({}, 0)
    assert Event.objects.count() == 1


def _described_by(place: str) -> dict[str, str]:
    described = {
        "diagnosis": "diagnosis-help diagnosis-error",
        "diagnosis-comment": (
            "diagnosis-comment-hint diagnosis-comment-count diagnosis-comment-error"
        ),
    }
    return {"aria_describedby": described[place]}


def test_a_comment_that_is_too_long_is_kept_in_its_box_with_its_count(
    client: Client, assessment: Assessment
) -> None:
    typed = f"  {'x' * 300}\r\n{'y' * 300}  "
    answer = client.post(
        at(assessment, "depression/"), {"revision": "0", "diagnosis-comment": typed}
    )
    page = read(answer)
    assert page.one(id="diagnosis-comment").typed == typed
    assert page.one(id="diagnosis-comment-count").text == "601 of 500 characters"
    assert page.one(id="diagnosis-comment-error").text == (
        "Error: Shorten this by 101 characters: it has 601, and 500 are allowed."
    )
    assert "open" in page.one(id="diagnosis").all("details")[1].attrs


def test_an_urgent_answer_is_told_though_something_else_keeps_it_from_being_saved(
    client: Client, assessment: Assessment
) -> None:
    """The one moment that must not be silent was, because of a comment's length."""
    sent = {"revision": "0", "suicide-risk": "imminent", "suicide-risk-comment": "x" * 501}
    answer = client.post(at(assessment, "suicide-risk/"), sent)
    assert answer.status_code == 422
    page = read(answer)
    notice = page.one(id="urgent")
    assert notice.values("data-consideration") == ["suicide-risk.imminent.1"]
    assert "This section is not saved yet; that can wait." in notice.text
    assert "is saved" not in notice.text
    assert page.all(id="suicide-risk-raised")
    assert [each["id"] for each in page.all(class_="crit-at")] == ["suicide-risk", "safety-plan"]


def test_every_error_of_a_section_is_named_at_once(client: Client, assessment: Assessment) -> None:
    sent = {
        "revision": "0",
        "follow-up": "sometimes",
        "combination": "alone",
        "combination-comment": "x\x00" * 300,
    }
    page = read(client.post(at(assessment, "course-and-follow-up/"), sent))
    assert page.one(class_="errors").texts("li") == [
        f"7.1: {NOT_OFFERED}",
        "7.1: Shorten this by 100 characters: it has 600, and 500 are allowed.",
        f"7.1: {NO_NUL}",
        f"7.2: {NOT_OFFERED}",
    ]


def test_a_refused_answer_to_a_question_out_of_view_is_shown_where_its_error_leads(
    client: Client, assessment: Assessment
) -> None:
    sent = {"revision": "0", "suicide-risk": "low", "safety-plan": "maybe"}
    answer = client.post(at(assessment, "suicide-risk/"), sent)
    assert answer.status_code == 422
    place = read(answer).one(id="safety-plan")
    assert place.one(id="safety-plan-error").text == f"Error: {NOT_OFFERED}"
    assert place.texts(class_="because") == [
        (
            "Asked because 2.1 Suicide risk is “Imminent: intent, plan or recent attempt, or "
            "safety cannot be kept” or “Raised, not imminent: thoughts without intent or plan” or "
            "“Not known yet”."
        )
    ]


def test_what_was_refused_is_saved_once_it_is_mended(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "depression/")
    sent = {"revision": "0", "adequate-trials": "one", "diagnosis-comment": "x" * 501}
    again = read(client.post(url, sent)).one(id="section-form").fields()
    answer = client.post(url, {**again, "diagnosis-comment": "x" * 500})
    assert reached(answer) == (302, f"{url}?new=trial-limits#trial-limits")
    assessment.refresh_from_db()
    assert assessment.answers == {
        "adequate-trials": {"option": "one"},
        "diagnosis": {"comment": "x" * 500},
    }


def test_a_refused_page_keeps_the_revision_that_was_seen_so_that_another_save_is_still_met(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"diagnosis": "other"})
    url = at(assessment, "depression/")
    refused = client.post(url, {"revision": "0", "diagnosis": "maybe"})
    fields = read(refused).one(id="section-form").fields()
    assert (refused.status_code, fields["revision"]) == (422, ["0"])
    assert client.post(url, {**fields, "diagnosis": "bipolar"}).status_code == 409


@pytest.mark.parametrize(
    "revision",
    ["", "-1", "+1", "1.0", " 1", "1 ", "one", "0x1", "\uff11", "1\x00", "1234567890", "9" * 400],
)
def test_a_revision_that_is_no_number_is_a_page_that_says_so(
    client: Client, assessment: Assessment, revision: str
) -> None:
    sent = {"revision": revision, "diagnosis": "bipolar"}
    assert said_of(client, assessment, sent) == NO_REVISION
    assert unchanged(assessment)


@pytest.mark.parametrize("sent", [{}, {"revision": []}, {"revision": ["0", "0"]}])
def test_there_must_be_just_one_revision(
    client: Client, assessment: Assessment, sent: dict[str, Any]
) -> None:
    assert said_of(client, assessment, {**sent, "diagnosis": "bipolar"}) == NO_REVISION
    assert unchanged(assessment)


@pytest.mark.parametrize(
    "target",
    ["", "nowhere", "Review", "results", "/", "//evil.example/", "suicide-risk\x00", "../"],
)
def test_a_section_to_go_to_must_be_there(
    client: Client, assessment: Assessment, target: str
) -> None:
    sent = {"revision": "0", "diagnosis": "bipolar", "go": target}
    assert said_of(client, assessment, sent) == "There is no such section."
    assert unchanged(assessment)


def test_there_must_be_just_one_section_to_go_to(client: Client, assessment: Assessment) -> None:
    sent = {"revision": "0", "diagnosis": "bipolar", "go": ["review", "suicide-risk"]}
    assert said_of(client, assessment, sent) == "There is no such section."
    assert unchanged(assessment)


NO_REVISION = "The page sent no revision number, by which two saves are told apart."


def said_of(client: Client, assessment: Assessment, sent: dict[str, Any]) -> str:
    """What the 400 page says to this form."""
    answer = client.post(at(assessment, "depression/"), sent)
    assert answer.status_code == 400
    page = read(answer)
    assert page.texts("h1") == ["This could not be read"]
    return page.texts(class_="lede")[0]


def unchanged(assessment: Assessment) -> bool:
    """Whether nothing has been saved since it was started."""
    assessment.refresh_from_db()
    return (assessment.answers, assessment.revision, assessment.events.count()) == ({}, 0, 1)


@pytest.mark.parametrize(
    "path", ["nothing/", "Depression/", "depression", "depression/more/", "%00/", "a b/", "é/"]
)
def test_an_unknown_section_is_not_found(client: Client, assessment: Assessment, path: str) -> None:
    assert client.get(at(assessment, path)).status_code in {301, 404}
    if path.endswith("/"):
        answer = client.post(at(assessment, path), {"revision": "0"})
        assert answer.status_code == 404
        assert read(answer).texts("h1") == ["There is no page here for you"]


@pytest.mark.parametrize("code", ["AAAA-AAAA", "AAAA-AAA", "AAAAAAAA", "OI10-OI10", "AAAA-AAAA-A"])
def test_an_unknown_reference_is_not_found(
    client: Client, assessment: Assessment, code: str
) -> None:
    for page in ("depression/", "review/", "results/", "results.json", "note.txt"):
        answer = client.get(f"/assessments/{code}/{page}")
        assert answer.status_code == 404
        assert read(answer).texts("h1") == ["There is no page here for you"]
    for page in ("depression/", "review/", "results/reasons/", "amend/"):
        assert client.post(f"/assessments/{code}/{page}", {"revision": "0"}).status_code == 404


def test_a_form_in_another_form_than_a_browsers_is_refused(
    client: Client, assessment: Assessment
) -> None:
    answer = client.post(
        at(assessment, "depression/"), {"revision": 0}, content_type="application/json"
    )
    assert answer.status_code == 400
    assert unchanged(assessment)

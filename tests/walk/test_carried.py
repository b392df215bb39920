"""A session that ends in mid-form: what was typed goes through sign-in and is saved."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment, Event, Reason
from tests import scenes
from tests.walk.pages import Element, Sent, at, reached, read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

TYPED = 'été & "rest" = 50 %\r\nnext line; + <b>'
KEPT = 'été & "rest" = 50 %\nnext line; + <b>'


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts to sign in are counted in the cache, which outlives a test."""
    cache.clear()


def sent_too_late(browser: Client, url: str, sent: dict[str, str]) -> Element:
    """The page that answers a form whose session has ended."""
    Session.objects.all().delete()
    answer = browser.post(url, sent)
    assert answer.status_code == 403
    return read(answer)


def sign_in(
    browser: Client, page: Element, username: str = "clinician", password: str = scenes.PASSWORD
) -> "Answer":
    """Fill in the sign-in form of a page and send it with all that it carries."""
    fields = page.one("form", action="/accounts/login/").fields()
    return browser.post("/accounts/login/", {**fields, "login": username, "password": password})


def carry(browser: Client, url: str, sent: dict[str, str]) -> "Answer":
    """What is answered to a form whose session has ended, once its owner has signed in again."""
    return sign_in(browser, sent_too_late(browser, url, sent))


# A section


def test_the_page_that_answers_says_what_becomes_of_it_and_saves_nothing(
    client: Client, assessment: Assessment
) -> None:
    before = scenes.stored()
    sent = {"revision": "0", "diagnosis": "bipolar", "diagnosis-comment": TYPED}
    page = sent_too_late(client, at(assessment, "depression/"), sent)
    told = (
        "Your session had ended. What you typed is saved once you are in, if your account may save "
        "it there. A guest's assessment cannot be opened again."
    )
    assert page.texts(id="kept") == [told]
    assert scenes.stored() == before


def test_what_was_typed_stands_in_the_page_and_not_in_a_session(
    client: Client, assessment: Assessment
) -> None:
    sent = {"revision": "0", "diagnosis-comment": "only in the page"}
    page = sent_too_late(client, at(assessment, "depression/"), sent)
    carried = page.one("form", action="/accounts/login/").fields()["carried"]
    assert carried == ["revision=0&diagnosis-comment=only+in+the+page"]
    assert Session.objects.count() == 0


def test_signing_in_saves_it_and_goes_on_as_if_nothing_had_happened(
    client: Client, clinician: User, assessment: Assessment
) -> None:
    sent = {"revision": "0", "diagnosis": "bipolar", "diagnosis-comment": TYPED}
    answer = carry(client, at(assessment, "depression/"), sent)
    assert reached(answer) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"option": "bipolar", "comment": KEPT}}
    assert assessment.revision == 1
    assert [(event.kind, event.actor) for event in Event.objects.all()] == [
        ("started", clinician),
        ("saved", clinician),
    ]
    assert client.get(at(assessment, "suicide-risk/")).status_code == 200
    (session,) = Session.objects.all()
    assert TYPED not in str(session.get_decoded())


def test_it_works_where_every_form_needs_its_token(clinician: User, assessment: Assessment) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clinician)

    def token(page: Element, form: Element) -> dict[str, str]:
        return {"csrfmiddlewaretoken": form.one("input", name="csrfmiddlewaretoken")["value"]}

    page = read(browser.get(at(assessment, "depression/")))
    sent = token(page, page.one("form", id="section-form"))
    page = sent_too_late(
        browser,
        at(assessment, "depression/"),
        {"revision": "0", "diagnosis": "bipolar", **sent},
    )
    form = page.one("form", action="/accounts/login/")
    fields: dict[str, str | list[str]] = {**form.fields(), **token(page, form)}
    person = {"login": "clinician", "password": scenes.PASSWORD}
    answer = browser.post("/accounts/login/", {**fields, **person})
    assert reached(answer) == (302, at(assessment, "suicide-risk/"))


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [
        ({"leave": "1"}, "/assessments/"),
        ({"go": "course-and-follow-up"}, "{walk}course-and-follow-up/"),
        ({"go": "review"}, "{walk}review/"),
        ({"next": ""}, "{walk}suicide-risk/"),
    ],
)
def test_the_button_that_was_pressed_still_leads_where_it_says(
    client: Client, assessment: Assessment, button: dict[str, str], leads_to: str
) -> None:
    sent = {"revision": "0", "diagnosis": "other", **button}
    answer = carry(client, at(assessment, "depression/"), sent)
    assert reached(answer) == (302, leads_to.format(walk=at(assessment, "")))


def test_what_is_urgent_still_brings_its_page_back(client: Client, assessment: Assessment) -> None:
    url = at(assessment, "suicide-risk/")
    answer = carry(client, url, {"revision": "0", "suicide-risk": "imminent", "leave": "1"})
    assert reached(answer) == (302, f"{url}?new=urgent#urgent")
    page = read(client.get(f"{url}?new=urgent"))
    assert page.one(id="urgent")["role"] == "alert"


def test_a_stale_form_comes_back_with_both_answers_and_can_be_sent_again(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "depression/")
    scenes.answer(assessment, {"diagnosis": "other"})
    answer = carry(client, url, {"revision": "0", "diagnosis": "bipolar"})
    assert answer.status_code == 409
    page = read(answer)
    assert page.one(id="diagnosis-clash").texts("strong")[1:] == [
        "“Depressive episode in bipolar disorder”",
        "“Another condition is the main problem”",
    ]
    form = page.one("form", id="section-form")
    assert (form["action"], form.fields()["revision"]) == (url, ["1"])
    assert reached(client.post(url, form.fields())) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"option": "bipolar"}}


def test_a_text_that_is_too_long_comes_back_in_its_box(
    client: Client, assessment: Assessment
) -> None:
    before = scenes.stored()
    url, text = at(assessment, "depression/"), "x" * 501
    answer = carry(client, url, {"revision": "0", "diagnosis-comment": text})
    assert answer.status_code == 422
    page = read(answer)
    assert page.one("textarea", name="diagnosis-comment").typed == text
    assert page.one("form", id="section-form")["action"] == url
    assert scenes.stored() == before


def test_a_revision_that_is_missing_is_still_a_400_page(
    client: Client, assessment: Assessment
) -> None:
    answer = carry(client, at(assessment, "depression/"), {"diagnosis": "other"})
    assert answer.status_code == 400
    assert read(answer).texts("h1") == ["This could not be read"]


def test_an_assessment_that_was_completed_meanwhile_is_left_as_it_is(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(assessment)
    before = scenes.stored()
    answer = carry(client, at(assessment, "depression/"), {"revision": "0", "diagnosis": "other"})
    assert answer.status_code == 409
    assert read(answer).texts("h1") == ["This assessment is completed"]
    assert scenes.stored() == before


# Who signs in


def test_a_wrong_password_keeps_it(client: Client, assessment: Assessment) -> None:
    sent = {"revision": "0", "diagnosis-comment": TYPED}
    page = sent_too_late(client, at(assessment, "depression/"), sent)
    for _ in range(3):
        answer = sign_in(client, page, password="wrong")
        assert answer.status_code == 200
        page = read(answer)
        assert page.texts(id="errors") == ["You are not signed in yet"]
    assert reached(sign_in(client, page)) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"comment": KEPT}}


@pytest.mark.parametrize("rights", [{}, {"is_staff": True, "is_superuser": True}])
@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("depression/", {"revision": "1", "diagnosis": "other"}),
        ("review/", {"revision": "1", "own-view": "wait"}),
        ("amend/", {"amend": "1"}),
        ("results/reasons/", {"consideration": "diagnosis.bipolar.1", "reason": "no"}),
    ],
)
def test_it_is_discarded_with_a_message_when_somebody_else_signs_in(
    client: Client, assessment: Assessment, rights: dict[str, bool], page: str, sent: dict[str, str]
) -> None:
    answered = scenes.answer(assessment, {"diagnosis": "bipolar"})
    if page in {"amend/", "results/reasons/"}:
        scenes.complete(answered)
    scenes.make_user("other", **rights)
    before = scenes.stored()
    shown = sent_too_late(client, at(assessment, page), sent)
    assert reached(sign_in(client, shown, "other")) == (302, "/assessments/")
    told = read(client.get("/assessments/")).texts(role="status")
    assert told == [
        "What had been typed was discarded: it belongs to an assessment that is not yours."
    ]
    assert read(client.get("/assessments/")).texts(role="status") == []
    assert scenes.stored() == before


def test_the_owner_signed_in_again_in_another_tab_needs_no_password(
    client: Client, clinician: User, assessment: Assessment
) -> None:
    page = sent_too_late(client, at(assessment, "depression/"), {"revision": "0", "go": "review"})
    client.force_login(clinician)
    assert reached(sign_in(client, page, "", "")) == (302, at(assessment, "review/"))


def test_what_a_guest_typed_without_a_session_is_discarded_by_signing_in(
    guest: Client, clinician: User, version: ChecklistVersion
) -> None:
    token = scenes.make_guest(guest)
    walk = scenes.start(version, guest_token=token, now=timezone.now())
    before = scenes.stored()
    answer = carry(guest, at(walk, "depression/"), {"revision": "0", "diagnosis": "other"})
    assert reached(answer) == (302, "/assessments/")
    assert scenes.stored() == before


# The other forms


def test_completing_goes_through_sign_in(client: Client, assessment: Assessment) -> None:
    answer = carry(client, at(assessment, "review/"), {"revision": "0", "own-view": TYPED})
    assert reached(answer) == (302, at(assessment, "results/"))
    assessment.refresh_from_db()
    assert (assessment.status, assessment.own_view) == ("completed", KEPT)


def test_completing_answers_that_changed_meanwhile_comes_back_to_review(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"diagnosis": "other"})
    answer = carry(client, at(assessment, "review/"), {"revision": "0", "own-view": "wait"})
    assert answer.status_code == 409
    page = read(answer)
    assert page.one("textarea", name="own-view").typed == "wait"
    form = page.one("form", action=at(assessment, "review/"))
    assert reached(client.post(form["action"], form.fields())) == (302, at(assessment, "results/"))


def test_an_own_view_that_is_too_long_comes_back_in_its_box(
    client: Client, assessment: Assessment
) -> None:
    answer = carry(client, at(assessment, "review/"), {"revision": "0", "own-view": "x" * 201})
    assert answer.status_code == 422
    assert read(answer).one("textarea", name="own-view").typed == "x" * 201


def test_a_reason_goes_through_sign_in(client: Client, assessment: Assessment) -> None:
    scenes.complete(scenes.answer(assessment, {"diagnosis": "bipolar"}))
    sent = {"consideration": "diagnosis.bipolar.1", "reason": TYPED}
    answer = carry(client, at(assessment, "results/reasons/"), sent)
    assert reached(answer) == (302, f"{at(assessment, 'results/')}#line-diagnosis.bipolar.1")
    assert [reason.text for reason in Reason.objects.all()] == [KEPT]


def test_an_empty_reason_comes_back_with_what_is_wrong(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(scenes.answer(assessment, {"diagnosis": "bipolar"}))
    sent = {"consideration": "diagnosis.bipolar.1", "reason": ""}
    answer = carry(client, at(assessment, "results/reasons/"), sent)
    assert answer.status_code == 422
    assert read(answer).texts(id="errors-h") == ["Your reason is not saved yet"]


def test_amending_goes_through_sign_in(client: Client, assessment: Assessment) -> None:
    scenes.complete(assessment)
    page = read(client.get(at(assessment, "results/")))
    form = page.one("form", action=at(assessment, "amend/"))
    button = form.one("button")
    answer = carry(client, form["action"], {button["name"]: button["value"]})
    amendment = Assessment.objects.get(amends=assessment)
    assert reached(answer) == (302, at(amendment, "review/"))


# What is carried elsewhere


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/about/",
        "/assessments/",
        "/accounts/logout/",
        "/accounts/login/",
        "/admin/",
        "/admin/accounts/user/add/",
        "/nowhere/",
        "/assessments/\0/",
        "//elsewhere.example/assessments/",
        "https://elsewhere.example/",
    ],
)
def test_only_pages_of_a_walk_take_what_is_carried(
    guest: Client, clinician: User, assessment: Assessment, path: str
) -> None:
    before = scenes.stored()
    sent: Sent = {"carried-path": [path], "carried": [f"checklist={scenes.MAIN}&revision=0"]}
    person = {"login": "clinician", "password": scenes.PASSWORD}
    assert reached(guest.post("/accounts/login/", {**sent, **person})) == (302, "/assessments/")
    assert guest.get("/assessments/").wsgi_request.user == clinician
    assert scenes.stored() == before

"""Attempts in two tabs, under what changes meanwhile, and after a session has ended."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from checklist.accounts.models import User
from checklist.content.actions import retire, withdraw
from checklist.practice import actions
from checklist.practice.models import Attempt, Card, Case
from tests import scenes
from tests.practice import casting
from tests.walk.pages import Element, read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer


@pytest.fixture
def case(cases: dict[str, Case]) -> Case:
    """The case that comes first."""
    return cases[casting.FIRST]


@pytest.fixture
def attempt(case: Case, trainee: User) -> Attempt:
    """An attempt at it, just started."""
    return casting.start(case, trainee)


def at(attempt: Attempt, page: str) -> str:
    """The address of a page of an attempt."""
    return f"/practice/attempts/{attempt.code}/{page}/"


def stored(attempt: Attempt) -> Attempt:
    """The attempt as it is stored now."""
    return Attempt.objects.get(pk=attempt.pk)


# Two tabs


def test_what_two_tabs_answer_is_shown_and_nothing_is_overwritten(
    attempt: Attempt, browser: Client
) -> None:
    browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "bipolar"})
    answer = browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "mdd-mild"})
    assert answer.status_code == 409
    page = read(answer)
    assert "This attempt was saved in another window" in page.text
    assert "bipolar" in page.one(id="diagnosis-clash").text
    assert page.one(id="diagnosis.mdd-mild").attrs.keys() >= {"checked"}
    assert stored(attempt).choices == {"diagnosis": "bipolar"}
    revision = page.one("input", name="revision")["value"]
    again = {"revision": revision, "diagnosis": "mdd-mild"}
    assert browser.post(at(attempt, "depression"), again).status_code == 302
    assert stored(attempt).choices == {"diagnosis": "mdd-mild"}


def test_answers_that_changed_since_they_were_reviewed_are_not_submitted(
    attempt: Attempt, browser: Client
) -> None:
    casting.answer(attempt, {"diagnosis": "bipolar"})
    answer = browser.post(at(attempt, "review"), {"revision": 0})
    assert answer.status_code == 409
    assert "Look at it again, then submit." in read(answer).text
    assert not stored(attempt).is_completed
    assert not Card.objects.exists()


def test_what_is_submitted_is_closed_and_submitting_twice_is_no_fault(
    attempt: Attempt, browser: Client
) -> None:
    for _ in range(2):
        answer = browser.post(at(attempt, "review"), {"revision": 0})
        assert (answer.status_code, answer["Location"]) == (302, at(attempt, "feedback"))
    assert Card.objects.count() == 1
    before = scenes.stored()
    answer = browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "bipolar"})
    page = read(answer)
    assert answer.status_code == 409
    assert page.texts("h1") == ["This attempt is submitted"]
    assert page.one("main").values("href") == [at(attempt, "feedback"), "/practice/"]
    assert browser.post(at(attempt, "review"), {"revision": 1}).status_code == 409
    assert scenes.stored() == before


def test_feedback_shown_in_one_tab_closes_the_section_in_the_other(
    case: Case, trainee: User, browser: Client
) -> None:
    attempt = casting.start(case, trainee, feedback="section")
    browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "bipolar"})
    before = scenes.stored()
    late = {"revision": 0, "diagnosis": "mdd-moderate-severe", "go": "review"}
    answer = browser.post(at(attempt, "depression"), late)
    assert answer.status_code == 409
    assert read(answer).texts("h1") == ["Feedback on this section was shown already"]
    assert scenes.stored() == before
    # The same answer once more changes nothing, and leads to the same feedback.
    again = browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "bipolar"})
    assert again["Location"] == at(attempt, "depression/feedback")
    assert scenes.stored() == before


def test_a_view_of_ones_own_is_not_asked_for_and_not_kept(
    attempt: Attempt, browser: Client
) -> None:
    page = read(browser.get(at(attempt, "review")))
    assert page.all(name="own-view") == []
    answer = browser.post(at(attempt, "review"), {"revision": 0, "own-view": "x" * 9_000})
    assert answer["Location"] == at(attempt, "feedback")


# What changes meanwhile


def finish(attempt: Attempt, browser: Client) -> Element:
    """Answer something more and submit: the feedback."""
    revision = stored(attempt).revision
    sent = {"revision": revision, "diagnosis": "bipolar"}
    assert browser.post(at(attempt, "depression"), sent).status_code == 302
    answer = browser.post(at(attempt, "review"), {"revision": revision + 1}, follow=True)
    assert answer.status_code == 200
    return read(answer)


def test_a_case_whose_version_is_retired_half_way_keeps_working(
    attempt: Attempt, browser: Client
) -> None:
    retire(version=attempt.version, now=scenes.THEN)
    assert browser.get(at(attempt, "depression")).status_code == 200
    page = finish(attempt, browser)
    assert page.texts("h1") == ["Two careful trials, one clear plan"]
    assert "Resistance means adequate trials" in page.text
    assert browser.get("/practice/progress/").status_code == 200


def test_a_case_withdrawn_while_it_is_practised_says_so_and_keeps_the_attempt(
    case: Case, attempt: Attempt, browser: Client
) -> None:
    actions.withdraw(case=case, now=scenes.THEN)
    said = "This case has been withdrawn since you began."
    for name in ("depression", "review"):
        assert said in read(browser.get(at(attempt, name))).text
    page = finish(attempt, browser)
    assert "This case has been withdrawn since." in page.text
    assert "Try this one again" not in page.text
    here = f"/practice/{case.key}/"
    refused = browser.post(here, {"feedback": "end"})
    assert refused.status_code == 409
    assert "nobody can start it any more" in read(refused).text
    assert Attempt.objects.count() == 1
    home = read(browser.get("/practice/"))
    assert here in home.values("href")
    assert "Withdrawn" in home.text
    assert at(attempt, "feedback") in read(browser.get(here)).values("href")


def test_a_case_starts_as_it_is_offered_now_and_not_as_it_was_looked_at(
    case: Case, trainee: User
) -> None:
    looked_at, current = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    current.title = "Another title"
    current.save()
    actions.offer(case=current, now=scenes.THEN)
    assert casting.start(looked_at, trainee).edition.says.title == "Another title"
    actions.withdraw(case=current, now=scenes.THEN)
    with pytest.raises(actions.NotOffered):
        casting.start(looked_at, trainee)


def test_a_withdrawn_case_is_not_there_for_who_never_tried_it(case: Case, attempt: Attempt) -> None:
    actions.withdraw(case=case, now=scenes.THEN)
    other = Client()
    other.force_login(scenes.make_user("other"))
    assert other.get(f"/practice/{case.key}/").status_code == 404
    assert case.title not in read(other.get("/practice/")).text


def test_an_attempt_keeps_the_edition_that_it_began_with(
    case: Case, attempt: Attempt, browser: Client
) -> None:
    Case.objects.filter(pk=case.pk).update(vignette="Another story.", title="Another title")
    case.references.filter(criterion="diagnosis").update(rationale="Another reason.")
    actions.offer(case=case, now=scenes.THEN)
    before = read(browser.get(at(attempt, "depression"))).text
    after = finish(attempt, browser).text
    for page in (before, after):
        assert "Two careful trials, one clear plan" in page
        assert "Another" not in page.replace("Another condition", "").replace("Another accept", "")
    new = casting.attempted(case_now(case), attempt.owner)
    page = read(browser.get(at(new, "feedback"))).text
    assert "Another title" in page
    assert "Another story." in page
    assert "Another reason." in page


def case_now(case: Case) -> Case:
    """The case with the edition that is on offer now."""
    return Case.objects.select_related("edition").get(pk=case.pk)


def test_feedback_says_of_what_was_withdrawn_from_the_checklist_that_it_no_longer_holds(
    case: Case, trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(case, trainee, {"diagnosis": "bipolar"})
    line = "diagnosis.bipolar.1"
    withdraw(
        version=attempt.version,
        consideration=line,
        reason="A later trial found otherwise.",
        actor=None,
        now=scenes.THEN,
    )
    assert "A later trial found otherwise." in read(browser.get(at(attempt, "feedback"))).text


# A session that has ended


def test_what_was_typed_as_the_session_ended_goes_through_sign_in(
    attempt: Attempt, browser: Client
) -> None:
    cache.clear()
    Session.objects.all().delete()
    sent = {"revision": 0, "diagnosis": "bipolar", "diagnosis-comment": "As the letter says."}
    answer = browser.post(at(attempt, "depression"), sent)
    assert answer.status_code == 403
    page = read(answer)
    assert "As the letter says." in page.text
    fields = page.one("form", action="/accounts/login/").fields()
    signed_in = {**fields, "login": "trainee", "password": scenes.PASSWORD}
    answer = browser.post("/accounts/login/", signed_in)
    assert answer["Location"] == at(attempt, "suicide-risk")
    assert stored(attempt).comments == {"diagnosis": "As the letter says."}


def test_what_somebody_else_had_typed_is_discarded(attempt: Attempt, browser: Client) -> None:
    cache.clear()
    scenes.make_user("other")
    Session.objects.all().delete()
    answer = browser.post(at(attempt, "depression"), {"revision": 0, "diagnosis": "bipolar"})
    fields = read(answer).one("form", action="/accounts/login/").fields()
    signed_in = {**fields, "login": "other", "password": scenes.PASSWORD}
    page = browser.post("/accounts/login/", signed_in, follow=True)
    assert page.redirect_chain == [("/practice/", 302)]
    assert "it belongs to an attempt that is not yours" in read(page).text
    assert stored(attempt).answers == {}


# Words


def test_no_page_of_practice_speaks_of_a_record_as_if_it_were_real(
    case: Case, cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    urgent = casting.start(cases["after-midnight"], trainee)
    urgent = casting.answer(urgent, {"suicide-risk": "imminent"})
    seen = casting.start(case, trainee, feedback="section")
    actions.show_section(attempt=seen, section="depression", actor=trainee, now=scenes.THEN)
    done = casting.attempted(case, trainee)
    stale = {"revision": 7, "suicide-risk": "low"}
    pages = [
        browser.get("/practice/"),
        browser.get("/practice/progress/"),
        browser.get(f"/practice/{case.key}/"),
        browser.get(at(urgent, "suicide-risk")),
        browser.get(at(urgent, "review")),
        browser.post(at(urgent, "review"), {"revision": 0}),
        browser.post(at(urgent, "suicide-risk"), stale),
        browser.post(at(urgent, "suicide-risk"), {"revision": 1, "suicide-risk": "none"}),
        browser.get(at(seen, "depression/feedback")),
        browser.get(at(done, "feedback")),
        browser.post(at(done, "depression"), {"revision": 1}),
    ]
    assert {answer.status_code for answer in pages} == {200, 409, 422}
    for answer in pages:
        main = whole(answer)
        for words in ("this assessment", "in the record", "suggest a correction", "amend"):
            assert words not in main
        for promise in ("certified competent", "passed", "failed the", "your score", "your grade"):
            assert promise not in main
    assert "this is an invented case: nobody needs to be called." in whole(pages[3])


def whole(answer: "Answer") -> str:
    """All that a page holds within its main part, also what only script shows, in small letters."""
    page = answer.text
    return page[page.index("<main") : page.index("</main>")].lower()

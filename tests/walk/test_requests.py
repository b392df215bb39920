"""What holds for every page and every form of an assessment, whatever it is about."""

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import at, read

FORMS = {
    "mood/": {"revision": "0", "depth": "deep"},
    "review/": {"revision": "0"},
    "results/reasons/": {"consideration": "depth.deep.1", "reason": "It lifted."},
    "amend/": {},
}


def no_store(answer: object) -> bool:
    """Whether a browser may not keep this answer, so that Back asks again."""
    headers = getattr(answer, "headers", {})
    return "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("path", ["mood/", "plan/", "review/", "results/", "nothing/"])
def test_no_page_of_an_open_assessment_is_kept_by_a_browser(
    client: Client, small: Assessment, path: str
) -> None:
    assert no_store(client.get(at(small, path)))


@pytest.mark.parametrize("path", ["mood/", "review/", "results/", "results.json", "note.txt"])
def test_no_page_of_a_completed_assessment_is_kept_by_a_browser(
    client: Client, small: Assessment, path: str
) -> None:
    scenes.complete(small)
    assert no_store(client.get(at(small, path)))


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (302, {"revision": "1", "depth": "mild"}),
        (400, {"revision": "one"}),
        (409, {"revision": "0", "depth": "unknown"}),
        (422, {"revision": "1", "depth": "none"}),
    ],
)
def test_no_answer_to_a_form_is_kept_by_a_browser(
    client: Client, small: Assessment, status: int, sent: dict[str, str]
) -> None:
    scenes.answer(small, {"depth": "deep"})
    answer = client.post(at(small, "mood/"), sent)
    assert (answer.status_code, no_store(answer)) == (status, True)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_without_the_token_of_a_page_of_ours_changes_nothing(
    small: Assessment, clinician: User, path: str
) -> None:
    if path in {"results/reasons/", "amend/"}:
        scenes.complete(scenes.answer(small, {"depth": "deep"}))
    happened = Event.objects.count()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clinician)
    answer = browser.post(at(small, path), FORMS[path])
    assert answer.status_code == 403
    assert read(answer).texts("h1") == ["Nothing was saved: the page was out of date"]
    assert Event.objects.count() == happened


@pytest.mark.parametrize("path", FORMS)
def test_a_form_with_the_token_of_its_page_is_taken(
    small: Assessment, clinician: User, path: str
) -> None:
    if path in {"results/reasons/", "amend/"}:
        scenes.complete(scenes.answer(small, {"depth": "deep"}))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clinician)
    shown = {"results/reasons/": "results/", "amend/": "results/"}.get(path, path)
    form, *_ = read(browser.get(at(small, shown))).all("form", action=at(small, path))
    token = form.one("input", name="csrfmiddlewaretoken")["value"]
    answer = browser.post(at(small, path), {**FORMS[path], "csrfmiddlewaretoken": token})
    assert answer.status_code == 302


@pytest.mark.parametrize("path", FORMS)
def test_a_body_that_is_far_too_large_is_not_read(
    client: Client, small: Assessment, path: str
) -> None:
    happened = Event.objects.count()
    answer = client.post(at(small, path), {**FORMS[path], "more": "x" * 256 * 1024})
    assert answer.status_code == 413
    assert read(answer).texts("h1") == ["This is too long to send"]
    assert Event.objects.count() == happened


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["mood/", "review/", "results/", "results.json", "note.txt"])
def test_other_methods_than_a_browsers_are_refused(
    client: Client, small: Assessment, path: str, method: str
) -> None:
    assert client.generic(method, at(small, path)).status_code == 405


@pytest.mark.parametrize("path", ["results/", "results.json", "note.txt"])
def test_what_can_only_be_read_takes_no_form(client: Client, small: Assessment, path: str) -> None:
    scenes.complete(small)
    assert client.post(at(small, path), {"revision": "0"}).status_code == 405

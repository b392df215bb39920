"""What was typed when the session ended goes through sign-in and is not lost."""

import html
import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client, RequestFactory
from pytest_django import Settings

from checklist.accounts import carried
from checklist.accounts.carried import register_carried_handler, render_sign_in
from checklist.accounts.models import User
from tests.accounts.conftest import PASSWORD

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LOGIN = "/accounts/login/"
TYPED = "mood=low&mood-comment=%C3%A9t%C3%A9+%26+%22rest%22%0D%0Atoo&revision=3&go="
KEPT = (
    "Your session had ended. What you typed is saved once you are in, if your account may save it "
    "there. A guest's assessment cannot be opened again."
)
Calls = list[tuple[str, str, dict[str, list[str]]]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """What a higher room is called with; its answer is a page that says so."""
    monkeypatch.setattr(carried, "_handlers", [])
    seen: Calls = []

    def handler(request: HttpRequest, path: str, data: QueryDict) -> HttpResponse:
        seen.append((request.user.get_username(), path, dict(data.lists())))
        return HttpResponse("saved")

    register_carried_handler(handler)
    return seen


@pytest.fixture
def ended(rf: RequestFactory) -> HttpRequest:
    """A request by nobody, whose session was there a moment ago."""
    request = rf.post("/assessments/K7RW-4MTD/risk/")
    request.user = AnonymousUser()
    return request


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page, but for its token."""
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


def shown(page: str) -> list[str]:
    """The texts that the page shows again, as a browser does: each without its first line break."""
    texts = re.findall(r"<textarea[^>]* readonly[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    return [html.unescape(text) for text in texts]


def attempt(client: Client, password: str = PASSWORD, **more: str) -> "Answer":
    fields = {"carried-path": "/assessments/K7RW-4MTD/risk/", "carried": TYPED, **more}
    return client.post(LOGIN, {"login": "Ann", "password": password, **fields})


def test_the_page_carries_what_was_typed_but_not_its_token(ended: HttpRequest) -> None:
    data = QueryDict(f"csrfmiddlewaretoken=secret&{TYPED}")
    answer = render_sign_in(ended, path=ended.path, data=data)
    assert answer.status_code == 403
    assert KEPT in html.unescape(answer.text)
    assert 'action="/accounts/login/"' in answer.text
    assert hidden(answer.text) == {"carried-path": "/assessments/K7RW-4MTD/risk/", "carried": TYPED}
    assert "no-store" in answer["Cache-Control"]


def test_the_texts_that_were_typed_are_shown_to_be_copied(ended: HttpRequest) -> None:
    typed = {
        "mood-comment": 'été & "rest"\r\n</textarea><b>',
        "mood": "low",
        "sleep-comment": "",
        "own-view": "\nwait; then see",
        "reason": "seen twice",
        "revision": "3",
        "odd-comment-not": "no text of ours",
    }
    data = QueryDict(mutable=True)
    data.update(typed)
    page = render_sign_in(ended, path=ended.path, data=data).text
    assert shown(page) == [typed["mood-comment"], typed["own-view"], typed["reason"]]
    assert page.count("What you typed</summary>") == 1
    assert "<b>" not in page


@pytest.mark.parametrize("typed", ["mood=low&revision=3", "mood-comment=+%0D%0A&own-view="])
def test_where_no_text_was_typed_none_is_shown(ended: HttpRequest, typed: str) -> None:
    page = render_sign_in(ended, path=ended.path, data=QueryDict(typed)).text
    assert (shown(page), "<details" in page) == ([], False)


def test_a_text_that_came_twice_is_shown_twice(ended: HttpRequest) -> None:
    data = QueryDict("reason=first&reason=second")
    assert shown(render_sign_in(ended, path=ended.path, data=data).text) == ["first", "second"]


def test_what_is_too_long_to_be_sent_again_is_not_promised(ended: HttpRequest) -> None:
    answer = render_sign_in(ended, path=ended.path, data=QueryDict(f"a={'%26' * 50_000}"))
    assert answer.status_code == 413
    assert "what you typed is still in that page" in answer.text


def test_signing_in_hands_it_over(client: Client, ann: User, calls: Calls) -> None:
    answer = attempt(client)
    assert answer.text == "saved"
    assert calls == [
        (
            "Ann",
            "/assessments/K7RW-4MTD/risk/",
            {
                "mood": ["low"],
                "mood-comment": ['été & "rest"\r\ntoo'],
                "revision": ["3"],
                "go": [""],
            },
        )
    ]


def test_a_wrong_password_keeps_it_in_the_page(client: Client, ann: User, calls: Calls) -> None:
    answer = attempt(client, password="wrong")
    assert KEPT in html.unescape(answer.text)
    assert shown(answer.text) == ['été & "rest"\r\ntoo']
    assert calls == []
    again = client.post(LOGIN, {"login": "Ann", "password": PASSWORD, **hidden(answer.text)})
    assert again.text == "saved"
    assert [call[1] for call in calls] == ["/assessments/K7RW-4MTD/risk/"]


def test_one_attempt_too_many_keeps_it_in_the_page(
    client: Client, ann: User, calls: Calls, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    pages = [attempt(client, password="wrong") for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 429]
    assert hidden(pages[0].text) == hidden(pages[1].text) != {}
    assert calls == []


def test_nothing_of_it_stands_in_the_session(client: Client, ann: User, calls: Calls) -> None:
    attempt(client, password="wrong")
    assert list(client.session.keys()) == []
    attempt(client)
    assert "mood" not in str(dict(client.session))


def test_whoever_is_signed_in_by_then_hands_it_over_at_once(
    client: Client, ann: User, calls: Calls
) -> None:
    client.force_login(ann)
    assert attempt(client, password="").text == "saved"
    assert len(calls) == 1


def test_a_path_that_leads_elsewhere_carries_nothing(
    client: Client, ann: User, calls: Calls
) -> None:
    answer = attempt(client, **{"carried-path": "https://elsewhere.example/"})
    assert answer["Location"] == "/assessments/"
    assert calls == []


@pytest.mark.parametrize("typed", ["", "%zz&=&&;", "a=%ff", "a=\0", "no equals sign"])
def test_junk_is_carried_as_well_as_it_can_be(
    client: Client, ann: User, calls: Calls, typed: str
) -> None:
    assert attempt(client, carried=typed).status_code in {200, 302}


def test_more_fields_than_any_form_has_are_refused_before_signing_in(
    client: Client, ann: User, calls: Calls
) -> None:
    assert attempt(client, carried="a=1&" * 2000).status_code == 400
    assert "_auth_user_id" not in client.session
    assert calls == []


def test_without_a_room_to_take_it_sign_in_leads_where_it_always_does(
    client: Client, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carried, "_handlers", [])
    assert attempt(client)["Location"] == "/assessments/"

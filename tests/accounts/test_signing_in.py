"""Signing in: who gets in, who does not, and where it leads."""

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import Settings

from checklist.accounts.models import User
from tests.accounts.conftest import PASSWORD

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LOGIN = "/accounts/login/"
TOO_MANY = "Too many attempts. Wait five minutes, then try again."
MISMATCH = "That user name or e-mail address and that password do not go together."


def sign_in(client: Client, login: str = "Ann", password: str = PASSWORD, **more: str) -> "Answer":
    """Fill in the form and send it."""
    return client.post(LOGIN, {"login": login, "password": password, **more})


def told(answer: "Answer") -> list[str]:
    """What the error summary says, line by line."""
    [summary] = re.findall(r'<div class="errors".*?</div>', answer.text, re.DOTALL)
    lines = re.findall(r"<p>(.*?)</p>|<a [^>]*>(.*?)</a>", summary)
    return [text or link for text, link in lines]


@pytest.mark.parametrize(
    "login", ["Ann", "ann", " Ann ", "ann.lee@ward.example", "ANN.LEE@WARD.EXAMPLE"]
)
def test_a_user_name_or_an_address_in_any_case_signs_in(
    client: Client, ann: User, login: str
) -> None:
    answer = sign_in(client, login)
    assert (answer.status_code, answer["Location"]) == (302, "/assessments/")
    assert get_user(client) == ann


def test_the_session_ends_with_the_browser(client: Client, ann: User) -> None:
    sign_in(client)
    assert client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(
    ("login", "password"),
    [("Ann", "wrong"), ("Nobody", PASSWORD), ("ann.lee@ward.example", "wrong")],
)
def test_a_mismatch_says_which_two_do_not_go_together_and_no_more(
    client: Client, ann: User, login: str, password: str
) -> None:
    answer = sign_in(client, login, password)
    assert (answer.status_code, told(answer)) == (200, [MISMATCH])
    assert f'value="{login}"' in answer.text
    assert password not in answer.text
    assert not get_user(client).is_authenticated


def test_a_closed_account_is_told_so_if_the_password_is_right(client: Client, ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(is_active=False)
    assert told(sign_in(client)) == [
        "This account is closed. Ask the person who looks after this site."
    ]
    assert told(sign_in(client, password="wrong")) == [MISMATCH]
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize(
    ("login", "password", "problem"),
    [
        ("", "", "This field is required."),
        ("An\0n", "pass\0word", "Null characters are not allowed."),
        ("a" * 5000, "p" * 5000, "Ensure this value has at most"),
    ],
)
def test_what_no_account_can_have_is_named_at_its_field(
    client: Client, ann: User, login: str, password: str, problem: str
) -> None:
    answer = sign_in(client, login, password)
    says = told(answer)
    assert answer.status_code == 200
    assert [line.partition(":")[0] for line in says] == ["User name or e-mail address", "Password"]
    assert [problem in line for line in says] == [True, True]
    assert answer.text.count('aria-invalid="true"') == 2


@pytest.mark.parametrize(
    "login", ["'; --", "\U0001f600", "%s", "@", "a@b", "\u202e", "x" * 254, "é@é.é", "."]
)
def test_odd_user_names_are_strangers(client: Client, ann: User, login: str) -> None:
    assert told(sign_in(client, login)) == [MISMATCH]


def test_fields_that_are_missing_or_come_twice_do_no_harm(client: Client, ann: User) -> None:
    assert client.post(LOGIN, {}).status_code == 200
    twice = client.post(LOGIN, {"login": ["Eve", "Ann"], "password": ["x", PASSWORD]})
    assert twice.status_code == 302


def test_next_leads_to_a_page_of_this_site(client: Client, ann: User) -> None:
    assert 'name="next" value="/about/?a=1"' in client.get(f"{LOGIN}?next=/about/%3Fa=1").text
    assert sign_in(client, next="/about/?a=1")["Location"] == "/about/?a=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "/\t/elsewhere.example/",
        "javascript:alert(1)",
        "http://[broken/",
        "http://testserver/about/",
        "about/",
        "/" + "a" * 3000,
    ],
)
def test_next_leads_nowhere_else(client: Client, ann: User, address: str) -> None:
    assert 'name="next"' not in client.get(LOGIN, {"next": address}).text
    assert sign_in(client, next=address)["Location"] == "/assessments/"


@pytest.mark.parametrize("address", ["/a\0b/", "/a\r\nSet-Cookie: a=b/", "/é/"])
def test_an_odd_path_is_quoted(client: Client, ann: User, address: str) -> None:
    answer = sign_in(client, next=address)
    assert answer.status_code == 302
    assert answer["Location"].isascii()
    assert answer["Location"].isprintable()


def test_whoever_is_signed_in_is_led_on(client: Client, ann: User) -> None:
    client.force_login(ann)
    assert client.get(LOGIN, {"next": "/about/"})["Location"] == "/about/"


def test_five_wrong_passwords_are_enough_for_a_while(client: Client, ann: User) -> None:
    statuses = [sign_in(client, password=f"guess {n}").status_code for n in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]
    right = sign_in(client)
    assert (right.status_code, told(right)) == (
        HTTPStatus.TOO_MANY_REQUESTS,
        [TOO_MANY],
    )


def test_too_many_attempts_from_one_place_are_a_429_page_of_ours(
    client: Client, ann: User, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, password="wrong")
    answer = sign_in(client)
    assert (answer.status_code, told(answer)) == (
        HTTPStatus.TOO_MANY_REQUESTS,
        [TOO_MANY],
    )
    assert 'value="Ann"' in answer.text
    assert PASSWORD not in answer.text


def test_a_proxy_that_names_nobody_is_no_failure(
    client: Client, ann: User, settings: Settings
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    chain = client.post(
        LOGIN,
        {"login": "Ann", "password": "wrong"},
        headers={"x-forwarded-for": "192.0.2.1"},
    )
    socket = client.post(LOGIN, {"login": "Ann", "password": "wrong"}, REMOTE_ADDR="")
    assert (told(chain), told(socket)) == ([MISMATCH], [MISMATCH])


def test_the_answer_is_a_page_whatever_is_asked_for(client: Client, ann: User) -> None:
    answer = client.post(
        LOGIN,
        {"login": "Ann", "password": "wrong"},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    assert told(answer) == [MISMATCH]


def test_the_page_mentions_guests_where_there_are_some(client: Client, settings: Settings) -> None:
    mentions = []
    for allowed in (True, False):
        settings.GUESTS = allowed
        mentions.append("try it as a guest" in client.get(LOGIN).text)
    assert mentions == [True, False]


def test_the_page_is_never_stored_by_a_browser(client: Client) -> None:
    assert "no-store" in client.get(LOGIN)["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "signup/",
        "inactive/",
        "email/",
        "confirm-email/",
        "confirm-email/a:b/",
        "reauthenticate/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/a-b/",
        "login/code/",
        "login/code/confirm/",
    ],
)
def test_no_other_page_of_allauth_can_be_reached(client: Client, path: str) -> None:
    answer = client.get(f"/accounts/{path}")
    assert answer.status_code == 404
    assert "<h1>There is no page here for you</h1>" in answer.text

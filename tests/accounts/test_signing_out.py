"""Signing out."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from checklist.accounts.models import User

LOGOUT = "/accounts/logout/"


def test_a_link_to_it_asks_first(client: Client, ann: User) -> None:
    client.force_login(ann)
    answer = client.get(LOGOUT)
    assert answer.status_code == 200
    assert "<h1>Sign out?</h1>" in answer.text
    assert get_user(client) == ann


def test_the_button_signs_out_and_the_next_page_says_so(client: Client, ann: User) -> None:
    client.force_login(ann)
    assert client.post(LOGOUT)["Location"] == "/"
    assert not get_user(client).is_authenticated
    assert "You are signed out." in client.get("/accounts/login/").text


def test_somebody_elses_page_cannot_sign_out(ann: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ann)
    assert client.post(LOGOUT).status_code == 403
    assert get_user(client) == ann


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_home(client: Client) -> None:
    assert client.get(LOGOUT)["Location"] == "/"
    assert client.post(LOGOUT)["Location"] == "/"


def test_it_leads_nowhere_else(client: Client, ann: User) -> None:
    client.force_login(ann)
    assert client.post(LOGOUT, {"next": "https://elsewhere.example/"})["Location"] == "/"

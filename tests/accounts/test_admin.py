"""Accounts in the administration."""

import pytest
from django.test import Client
from django.urls import reverse

from checklist.accounts.models import User
from tests.accounts.conftest import PASSWORD

USERS = reverse("admin:accounts_user_changelist")


@pytest.fixture
def administrator(client: Client, db: None) -> Client:
    """An administrator's browser."""
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_an_administrator_makes_an_account_that_can_sign_in(administrator: Client) -> None:
    made = administrator.post(
        reverse("admin:accounts_user_add"),
        {
            "username": "bea",
            "name": "Bea Kerr",
            "email": "Bea@Ward.Example",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        },
    )
    assert made.status_code == 302
    form = {"login": "bea@ward.example", "password": PASSWORD}
    assert Client().post("/accounts/login/", form).status_code == 302


def test_accounts_are_found_by_name(administrator: Client, ann: User) -> None:
    page = administrator.get(USERS, {"q": "Lee"}).text
    assert "ann.lee@ward.example" in page
    assert "1 user" in page


def test_an_account_opens_without_rights_of_its_own(administrator: Client, ann: User) -> None:
    page = administrator.get(reverse("admin:accounts_user_change", args=[ann.pk])).text
    assert 'name="groups"' in page
    assert 'name="user_permissions"' not in page


def test_addresses_are_kept_in_one_place(administrator: Client) -> None:
    assert "Email addresses" not in administrator.get(reverse("admin:index")).text


def test_the_administration_has_the_sign_in_page_of_the_site(client: Client) -> None:
    asked = client.get(USERS, follow=True)
    assert asked.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert "<h1>Sign in</h1>" in asked.text


def test_a_clinician_is_refused_by_a_page_of_ours(client: Client, ann: User) -> None:
    client.force_login(ann)
    asked = client.get(USERS, follow=True)
    assert asked.status_code == 403
    assert "<h1>Your account may not open this</h1>" in asked.text

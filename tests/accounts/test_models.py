"""Accounts, and what the database holds of them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from checklist.accounts.models import User


def test_an_address_is_kept_in_small_letters(ann: User) -> None:
    assert ann.email == "ann.lee@ward.example"


def test_an_address_changed_by_hand_is_too(ann: User) -> None:
    ann.email = "Ann@Other.Example"
    ann.full_clean()
    assert ann.email == "ann@other.example"


@pytest.mark.parametrize(
    ("username", "email", "says"),
    [
        ("ann", "", "Another account has this user name."),
        ("eve", "ANN.LEE@ward.example", "Another account has this e-mail address."),
    ],
)
def test_no_two_accounts_differ_in_case_alone(
    ann: User, username: str, email: str, says: str
) -> None:
    other = User(username=username, email=email, password="x")
    with pytest.raises(ValidationError) as refusal:
        other.full_clean()
    assert refusal.value.messages == [says]
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


@pytest.mark.django_db
def test_accounts_without_an_address_do_not_clash() -> None:
    User.objects.create_user("ann")
    User.objects.create_user("eve")
    assert User.objects.filter(email="").count() == 2


def test_a_name_is_shown_where_there_is_one() -> None:
    assert User(username="ann", name="Ann Lee").get_full_name() == "Ann Lee"
    assert User(username="ann").get_short_name() == "ann"

"""What the tests of practice share."""

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.practice.models import Case
from tests import scenes
from tests.practice import casting


@pytest.fixture
def cases(db: None) -> dict[str, Case]:
    """The ten starter cases, by their keys."""
    return casting.load_cases()


@pytest.fixture
def trainee(db: None) -> User:
    """Somebody who practises."""
    return scenes.make_user("trainee")


@pytest.fixture
def browser(trainee: User) -> Client:
    """The trainee's browser."""
    return scenes.signed_in(trainee)

"""People who sign in."""

import pytest
from django.core.cache import cache

from checklist.accounts.models import User

PASSWORD = "a long walk before noon"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def ann(db: None) -> User:
    """A clinician."""
    return User.objects.create_user(
        "Ann", email="Ann.Lee@Ward.Example", password=PASSWORD, name="Ann Lee"
    )

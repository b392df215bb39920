"""What the tests of pages share."""

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(scope="module")
def more_addresses() -> Iterator[None]:
    """Those of ``tests/ui/urls.py``. To read them takes long, so they stay from test to test."""
    with override_settings(ROOT_URLCONF="tests.ui.urls"):
        yield

"""What is shown while the database cannot be reached."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client

from tests import scenes


@pytest.fixture
def signed_in(transactional_db: None) -> Iterator[Client]:
    """The browser of somebody who is signed in; then the database goes away."""
    browser = scenes.signed_in(scenes.make_user("ann"))
    browser.raise_request_exception = False
    there = connection.settings_dict["NAME"]
    connection.close()
    # Neither a file in a folder that there is, nor a database of PostgreSQL.
    connection.settings_dict["NAME"] = "/nowhere/database"
    yield browser
    connection.close()
    connection.settings_dict["NAME"] = there


def test_every_page_says_that_it_is_not_available_for_the_moment(signed_in: Client) -> None:
    for path in ("/", "/assessments/", "/practice/", "/admin/"):
        page = signed_in.get(path)
        assert (page.status_code, page["Retry-After"]) == (503, "60"), path
        assert "Not available for the moment" in page.text
    sent = signed_in.post("/assessments/", {"checklist": scenes.MAIN})
    assert sent.status_code == 503
    assert "What you typed since then is still in the page before this one" in sent.text

"""What stands before every page."""

from typing import Any

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"
LIMIT = 256 * 1024

pytestmark = pytest.mark.urls("tests.ui.urls")


def test_a_body_at_the_limit_is_read(client: Client) -> None:
    answer = client.post("/reads/", b"a" * LIMIT, content_type=FORM)
    assert (answer.status_code, answer.text) == (200, str(LIMIT))


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT])
def test_a_body_over_the_limit_is_a_413_page(client: Client, size: int) -> None:
    answer = client.post("/reads/", b"a" * size, content_type=FORM)
    assert answer.status_code == 413
    assert "<h1>This is too long to send</h1>" in answer.text
    assert "about 256 kilobytes" in answer.text


def test_a_body_over_the_limit_is_read_to_its_end(client: Client) -> None:
    answer = client.post("/reads/", b"a" * (LIMIT + 1), content_type=FORM)
    assert answer.wsgi_request.read() == b""


@pytest.mark.parametrize("length", ["-1", "+5", "many", "1e3", "0x10", "५", "1 2"])
def test_a_length_that_is_no_number_is_a_400_page(client: Client, length: str) -> None:
    answer = client.post("/reads/", b"a", content_type=FORM, CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert "is not a number. Nothing was saved." in answer.text


@pytest.mark.parametrize("digits", [19, 30, 5000])
def test_a_length_beyond_all_sense_is_a_413_page(client: Client, digits: int) -> None:
    answer = client.post("/reads/", b"", content_type=FORM, CONTENT_LENGTH="9" * digits)
    assert answer.status_code == 413


def test_a_body_that_breaks_off_is_a_413_page_all_the_same(client: Client) -> None:
    more: dict[str, Any] = {"CONTENT_LENGTH": str(LIMIT + 1), "wsgi.input": BrokenOff()}
    answer = client.post("/reads/", b"", content_type=FORM, **more)
    assert answer.status_code == 413


def test_an_empty_length_is_none(client: Client) -> None:
    assert client.get("/reads/", CONTENT_LENGTH="").status_code == 200


class BrokenOff:
    """A body whose sender has gone."""

    def read(self, size: int = -1) -> bytes:
        """Fail, as a closed connection does."""
        raise ConnectionResetError

    readline = read

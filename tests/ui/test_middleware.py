"""What stands before every page."""

from typing import Any

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"
LIMIT = 256 * 1024

pytestmark = pytest.mark.usefixtures("more_addresses")


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
    assert "The length of what was sent is not a number.</p>" in answer.text


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


@pytest.mark.parametrize("charset", ["base64", "idna", "utf-16", "no-such-thing"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_a_body_in_another_encoding_is_a_400_page(client: Client, kind: str, charset: str) -> None:
    answer = client.generic("POST", "/reads/", b"a=b", f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "What was sent is not in UTF-8.</p>" in answer.text


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", "; charset=UTF-8"])
def test_a_body_in_utf_8_is_read(client: Client, charset: str) -> None:
    assert client.post("/reads/", b"a=b", content_type=FORM + charset).status_code == 200


@pytest.mark.parametrize("query", ["a=%00", "%00=a", "a=1&a=x%00"])
def test_nul_in_an_address_is_a_400_page(client: Client, query: str) -> None:
    answer = client.get("/reads/", QUERY_STRING=query)
    assert answer.status_code == 400
    assert "holds a character that cannot be read." in answer.text


@pytest.mark.parametrize("cookie", ["sessionid=a\0b", 'sessionid="a\\000b"'])
def test_nul_in_a_cookie_is_a_400_page(client: Client, cookie: str) -> None:
    assert client.get("/reads/", HTTP_COOKIE=cookie).status_code == 400


class BrokenOff:
    """A body whose sender has gone."""

    def read(self, size: int = -1) -> bytes:
        """Fail, as a closed connection does."""
        raise ConnectionResetError

    readline = read


def test_a_page_that_takes_a_file_takes_a_larger_body_and_says_how_large(client: Client) -> None:
    answer = client.post("/takes-more/", b"a" * 2 * LIMIT, content_type="text/plain")
    assert answer.text == str(2 * LIMIT)
    answer = client.post("/takes-more/", b"a" * (2 * LIMIT + 1), content_type="text/plain")
    assert answer.status_code == 413
    assert "about 512 kilobytes" in answer.text


def test_a_body_over_the_limit_for_no_page_is_a_413_page(client: Client) -> None:
    assert client.post("/nowhere/", b"a" * (LIMIT + 1), content_type=FORM).status_code == 413

"""What a browser is told that our pages may load, send and be shown in."""

from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PAGES = {
    "/": 200,
    "/accounts/login/": 200,
    "/nowhere/": 404,
    "/?q=%00": 400,
    reverse("admin:login"): 302,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_every_page_allows_our_own_files_and_nothing_inline(path: str, status: int) -> None:
    answer = Client().get(path)
    sent = [
        directive.split(maxsplit=1) for directive in answer["Content-Security-Policy"].split(";")
    ]
    assert answer.status_code == status
    assert dict(sent) == POLICY


def test_a_refused_form_has_the_policy_too() -> None:
    long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = Client().post("/assessments/", long, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_page_is_compressed_for_a_browser_that_can_read_that() -> None:
    for coding in ("gzip", "br", "zstd"):
        answer = Client().get("/about/", headers={"Accept-Encoding": coding})
        assert answer["Content-Encoding"] == coding
    assert "Content-Encoding" not in Client().get("/about/").headers

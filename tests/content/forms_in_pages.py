"""Forms as a browser sees them: read from a page, and sent back as they stand."""

from html.parser import HTMLParser
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests import scenes

Sent = dict[str, list[str]]


class _Reader(HTMLParser):
    """What a browser would send for the fields of one form."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.sent: Sent = {}
        self._reads = False
        self._select = ""
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._reads = given.get("id", "") == self.form_id
        if not self._reads:
            return
        match tag:
            case "input":
                self._input(given)
            case "select":
                self._select = given["name"]
            case "option" if "selected" in given:
                self.sent.setdefault(self._select, []).append(given["value"])
            case "textarea":
                self._area = given["name"]
                self.sent[self._area] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._reads = False
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            # A browser drops the line break that follows the tag.
            text = self.sent[self._area][0] or data.removeprefix("\r\n").removeprefix("\n")
            self.sent[self._area] = [text]

    def _input(self, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind == "submit" or (kind in {"checkbox", "radio"} and "checked" not in given):
            return
        empty = "on" if kind == "checkbox" else ""
        self.sent.setdefault(given["name"], []).append(given.get("value", empty))


def read_form(page: bytes, form_id: str) -> Sent:
    """The fields of a form and what stands in them; of the one without an id, if none is given."""
    reader = _Reader(form_id)
    reader.feed(page.decode())
    return reader.sent


def said(context: Any) -> list[str]:
    """The messages on a page, by its context."""
    return [str(message) for message in context["messages"]]


def url_of(row: Model, act: str = "change") -> str:
    return reverse(f"admin:content_{row._meta.model_name}_{act}", args=[row.pk])


def form_of(client: Client, row: Model) -> Sent:
    """What stands in the form on a row's page."""
    return read_form(client.get(url_of(row)).content, f"{row._meta.model_name}_form")


def saved(client: Client, row: Model, changes: dict[str, str | list[str]]) -> None:
    """Send a row's form with changes, as a browser would."""
    page = client.post(url_of(row), form_of(client, row) | changes)
    assert page.status_code == 302, page.context["errors"]


def complaints(client: Client, row: Model, changes: dict[str, str | list[str]]) -> list[str]:
    """What a row's page complains of when it is sent with changes."""
    page = client.post(url_of(row), form_of(client, row) | changes)
    assert page.status_code == 200
    return [strip_tags(str(error)) for error in page.context["errors"]]


def signed_in_with(browser: Client, page: Any, username: str) -> Any:
    """The answer to the sign-in form on a page, sent with all that it carries."""
    fields = {
        name: value[0]
        for name, value in read_form(page.content, "").items()
        if name.startswith("carried")
    }
    assert set(fields) == {"carried", "carried-path"}
    known = {"login": username, "password": scenes.PASSWORD}
    return browser.post(reverse("account_login"), {**fields, **known})

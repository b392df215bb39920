"""The list of pages is whole: what is not on it is looked at in no browser."""

import re

from django.urls import URLPattern, resolve

from checklist.accounts import urls as accounts_urls
from checklist.walk import urls as walk_urls
from tests.browser.pages import OURS, PAGES

WITHOUT_A_PAGE = {"assessment", "results-json", "note", "amend", "reasons"}
"""Addresses that lead elsewhere, or answer with a file."""


def test_every_address_with_a_page_is_looked_at() -> None:
    patterns: list[URLPattern] = [*walk_urls.urlpatterns, *accounts_urls.urlpatterns]
    paths = [re.sub(r"{\w+}", "ABCD-EFGH", shown.path.partition("?")[0]) for shown in OURS]
    looked_at = {resolve(path).url_name for path in paths if "nowhere" not in path}
    assert {pattern.name for pattern in patterns} - looked_at == WITHOUT_A_PAGE


def test_no_two_pages_have_one_name() -> None:
    assert len({shown.name for shown in PAGES}) == len(PAGES)

"""The list of pages is whole: what is not on it is looked at in no browser."""

import re

from django.urls import URLPattern, resolve

from checklist.accounts import urls as accounts_urls
from checklist.practice import urls as practice_urls
from checklist.preview import urls as preview_urls
from checklist.walk import urls as walk_urls
from tests.browser.pages import OURS, PAGES

ROOMS: dict[str, list[URLPattern]] = {
    "": accounts_urls.urlpatterns,
    "walk:": walk_urls.urlpatterns,
    "preview:": preview_urls.urlpatterns,
    "practice:": practice_urls.urlpatterns,
}
WITHOUT_A_PAGE = {
    *("walk:assessment", "walk:results-json", "walk:note", "walk:amend", "walk:reasons"),
    *("preview:walk", "preview:results-json", "preview:note", "preview:amend", "preview:reasons"),
    "preview:suggest",
    *("practice:attempt", "practice:cohort-csv"),
}
"""Addresses that lead elsewhere, or answer with a file."""
STANDS_FOR = dict.fromkeys(
    ("{draft}", "{unfinished}", "{cohort}", "{nobodys}", "{busy}", "{idle}"), "1"
)
"""What is a number in an address; all else is the reference of an assessment, or like one."""


def test_every_address_with_a_page_is_looked_at() -> None:
    names = {f"{room}{each.name}" for room, patterns in ROOMS.items() for each in patterns}
    paths = [
        re.sub(r"{[\w-]+}", lambda name: STANDS_FOR.get(name[0], "ABCD-EFGH"), each.path)
        for each in OURS
    ]
    looked_at = {
        resolve(path.partition("?")[0]).view_name for path in paths if "nowhere" not in path
    }
    assert names - looked_at == WITHOUT_A_PAGE


def test_no_two_pages_have_one_name() -> None:
    assert len({shown.name for shown in PAGES}) == len(PAGES)

"""What the tests of the walk do with a page: get to a section, answer, comment, save."""

import re
from typing import Any

from django.test import Client
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from checklist.accounts.models import User
from checklist.walk.models import Assessment
from tests import scenes


def sign_in(page: Page, site: LiveServer, user: User) -> str:
    """Let the browser be one in which this person has signed in, and return the session's key."""
    browser = Client()
    browser.force_login(user)
    session = browser.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])
    return session


def begin(page: Page, site: LiveServer) -> Assessment:
    """A clinician's assessment that has just been started, in whose browser they are signed in."""
    owner = scenes.make_user("clinician")
    sign_in(page, site, owner)
    return scenes.start(scenes.load_starter(), owner)


def open_page(page: Page, site: LiveServer, walk: Assessment, name: str) -> None:
    """Open a page of the assessment: a section by its key, or another by its name."""
    page.goto(f"{site.url}/assessments/{walk.code}/{name}/")


def stored(walk: Assessment) -> dict[str, Any]:
    """The answers and comments that are stored, by criterion."""
    answers: dict[str, Any] = Assessment.objects.get(pk=walk.pk).answers
    return answers


def option(page: Page, key: str) -> Locator:
    """The radio button of ``criterion.option``."""
    return page.locator(f"[id='{key}']")


def choose(page: Page, key: str) -> None:
    """Choose ``criterion.option`` with the mouse."""
    page.locator(f"label[for='{key}']").click()


def comment(page: Page, criterion: str) -> Locator:
    """The box for a comment, opened."""
    box = page.locator(f"[id='{criterion}-comment']")
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").click()
    return box


def press(page: Page, name: str = "Save and") -> None:
    """Press the first button of that name."""
    page.get_by_role("button", name=name).first.click()


def save(page: Page, name: str = "Save and") -> None:
    """Press it, and wait for the page that it leads to."""
    with page.expect_navigation():
        press(page, name)


def saved(page: Page) -> Locator:
    """The line that says whether what is on the page is saved."""
    return page.locator(".saved")


def wait_until_saved(page: Page) -> None:
    """Wait until the page says that what is on it is saved."""
    expect(saved(page)).not_to_have_class(re.compile("off"))
    expect(saved(page)).to_contain_text("Last saved")


def trouble(page: Page) -> Locator:
    """What the page says where it cannot save."""
    return page.locator(".trouble")


class Gate:
    """Stands between a page and the server, and lets what is posted through when it is told to."""

    def __init__(self, page: Page) -> None:
        self.waiting: list[Route] = []
        self.is_lifted = False
        page.route("**/*", self._meet)

    def _meet(self, route: Route) -> None:
        if route.request.method == "POST" and not self.is_lifted:
            self.waiting.append(route)
        else:
            route.continue_()

    def open(self, page: Page) -> None:
        """Let the next one through, once it has come."""
        while not self.waiting:
            page.wait_for_timeout(20)
        self.waiting.pop(0).continue_()

    def lift(self) -> None:
        """Let everything through from now on."""
        self.is_lifted = True
        while self.waiting:
            self.waiting.pop(0).continue_()

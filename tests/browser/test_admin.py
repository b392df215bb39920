"""The pages of a draft in a real browser: what only a browser can measure."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from checklist.content.actions import start_draft
from checklist.content.models.rows import AnswerOption, Consideration, Criterion, Draft, Rule
from tests import scenes

if TYPE_CHECKING:
    from django.db.models import Model


@pytest.fixture
def site(page: Page, live_server: LiveServer) -> str:
    """The address of a site with a draft, in which an administrator is signed in."""
    active = scenes.load_starter()
    start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)
    scenes.make_user("editor", is_staff=True, is_superuser=True)
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("User name or e-mail address").fill("editor")
    page.get_by_label("Password").fill(scenes.PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    return live_server.url


@pytest.mark.browser_context_args(viewport={"width": 1280, "height": 800})
def test_no_page_of_a_draft_is_wider_than_a_small_screen(page: Page, site: str) -> None:
    models: tuple[type[Model], ...] = (Draft, Criterion, AnswerOption, Rule, Consideration)
    rows = [model._default_manager.order_by("pk")[0] for model in models]
    addresses = [
        reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk]) for row in rows
    ]
    wide = {}
    for address in [*addresses, reverse("admin:content_checklistversion_changelist")]:
        page.goto(f"{site}{address}")
        wide[address] = page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('#content, .results')]"
            ".some((box) => box.scrollWidth > box.clientWidth)"
        )
    assert wide == dict.fromkeys(wide, False)

"""A preview in a browser with scripting: answers are saved in the background, into the address."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from checklist.content.actions import start_draft
from tests import scenes
from tests.browser.walking import choose, option, press, save, sign_in, wait_until_saved
from tests.preview.trying import everything


def begin(page: Page, site: LiveServer) -> None:
    """The first section of a draft's preview, in an editor's browser."""
    version = scenes.load_starter()
    editor = scenes.make_user("editor", is_staff=True, is_superuser=True)
    draft = start_draft(checklist=version.checklist, label="1.1", actor=editor, now=scenes.THEN)
    sign_in(page, site, editor)
    page.goto(f"{site.url}/admin/content/draft/{draft.pk}/change/")
    page.get_by_role("link", name="Preview the walk").click()


def test_what_was_answered_is_there_after_a_reload(page: Page, live_server: LiveServer) -> None:
    begin(page, live_server)
    before, address = everything(), page.url
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)
    assert page.url != address
    choose(page, "adequate-trials.one")
    expect(page.locator("#trial-limits")).to_be_visible()
    wait_until_saved(page)
    page.reload()
    expect(option(page, "diagnosis.bipolar")).to_be_checked()
    expect(option(page, "adequate-trials.one")).to_be_checked()
    save(page, "Review all answers")
    expect(page.locator(".ans", has_text="episode in bipolar disorder")).to_be_visible()
    page.go_back()
    expect(option(page, "adequate-trials.one")).to_be_checked()
    assert everything() == before


def test_an_urgent_answer_is_told_of_at_once_and_leads_back_to_it(
    page: Page, live_server: LiveServer
) -> None:
    begin(page, live_server)
    press(page, "2. ")
    choose(page, "suicide-risk.imminent")
    expect(page.locator("#urgent")).to_be_visible()
    wait_until_saved(page)
    save(page, "Review all answers")
    page.locator("#urgent a").first.click()
    expect(page).to_have_url(re.compile(r"/suicide-risk/#suicide-risk$"))
    expect(option(page, "suicide-risk.imminent")).to_be_checked()

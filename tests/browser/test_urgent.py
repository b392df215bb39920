"""The urgent notice: seen at once, with the local route, and one touch away on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SECTION
from tests.browser.stage import Stage
from tests.browser.ways import click, click_button

in_hand = pytest.mark.browser_context_args(viewport={"width": 360, "height": 640}, has_touch=True)
TO_THE_END = "scrollTo({top: document.body.scrollHeight, behavior: 'instant'})"
ROUTE = "Example only, not a real route"


@in_hand
@pytest.mark.parametrize(
    "section", ["depression", "suicide-risk", "course-and-follow-up", "review"]
)
def test_one_touch_on_a_phone_leads_to_the_urgent_notice(
    page: Page, stage: Stage, section: str
) -> None:
    page.context.add_cookies(stage.cookies("clinician"))  # type: ignore[arg-type]
    page.goto(stage.address(SECTION % ("urgent", section)))
    page.evaluate(TO_THE_END)
    expect(page.locator("#urgent-h")).not_to_be_in_viewport()
    page.get_by_role("region", name="Progress").get_by_role("link", name="Urgent").tap()

    expect(page.locator("#urgent-h")).to_be_in_viewport(ratio=1)
    expect(page.locator("#urgent")).to_contain_text(ROUTE)
    under_bar = page.evaluate(
        "document.querySelector('.bar').getBoundingClientRect().bottom"
        " > document.querySelector('#urgent-h').getBoundingClientRect().top + 1"
    )
    assert not under_bar


@in_hand
def test_one_touch_on_a_phone_opens_the_sections(page: Page, stage: Stage) -> None:
    page.context.add_cookies(stage.cookies("clinician"))  # type: ignore[arg-type]
    page.goto(stage.address(SECTION % ("fresh", "depression")))
    page.evaluate(TO_THE_END)
    sections = page.get_by_role("navigation", name="Sections")
    expect(sections).to_be_hidden()
    page.get_by_role("region", name="Progress").get_by_role("button").tap()

    expect(sections).to_be_in_viewport()
    with page.expect_navigation():
        sections.get_by_role("button", name="Suicide risk now").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suicide risk now")


def test_an_urgent_answer_is_told_with_the_local_route(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    click_button(page, "Try it as a guest")
    click_button(page, "Suicide risk now")
    click(page, "suicide-risk", "imminent")
    click_button(page, "Save and continue")

    notice = page.get_by_role("alert")
    expect(notice).to_be_focused()
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("Act now, outside this checklist")
    expect(notice).to_contain_text(ROUTE)

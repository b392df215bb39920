"""Two tabs that answer differently: both answers are shown, and nothing is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.stage import Stage
from tests.browser.ways import click, click_button


def start(page: Page, stage: Stage) -> None:
    """Begin to walk as a guest."""
    page.goto(stage.url)
    click_button(page, "Try it as a guest")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def tabs(
    browser: Browser, stage: Stage, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Page]]:
    """The same section, as it was before anything was answered, in two tabs of a browser."""
    with browser.new_context(java_script_enabled=request.param) as context:
        one, other = context.new_page(), context.new_page()
        start(one, stage)
        other.goto(one.url)
        yield one, other


def test_what_two_tabs_answer_is_shown_and_kept(tabs: tuple[Page, Page]) -> None:
    one, other = tabs
    section = one.url
    click(one, "diagnosis", "bipolar")
    click_button(one, "Save and continue")
    other.locator("summary").filter(has_text="comment on 1.1").click()
    other.get_by_label("Comment on 1.1").fill("Typed in the other tab.")
    click(other, "diagnosis", "mdd-mild")
    save_until(other, "saved in another window")

    notice = other.locator("#diagnosis-clash")
    expect(notice).to_contain_text("bipolar")
    expect(notice).to_contain_text("mild")
    expect(other.locator("[id='diagnosis.mdd-mild']")).to_be_checked()
    expect(other.get_by_label("Comment on 1.1")).to_have_value("Typed in the other tab.")

    click_button(other, "Save and continue")
    one.goto(section)
    expect(one.locator("[id='diagnosis.mdd-mild']")).to_be_checked()
    expect(one.get_by_label("Comment on 1.1")).to_have_value("Typed in the other tab.")


def save_until(page: Page, said: str) -> None:
    """Save, unless the page says by itself what saving would say."""
    if not page.get_by_text(said).is_visible():
        click_button(page, "Save and continue")
    expect(page.get_by_text(said)).to_be_visible()

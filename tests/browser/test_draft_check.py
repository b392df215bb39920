"""The page of a draft's check, used with the keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import OUTLINES
from tests.browser.stage import Stage
from tests.browser.test_axe import LOOKS, found, still
from tests.browser.test_layout import SCREENS, ZOOMED, wider_than

CHECK = next(shown for shown in OUTLINES if shown.name == "administration, check")
TYPED = "The article is named in the text."


@pytest.fixture
def refused(page: Page, stage: Stage) -> Page:
    """The page after two ticks, one of them without a reason, were sent by the keyboard alone."""
    CHECK.open(page, stage)
    page.get_by_label("Meant so").nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type(TYPED)
    page.keyboard.press("Tab")  # the link to the row of the second
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save what is accepted").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def test_a_tick_without_a_reason_is_told_at_its_field_and_nothing_typed_is_lost(
    refused: Page,
) -> None:
    ticks, reasons = refused.get_by_label("Meant so"), refused.get_by_label("Reason")
    expect(ticks.nth(0)).to_be_checked()
    expect(reasons.nth(0)).to_have_value(TYPED)
    expect(ticks.nth(1)).to_be_checked()
    expect(reasons.nth(1)).to_have_attribute("aria-invalid", "true")
    expect(reasons.nth(1)).to_have_accessible_description("Say why the warning may stand.")
    expect(ticks.nth(2)).not_to_be_checked()


@still
def test_what_is_told_at_a_field_fits_and_can_be_read(refused: Page) -> None:
    wrong = wider_than(refused, *SCREENS, *ZOOMED)
    for theme, screen, rules in LOOKS:
        refused.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        refused.set_viewport_size(screen)  # type: ignore[arg-type]
        wrong += [f"{theme}: {line}" for line in found(refused, rules)]
    assert wrong == []


def test_what_is_to_be_accepted_is_named_by_what_the_warning_says(page: Page, stage: Stage) -> None:
    CHECK.open(page, stage)
    group = page.get_by_role("group", name=re.compile("An article alone stands behind"))
    expect(group).to_have_count(3)

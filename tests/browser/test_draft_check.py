"""The page of a draft's check fits every screen, in both themes, and can be used with the keyboard.

Unlike Django's own forms and lists, it is wholly ours.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import ADMIN, Shown
from tests.browser.stage import Stage
from tests.browser.test_axe import LOOKS, found, still
from tests.browser.test_layout import FROM_RIGHT, LONGER, SCREENS, ZOOMED, wider_than

CHECKS = [shown for shown in ADMIN if "check with" in shown.name or shown.name.endswith("check")]
PLAIN = CHECKS[0]
TYPED = "The article is named in the text."

each_check = pytest.mark.parametrize("shown", CHECKS, ids=str)


def refused(page: Page, stage: Stage) -> None:
    """The page after a tick without a reason was sent, by the keyboard alone."""
    PLAIN.open(page, stage)
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


def wrong(page: Page) -> list[str]:
    """What axe finds on the whole page, in both themes, on a phone and on a large screen."""
    lines = []
    for theme, screen, rules in LOOKS:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        page.set_viewport_size(screen)  # type: ignore[arg-type]
        lines += [f"{theme}, {screen['width']} px: {line}" for line in found(page, rules)]
    return lines


def wide(page: Page) -> list[str]:
    """What makes the page scroll sideways on any screen, also with longer words from the right."""
    lines = wider_than(page, *SCREENS, *ZOOMED)
    page.evaluate(FROM_RIGHT)
    page.evaluate(LONGER)
    return lines + wider_than(page, SCREENS[0], SCREENS[3])


@still
@each_check
def test_axe_finds_nothing_on_the_whole_page(page: Page, stage: Stage, shown: Shown) -> None:
    shown.open(page, stage)
    assert wrong(page) == []


@each_check
def test_the_page_does_not_scroll_sideways(page: Page, stage: Stage, shown: Shown) -> None:
    shown.open(page, stage)
    assert wide(page) == []


@still
def test_a_tick_without_a_reason_is_told_at_its_field_and_nothing_typed_is_lost(
    page: Page, stage: Stage
) -> None:
    refused(page, stage)
    reasons = page.get_by_label("Reason")
    expect(reasons.nth(0)).to_have_value(TYPED)
    expect(page.get_by_label("Meant so").nth(0)).to_be_checked()
    expect(reasons.nth(1)).to_have_attribute("aria-invalid", "true")
    expect(reasons.nth(1)).to_have_accessible_description("Say why the warning may stand.")
    expect(page.get_by_label("Meant so").nth(2)).not_to_be_checked()
    assert wrong(page) == []
    assert wide(page) == []


def test_a_warning_is_named_by_what_it_says(page: Page, stage: Stage) -> None:
    PLAIN.open(page, stage)
    group = page.get_by_role("group", name=re.compile("An article alone stands behind"))
    expect(group).to_have_count(3)

"""Every page fits every screen, and all that is touched is large enough for a finger."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.pages import OURS, OUTLINES, Shown
from tests.browser.stage import Stage

SCREENS = [(320, 640), (360, 740), (768, 1024), (1280, 900), (1920, 1080)]
PHONE: ViewportSize = {"width": 360, "height": 740}
ZOOMED = [(640, 450), (320, 225)]
"""What is left of 1280 by 900 at 200 and at 400 per cent."""

WIDER = """() => [...document.querySelectorAll("body *")]
    .filter((box) => {
        const edges = box.getBoundingClientRect();
        const isIn = edges.left >= -0.5 && edges.right <= innerWidth + 0.5;
        return !isIn && edges.width > 1 && !box.closest(".scroll, .vh, svg");
    })
    .map((box) => box.outerHTML.slice(0, 120))"""

UNFOLD = "document.querySelectorAll('details').forEach((part) => part.open = true)"
FROM_RIGHT = "document.documentElement.dir = 'rtl'"
LONGER = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode.data;
        const words = text.trim().split(/\\s+/);
        const more = words.slice(0, Math.ceil(words.length * 0.4)).join(" ");
        texts.currentNode.data = text.replace(/\\s*$/, (end) => (more && ` ${more}`) + end);
    }
}"""

SMALL = """() => {
    const least = 43.5;
    const reaches = (place, box, across, down) => {
        const hit = document.elementFromPoint(
            (box.left + box.right) / 2 + across, (box.top + box.bottom) / 2 + down);
        return hit && (place.contains(hit) || hit.contains(place) && hit.matches("label, summary"));
    };
    const isInSentence = (place) => place.matches("a")
        && getComputedStyle(place).display === "inline"
        && [...place.parentNode.childNodes].some(
            (beside) => beside.nodeType === Node.TEXT_NODE && beside.data.trim());
    const isSmall = (place) => {
        const label = place.matches("input") && place.labels[0];
        const row = (label && place.closest(".opt")) || place;
        row.scrollIntoView({block: "center", behavior: "instant"});
        const box = row.getBoundingClientRect();
        if (box.width <= 1 || box.height <= 1 || isInSentence(place)) return false;
        const isWide = box.width >= least
            || reaches(row, box, -21, 0) && reaches(row, box, 21, 0);
        const isHigh = box.height >= least
            || reaches(row, box, 0, -21) && reaches(row, box, 0, 21);
        return !(isWide && isHigh);
    };
    const targets = "a[href], button, input:not([type=hidden]), select, summary, textarea";
    return [...document.querySelectorAll(targets)]
        .filter((place) => place.checkVisibility({visibilityProperty: true}) && isSmall(place))
        .map((place) => {
            const {width, height} = place.getBoundingClientRect();
            return `${Math.round(width)} x ${Math.round(height)}: ${place.outerHTML.slice(0, 160)}`;
        });
}"""


def scrolls_sideways(page: Page, screen: tuple[int, int]) -> list[str]:
    """What makes the page wider than this screen, if anything does."""
    width, height = screen
    page.set_viewport_size({"width": width, "height": height})
    if page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    ):
        return []
    return [f"{width} px: {line}" for line in page.evaluate(WIDER) or ["(nothing by itself)"]]


def wider_than(page: Page, *screens: tuple[int, int]) -> list[str]:
    """The same for several screens."""
    return [line for screen in screens for line in scrolls_sideways(page, screen)]


@pytest.mark.parametrize("shown", [*OURS, *OUTLINES], ids=str)
def test_no_page_scrolls_sideways_and_every_target_is_large_enough_for_a_finger(
    tab: Page, stage: Stage, shown: Shown
) -> None:
    tab.set_viewport_size(PHONE)
    shown.open(tab, stage)
    tab.evaluate(UNFOLD)
    # The pages of the administration have Django's own targets.
    small = [] if shown.is_admin else tab.evaluate(SMALL)
    wide = wider_than(tab, *SCREENS, *ZOOMED)
    tab.evaluate(FROM_RIGHT)
    wide += [f"from the right, {line}" for line in wider_than(tab, SCREENS[0], SCREENS[3])]
    tab.evaluate(LONGER)
    wide += [f"and longer, {line}" for line in wider_than(tab, SCREENS[0], SCREENS[3])]
    assert small + wide == [], "\n".join(small + wide)

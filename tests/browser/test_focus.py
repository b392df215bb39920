"""The focus is always seen: on the screen, under nothing, and marked."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.pages import OURS
from tests.browser.stage import Stage

# What has the focus, whether its middle can be seen, and how it and its row are drawn.
FOCUSED = """() => {
    const place = document.activeElement;
    if (place === document.body) return null;
    const row = place.matches("input") && place.labels[0] || place;
    const line = row.getClientRects()[0];
    const left = Math.max(line.left, 0), right = Math.min(line.right, innerWidth);
    const top = Math.max(line.top, 0), bottom = Math.min(line.bottom, innerHeight);
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const drawn = () => [place, row, place.closest(".opt") || place].map((box) => {
        const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(box);
        return outlineStyle === "none" ? boxShadow : `${outlineWidth} ${outlineStyle}`;
    }).join("; ");
    const marked = drawn();
    place.blur();
    const unmarked = drawn();
    place.focus({preventScroll: true});
    return {
        what: place.outerHTML.slice(0, 160),
        isOnScreen: right - left > 1 && bottom - top > 1
            && bottom - top >= Math.min(line.height, 20),
        isUncovered: Boolean(hit) && (row.contains(hit) || place.contains(hit)),
        isMarked: marked !== unmarked,
    };
}"""
MOST = 150
"""More steps than any page has."""
NAMES = [
    *("section, follow-up in view", "section, urgent", "results"),
    *("practice, section, urgent", "practice, feedback"),
]


def open_at_the_top(page: Page, stage: Stage, name: str) -> None:
    """Show the page of this name with nothing in focus."""
    shown = next(shown for shown in OURS if shown.name == name)
    replace(shown, path=shown.path.partition("?")[0]).open(page, stage)


def walked_by_tab(page: Page, key: str = "Tab") -> list[dict[str, Any]]:
    """What has the focus after each press of the key, until it leaves the page."""
    places: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return places
        places.append(focused)
    message = f"After {MOST} steps the focus is still in the page"
    raise AssertionError(message)


@pytest.mark.parametrize("screen", [(360, 640), (1280, 800), (320, 225)], ids=str)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.browser_context_args(reduced_motion="reduce")
def test_the_focus_is_seen_at_every_step(
    page: Page, stage: Stage, name: str, screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    open_at_the_top(page, stage, name)
    there, back = walked_by_tab(page), walked_by_tab(page, "Shift+Tab")

    assert len(there) > 15
    unseen = [
        f"{place['what']}: {[key for key, holds in place.items() if not holds]}"
        for place in [*there, *back]
        if not (place["isOnScreen"] and place["isUncovered"] and place["isMarked"])
    ]
    assert unseen == [], "\n".join(unseen)
    assert all(one != other for one, other in pairwise(there))


@pytest.mark.browser_context_args(forced_colors="active", reduced_motion="reduce")
def test_the_focus_is_marked_in_forced_colours(page: Page, stage: Stage) -> None:
    unmarked = []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 640})
        open_at_the_top(page, stage, "section, urgent")
        unmarked += [place["what"] for place in walked_by_tab(page) if not place["isMarked"]]
    assert unmarked == [], "\n".join(unmarked)


@pytest.mark.parametrize("colours", ["none", "active"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_chosen_looks_chosen(page: Page, stage: Stage, theme: str, colours: str) -> None:
    page.emulate_media(
        color_scheme=theme,  # type: ignore[arg-type]  # one of the two
        forced_colors=colours,  # type: ignore[arg-type]  # one of the two
        reduced_motion="reduce",
    )
    open_at_the_top(page, stage, "section, fresh")
    first, second = page.locator(".opts").first.locator(".opt:not(.back)").all()[:2]
    first.locator("label").click()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    chosen = first.screenshot(), second.screenshot()
    second.locator("label").click()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    assert first.screenshot() != chosen[0]
    assert second.screenshot() != chosen[1]

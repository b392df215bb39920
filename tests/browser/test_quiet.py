"""No page says anything in the console, breaks its policy, or asks another server for anything."""

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.pages import PAGES, PRACTICE, WALK, Shown
from tests.browser.stage import Stage

DRAWN = "new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))"
REPORT = """document.addEventListener("securitypolicyviolation", (report) => console.error(
    `Content-Security-Policy: ${report.effectiveDirective} ${report.blockedURI}`));"""
MOVING = """[...document.querySelectorAll("*")].filter((part) => {
    const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(part);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
}).map((part) => part.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("shown", PAGES, ids=str)
def test_a_page_is_quiet(page: Page, stage: Stage, shown: Shown) -> None:
    told: list[str] = []
    asked: set[str] = set()

    def listen(message: ConsoleMessage) -> None:
        # Chromium says of every page with an error status that it was one.
        if not (message.location.get("url") == page.url and str(shown.status) in message.text):
            told.append(message.text)

    page.add_init_script(REPORT)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", listen)
    page.on("request", lambda request: asked.add(request.url))
    answer = shown.open(page, stage)
    page.evaluate(DRAWN)

    assert told == []
    assert [address for address in asked if not address.startswith(f"{stage.url}/")] == []
    policy = answer.headers["content-security-policy"]
    for held in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert held in policy
    assert "unsafe" not in policy


@pytest.mark.browser_context_args(reduced_motion="reduce")
@pytest.mark.parametrize("shown", [*WALK, *PRACTICE], ids=str)
def test_nothing_moves_for_whoever_asked_for_that(page: Page, stage: Stage, shown: Shown) -> None:
    shown.open(page, stage)
    assert page.evaluate(MOVING) == []

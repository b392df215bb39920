"""Opening a page and listening to it: it says nothing in the console and moves nothing.

Nor does it break its policy, or ask another server for anything.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

from tests.browser.pages import Shown
from tests.browser.stage import Stage

DRAWN = "new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))"
REPORT = """document.addEventListener("securitypolicyviolation", (report) => console.error(
    `Content-Security-Policy: ${report.effectiveDirective} ${report.blockedURI}`));"""
MOVING = """[...document.querySelectorAll("*")].filter((part) => {
    const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(part);
    return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior !== "auto";
}).map((part) => part.outerHTML.slice(0, 120))"""
HELD = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


def complaints(page: Page, stage: Stage, shown: Shown) -> list[str]:
    """Open the page, for somebody who asked for less motion; all that it does and should not.

    To be asked before anything else looks at the page, for that may make it speak.
    """
    told: list[str] = []
    asked: set[str] = set()

    def listen(message: ConsoleMessage) -> None:
        # Chromium says of every page with an error status that it was one.
        if not (message.location.get("url") == page.url and str(shown.status) in message.text):
            told.append(message.text)

    with (
        page.add_init_script(REPORT),
        _heard(page, "pageerror", lambda error: told.append(str(error))),
        _heard(page, "console", listen),
        _heard(page, "request", lambda request: asked.add(request.url)),
    ):
        policy = shown.open(page, stage).headers["content-security-policy"]
        page.evaluate(DRAWN)
        # Django's administration moves what it likes.
        moving = [] if shown.is_admin else page.evaluate(MOVING)
    return [
        *told,
        *(f"asks {each}" for each in asked if not each.startswith(f"{stage.url}/")),
        *(f"policy without {each}" for each in HELD if each not in policy),
        *(["policy with unsafe"] if "unsafe" in policy else []),
        *(f"moves {each}" for each in moving),
    ]


@contextmanager
def _heard(page: Page, event: str, listener: Callable[[Any], object]) -> Iterator[None]:
    """What the page says, until the end: the tab is another test's then."""
    page.on(event, listener)  # type: ignore[call-overload]  # one of its events
    try:
        yield
    finally:
        page.remove_listener(event, listener)

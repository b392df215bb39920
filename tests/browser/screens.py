"""Pictures for the docs: main pages light and dark, on a phone and a desk; editing and practice.

    python -m tests.browser.screens docs/screens

People, answers, references and dates are those of the stage, so that a picture changes only where
the page does (or the fonts of the machine that it is made on).
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser import tools
from tests.browser.pages import ATTEMPT, SECTION, Shown
from tests.browser.stage import Stage, served, set_up

PAGES = [
    Shown("home", "/"),
    Shown("section", SECTION % ("partly", "depression"), "clinician"),
    Shown("results", SECTION % ("done", "results"), "clinician"),
    Shown("list", "/assessments/", "clinician"),
]
EDITING = [
    Shown(f"editing-{name}", f"/admin/content/{path}", "editor")
    for name, path in {
        "outline": "checklistversion/{edited}/change/",
        "order": "section/{section}/change/#criteria-group",
        "check": "draft/{draft}/check/",
        "compare": "checklistversion/{version}/compare/{revised}/",
    }.items()
]
PRACTISING = [
    Shown("practice-section", ATTEMPT % ("case_partly", "depression"), "trainee"),
    Shown("practice-feedback", ATTEMPT % ("practised", "feedback"), "trainee"),
]
SCREENS = {"desk": (1280, 900, 1), "phone": (360, 740, 1.5)}
"""Width, height, and dots a pixel."""
EDITORS_SCREEN = (760, 620, 1)
"""Without room for the list of all pages beside the one that is shown."""
COLOURS = 24
"""Enough for flat pages, and a quarter of the bytes."""


def main(folder: Path) -> None:
    """Make every picture anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        set_up(Path(place))
        with served(Path(place)) as stage, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=tools.chromium(), args=tools.QUIET)
            for name, picture in pictures(browser, stage):
                small = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS)
                small.save(folder / f"{name}.png", optimize=True)
            browser.close()


def pictures(browser: Browser, stage: Stage) -> Iterator[tuple[str, bytes]]:
    """Each page as it is seen first, with the name of its picture."""
    for shown, theme, (name, screen) in product(PAGES, ("light", "dark"), SCREENS.items()):
        yield f"{shown}-{name}-{theme}", picture(browser, stage, shown, theme, screen)
    for shown in EDITING:
        yield str(shown), picture(browser, stage, shown, "light", EDITORS_SCREEN)
    for shown in PRACTISING:
        yield str(shown), picture(browser, stage, shown, "light", SCREENS["desk"])


def picture(
    browser: Browser, stage: Stage, shown: Shown, theme: str, screen: tuple[int, int, float]
) -> bytes:
    """What is seen of a page before anything is scrolled."""
    width, height, dots = screen
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=dots,
        color_scheme=theme,  # type: ignore[arg-type]  # one of the two
        reduced_motion="reduce",
    )
    with context:
        tab = context.new_page()
        shown.open(tab, stage)
        tab.wait_for_load_state("networkidle")
        return tab.screenshot()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

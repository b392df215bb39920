"""On paper: content only, all of it, and on each sheet its number and where it belongs."""

import re
import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from checklist.engine.parts import Kind
from tests import scenes
from tests.browser.pages import SECTION
from tests.browser.stage import Stage

PAPERS = ("A4", "Letter")
WIDTHS = {"A4": 596, "Letter": 612}
"""In points, as Chromium rounds them."""

NOT_CONTENT = (
    *("Skip to", "Sign in", "Sign out", "Assessments", "On this page", "Copy the note"),
    *("Download as JSON", "Amend in a new assessment", "Help and sources", "Why, and where from"),
)
SAID = "#purpose, .own dd, [data-consideration] :is(.say, .trace, .keep dd), .gap span"
"""What results say, and why; a comment, a reason and a view of one's own, word for word."""
DEFINITION = scenes.starter(scenes.MAIN).definition
LABEL = scenes.starter(scenes.MAIN).label


def squeezed(text: str) -> str:
    """A text without what breaking its lines adds."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(page: Page, paper: str) -> list[str]:
    """The text of each sheet."""
    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages
    assert {round(sheet.mediabox.width) for sheet in sheets} == {WIDTHS[paper]}
    return [squeezed(sheet.extract_text()) for sheet in sheets]


def assert_every_sheet_is_marked(sheets: list[str], *marks: str) -> None:
    """Each sheet says its number of how many, and what it belongs to."""
    for number, sheet in enumerate(sheets, start=1):
        for mark in (f"{number} / {len(sheets)}", *marks):
            assert squeezed(mark) in sheet, f"{mark!r} is not on sheet {number}: {sheet}"


def assert_holds(sheets: list[str], texts: list[str]) -> None:
    """Each text stands whole on one of the sheets."""
    cut = [text for text in texts if not any(squeezed(text) in sheet for sheet in sheets)]
    assert cut == []


def assert_nothing_but_content(sheets: list[str]) -> None:
    """What is pressed and followed on a screen is not on paper."""
    found = [words for words in NOT_CONTENT if any(squeezed(words) in sheet for sheet in sheets)]
    assert found == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(("name", "most"), [("quiet", 2), ("done", 4), ("empty", 2)])
def test_results_are_printed_whole(
    page: Page, stage: Stage, name: str, most: int, paper: str
) -> None:
    page.context.add_cookies(stage.cookies("clinician"))  # type: ignore[arg-type]
    page.goto(stage.address(SECTION % (name, "results")))
    said = page.locator(SAID).all_text_contents()
    sheets = printed(page, paper)

    assert len(said) > 3
    assert len(sheets) <= most
    assert_holds(sheets, [*said, *DEFINITION.limits])
    assert_nothing_but_content(sheets)
    assert_every_sheet_is_marked(sheets, stage.places[name], LABEL)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_blank_checklist_is_printed_whole_with_its_warnings(
    page: Page, stage: Stage, paper: str
) -> None:
    page.goto(f"{stage.url}/checklists/{scenes.MAIN}/blank/")
    sheets = printed(page, paper)

    warnings = [each for _, each in DEFINITION.considerations() if each.kind is Kind.URGENT]
    assert_holds(sheets, [each.text for each in warnings])
    for criterion in DEFINITION.criteria.values():
        assert_holds(sheets, [criterion.question, *(each.label for each in criterion.options)])
    assert_holds(sheets, ["Example only, not a real route", *DEFINITION.limits])
    assert_nothing_but_content(sheets)
    assert_every_sheet_is_marked(sheets, LABEL, DEFINITION.title)

"""No page speaks or moves (``quiet``), and axe-core finds nothing on any.

It looks for WCAG 2.2 A and AA, and for what it calls best practices.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import tools
from tests.browser.pages import ADMIN, OURS, OUTLINES, Shown
from tests.browser.quiet import complaints
from tests.browser.stage import Stage

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ALL = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
]
COLOURS = ["color-contrast"]
"""What a theme alone can break; all else is looked at once at each width."""

LOOKS = [
    ("light", PHONE, ALL),
    ("light", DESKTOP, COLOURS),
    ("dark", PHONE, COLOURS),
    ("dark", DESKTOP, ALL),
]

DJANGOS = [shown for shown in ADMIN if shown not in OUTLINES]
"""Pages of the administration that are not wholly ours."""

NOT_OURS = (".breadcrumbs", ".inline-group")
"""Parts of those that are Django's own: it labels no field of a list."""

FORCED = [
    *("section, urgent", "results", "list, filled"),
    *("practice, section, urgent", "practice, feedback", "practice, progress"),
]

still = pytest.mark.browser_context_args(reduced_motion="reduce")
"""A colour that is on its way to another is no fault."""


def found(page: Page, rules: list[str], but_in: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page as it is shown, a line a node, but in parts that are not ours."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(tools.axe())
    options = {
        "runOnly": rules,
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
    }
    violations: list[dict[str, Any]] = page.evaluate(
        """async ([where, options]) => {
            // What a bar that stays in place lies over just now is no fault.
            scrollTo({top: 0, behavior: "instant"});
            await Promise.all(document.getAnimations().map((each) => each.finished));
            return (await axe.run(where, options)).violations;
        }""",
        [{"exclude": [[part] for part in but_in]}, options],
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:160]} "
        f"{node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("shown", OURS, ids=str)
def test_a_page_is_quiet_and_axe_finds_nothing(tab: Page, stage: Stage, shown: Shown) -> None:
    wrong = complaints(tab, stage, shown)
    for theme, screen, rules in LOOKS:
        tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        tab.set_viewport_size(screen)  # type: ignore[arg-type]
        where = f"{shown}, {screen['width']} px, {theme}"
        wrong += [f"{where}: {line}" for line in found(tab, rules)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("shown", DJANGOS, ids=str)
def test_a_page_is_quiet_and_axe_finds_nothing_in_what_is_ours_of_the_administration(
    tab: Page, stage: Stage, shown: Shown
) -> None:
    wrong = complaints(tab, stage, shown)
    for theme in ("light", "dark"):
        tab.emulate_media(color_scheme=theme)
        wrong += [f"{theme}: {line}" for line in found(tab, ALL, but_in=NOT_OURS)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("shown", OUTLINES, ids=str)
def test_a_page_is_quiet_and_axe_finds_nothing_where_the_administration_is_wholly_ours(
    tab: Page, stage: Stage, shown: Shown
) -> None:
    """Whole, with all that is folded away, on a phone and on a large screen."""
    wrong = complaints(tab, stage, shown)
    tab.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
    for theme, screen, rules in LOOKS:
        tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two
        tab.set_viewport_size(screen)  # type: ignore[arg-type]
        wrong += [f"{theme}: {line}" for line in found(tab, rules)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.browser_context_args(forced_colors="active", reduced_motion="reduce")
@pytest.mark.parametrize("name", FORCED)
def test_axe_finds_nothing_in_forced_colours(page: Page, stage: Stage, name: str) -> None:
    next(shown for shown in OURS if shown.name == name).open(page, stage)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wrong = found(page, ALL)
    assert wrong == [], "\n".join(wrong)

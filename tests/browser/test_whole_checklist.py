"""The whole checklist, by mouse, by keyboard alone and without scripts: the same results."""

import pytest
from playwright.sync_api import Page

from tests.browser.cast import QUIET, URGENT
from tests.browser.stage import Stage
from tests.browser.ways import (
    Choose,
    Press,
    click,
    click_button,
    expected,
    press_enter,
    raised,
    step_to,
    walk,
)
from tests.cases import Case

without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)
in_hand = pytest.mark.browser_context_args(viewport={"width": 360, "height": 640}, has_touch=True)


@pytest.mark.parametrize(
    ("case", "choose", "press"),
    [
        pytest.param(URGENT, click, click_button, id="by mouse"),
        pytest.param(URGENT, step_to, press_enter, id="by keyboard alone"),
        pytest.param(QUIET, click, click_button, id="on a phone", marks=in_hand),
        pytest.param(URGENT, click, click_button, id="without scripts", marks=without_scripts),
        pytest.param(
            QUIET, step_to, press_enter, id="by keyboard, without scripts", marks=without_scripts
        ),
    ],
)
def test_the_whole_checklist_leads_to_its_results(
    page: Page, stage: Stage, case: Case, choose: Choose, press: Press
) -> None:
    page.goto(stage.url)
    press(page, "Try it as a guest")
    walk(page, case.answers, choose, press)
    assert raised(page) == expected(case)

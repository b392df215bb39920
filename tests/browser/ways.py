"""Ways through a whole checklist, by mouse or by keyboard alone, and what comes of it."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from tests.cases import Case

Choose = Callable[[Page, str, str], None]
"""Gives a criterion one of its options."""
Press = Callable[[Page, str], None]
"""Presses the first button of a name, and waits for the page that it leads to."""

ASKED = "[...new Set([...document.querySelectorAll('.crits input')].map((box) => box.name))]"
CHOSEN = "[...document.querySelectorAll('.crits input:checked')].map((box) => box.id)"
HAS_SCRIPTS = "matchMedia('(scripting: enabled)').matches"
FOCUSED = """() => {
    const {id, name, value, type, textContent} = document.activeElement;
    return {id, name, value, type, text: textContent.trim()};
}"""
MOST = 150
"""More steps than any page has."""


def click(page: Page, criterion: str, option: str) -> None:
    """Choose by a click on the words."""
    page.locator(f"label[for='{criterion}.{option}']").click()


def click_button(page: Page, name: str) -> None:
    """Press a button by a click."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def step_to(page: Page, criterion: str, option: str) -> None:
    """Choose by Tab, the arrow keys and the space bar."""
    focused = tab_until(page, lambda focused: focused["name"] == criterion)
    page.keyboard.press("Space")
    for _ in range(MOST):
        focused = page.evaluate(FOCUSED)
        if focused["value"] == option:
            return
        page.keyboard.press("ArrowDown")
    message = f"No step leads to {criterion}.{option}: the focus is at {focused}"
    raise AssertionError(message)


def press_enter(page: Page, name: str) -> None:
    """Press a button by Tab and Enter."""
    tab_until(page, lambda focused: focused["type"] == "submit" and name in focused["text"])
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_until(page: Page, is_there: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """Press Tab until the focus is where it is wanted, and return what has it."""
    for _ in range(MOST):
        focused: dict[str, str] = page.evaluate(FOCUSED)
        if is_there(focused):
            return focused
        page.keyboard.press("Tab")
    message = f"Tab leads nowhere near that; the focus is at {focused}"
    raise AssertionError(message)


def unanswered(page: Page, answers: Mapping[str, str]) -> list[str]:
    """The criteria on the page that do not have the case's answer yet."""
    chosen = page.evaluate(CHOSEN)
    return [each for each in page.evaluate(ASKED) if f"{each}.{answers[each]}" not in chosen]


def answer_page(page: Page, answers: Mapping[str, str], choose: Choose) -> None:
    """Give the case's answer to all that the page asks, and to what comes into view by it."""
    while left := unanswered(page, answers):
        choose(page, left[0], answers[left[0]])
        if not unanswered(page, answers) and page.evaluate(HAS_SCRIPTS):
            # What its saving brings into view is there when it is saved.
            expect(page.locator(".saved.off")).to_have_count(0)


def walk(page: Page, answers: Mapping[str, str], choose: Choose, press: Press) -> None:
    """From the first section to results."""
    while not page.url.endswith("/review/"):
        answer_page(page, answers, choose)
        press(page, "Save and")
    press(page, "Complete and see what to weigh")


def raised(page: Page) -> dict[str, list[str]]:
    """The considerations on the results page, by kind, in their order."""
    found: dict[str, list[str]] = {}
    for line in page.locator("[data-consideration]").all():
        kind, key = line.get_attribute("data-kind"), line.get_attribute("data-consideration")
        found.setdefault(str(kind), []).append(str(key))
    return found


def expected(case: Case) -> dict[str, list[str]]:
    """What the case says that its answers raise."""
    return {kind: list(keys) for kind, keys in case.considerations.items() if keys}

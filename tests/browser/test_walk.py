"""A person walks the whole starter checklist in a real browser, from the start page to results."""

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import scenes
from tests.browser.walking import save, wait_until_saved
from tests.cases import Case, cases

AFTER_MIDNIGHT = next(case for case in cases() if case.key == "after-midnight")
"""A case that raises something urgent and brings further questions into view."""


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a site with the starter checklist in use."""
    scenes.load_starter()
    return live_server.url


def answer_what_is_asked(page: Page, answers: Mapping[str, str]) -> None:
    """Choose the case's answer to every question on the page."""
    for criterion, option in answers.items():
        choice = page.locator(f"[id='{criterion}.{option}']")
        if choice.count():
            choice.check()


def answer_what_comes_up(page: Page, answers: Mapping[str, str]) -> None:
    """Choose the case's answers, and then to the questions that they bring into view at once."""
    answered = -1
    while (chosen := page.locator("[type=radio]:checked").count()) > answered:
        answered = chosen
        answer_what_is_asked(page, answers)
        wait_until_saved(page)


def walk_to_review(
    page: Page,
    answers: Mapping[str, str],
    answer: Callable[[Page, Mapping[str, str]], None],
) -> list[str]:
    """Answer section after section, and return the addresses at which the walk stopped."""
    stops = []
    while not page.url.endswith("/review/"):
        answer(page, answers)
        save(page)
        stops.append(page.url.split("/", 5)[-1])
    return stops


def raised(page: Page) -> dict[str, list[str]]:
    """The considerations on the results page, by kind, in their order."""
    found: dict[str, list[str]] = {kind: [] for kind in AFTER_MIDNIGHT.considerations}
    for line in page.locator("[data-consideration]").all():
        kind, key = line.get_attribute("data-kind"), line.get_attribute("data-consideration")
        found[str(kind)].append(str(key))
    return found


def expected(case: Case) -> dict[str, list[str]]:
    """What the case says that its answers raise."""
    return {kind: list(keys) for kind, keys in case.considerations.items()}


def test_a_clinician_walks_from_sign_in_to_results(page: Page, site: str) -> None:
    scenes.make_user("clinician")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))

    page.goto(f"{site}/accounts/login/")
    page.get_by_label("User name or e-mail address").fill("clinician")
    page.get_by_label("Password").fill(scenes.PASSWORD)
    save(page, "Sign in")
    save(page, "Start an assessment")
    stops = walk_to_review(page, AFTER_MIDNIGHT.answers, answer_what_comes_up)
    page.get_by_label("Your own view").fill("Safety first; the rest can wait.")
    save(page, "Complete and see what to weigh")

    assert raised(page) == expected(AFTER_MIDNIGHT)
    # Nothing stops whoever has been shown already what an answer brought up.
    assert [stop for stop in stops if "?new=" in stop] == []
    expect(page.get_by_text("Safety first; the rest can wait.", exact=True)).to_be_visible()
    assert told == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_guest_walks_without_scripts_to_results(page: Page, site: str) -> None:
    page.goto(site)
    save(page, "Try it as a guest")
    stops = walk_to_review(page, AFTER_MIDNIGHT.answers, answer_what_is_asked)
    save(page, "Complete and see what to weigh")

    assert raised(page) == expected(AFTER_MIDNIGHT)
    assert [stop for stop in stops if "?new=" in stop] == [
        "depression/?new=trial-limits#trial-limits",
        "suicide-risk/?new=urgent#urgent",
        "suicide-risk/?new=urgent#urgent",
        "route-and-setting/?new=certified#certified",
    ]
    expect(page.get_by_role("button", name="Copy the note")).to_be_hidden()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_urgent_notice_has_the_focus_when_it_comes_up(page: Page, site: str) -> None:
    page.goto(site)
    save(page, "Try it as a guest")
    save(page, "2. Suicide risk now")
    page.locator("[id='suicide-risk.imminent']").check()
    save(page)

    notice = page.get_by_role("alert")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("Act now, outside this checklist")


def test_enter_saves_and_goes_on(page: Page, site: str) -> None:
    """The list of sections stands before the form: its buttons must not be what Enter presses."""
    page.goto(site)
    save(page, "Try it as a guest")
    save(page, "3. Mental health history")
    choice = page.locator("[id='psychosis.none']")
    choice.check()
    with page.expect_navigation():
        choice.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Physical health and medicines")


def test_moving_to_another_section_saves(page: Page, site: str) -> None:
    page.goto(site)
    save(page, "Try it as a guest")
    page.locator("[id='diagnosis.bipolar']").check()
    save(page, "7. The course")
    save(page, "1. The depression")

    expect(page.locator("[id='diagnosis.bipolar']")).to_be_checked()


def test_a_keyboard_alone_answers_and_saves(page: Page, site: str) -> None:
    page.goto(site)
    save(page, "Try it as a guest")
    page.locator("[id='diagnosis.mdd-moderate-severe']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.go_back()

    expect(page.locator("[id='diagnosis.mdd-mild']")).to_be_checked()


def test_the_note_is_copied(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto(site)
    save(page, "Try it as a guest")
    save(page, "Review all answers")
    save(page, "Complete and see what to weigh")
    page.get_by_role("button", name="Copy the note").click()

    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("CONSIDERATIONS, NOT A PRESCRIBING DECISION")


def test_the_print_button_prints(page: Page, site: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'Printed'; };")
    page.goto(f"{site}/checklists/{scenes.MAIN}/blank/")
    page.get_by_role("button", name="Print").click()

    expect(page).to_have_title("Printed")

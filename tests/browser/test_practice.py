"""A trainee goes through a case to its feedback, and again with one answer mended."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from checklist.practice.models import Attempt
from tests import scenes
from tests.browser.pages import ATTEMPT
from tests.browser.stage import Stage
from tests.browser.walking import choose, option, sign_in, wait_until_saved
from tests.browser.ways import answer_page, click, click_button
from tests.practice import casting

EVERY = casting.starter().cases[0].answers
UNSAFE = {**EVERY, "suicide-risk": "elevated", "safety-plan": "in-place"}
PHONE: ViewportSize = {"width": 360, "height": 640}


def begin(page: Page, site: LiveServer) -> None:
    """Sign in as a trainee, and open the case that comes first."""
    casting.load_cases()
    sign_in(page, site, scenes.make_user("trainee"))
    page.goto(f"{site.url}/practice/")
    page.get_by_role("link", name="Open this case").click()


def go_through(page: Page, answers: Mapping[str, str]) -> None:
    """Answer every section of a case, and submit it."""
    while not page.url.endswith("/review/"):
        answer_page(page, answers, click)
        click_button(page, "Save and")
    click_button(page, "Submit and see feedback")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_case_is_tried_and_tried_again_with_what_was_unsafe_mended(
    page: Page, live_server: LiveServer
) -> None:
    begin(page, live_server)
    click_button(page, "Start")
    go_through(page, UNSAFE)
    first = page.locator(".diff").first
    expect(first).to_contain_text("Unsafe")
    expect(first).to_contain_text("Raised, not imminent")
    expect(first).to_contain_text("No current suicidal thoughts")

    with page.expect_navigation():
        page.get_by_role("link", name="Try this one again").click()
    click_button(page, "Try it again")
    go_through(page, EVERY)
    expect(page.locator("h1 + .lede")).to_contain_text("23 answers agree.")
    with page.expect_navigation():
        page.get_by_role("link", name="My progress").click()
    table = page.get_by_role("region", name="Agreement over time, table").locator("tbody tr")
    expect(table).to_have_count(2)
    expect(table.first).to_contain_text("22 of 23")
    expect(table.last).to_contain_text("23 of 23")
    with page.expect_navigation():
        page.get_by_role("link", name="Feedback on 2.1").click()
    expect(page.locator("#suicide-risk")).to_be_in_viewport()


def test_what_is_answered_is_saved_at_once_and_closes_no_section(
    page: Page, live_server: LiveServer
) -> None:
    """Feedback comes when it is asked for: saving in the background does not ask."""
    begin(page, live_server)
    page.get_by_label("After each section").check()
    click_button(page, "Start")
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)
    attempt = Attempt.objects.get()
    assert attempt.choices == {"diagnosis": "bipolar"}
    assert attempt.seen == []
    page.reload()
    expect(option(page, "diagnosis.bipolar")).to_be_checked()
    click_button(page, "Save and see feedback")
    expect(page.locator("#diagnosis")).to_contain_text("Differs")


def test_enter_saves_and_goes_on(page: Page, live_server: LiveServer) -> None:
    begin(page, live_server)
    click_button(page, "Start")
    option(page, "diagnosis.bipolar").check()
    wait_until_saved(page)
    with page.expect_navigation():
        option(page, "diagnosis.bipolar").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suicide risk now")


def test_an_urgent_answer_is_marked_at_once_beside_the_way_to_the_case(
    page: Page, live_server: LiveServer
) -> None:
    begin(page, live_server)
    click_button(page, "Start")
    click_button(page, "Save and")
    choose(page, "suicide-risk.imminent")
    expect(page.locator(".bar-end .k-urgent")).to_be_visible()
    expect(page.locator("#urgent")).to_contain_text("This is an invented case")
    wait_until_saved(page)
    expect(page.locator(".bar-end .k-urgent")).to_have_count(1)
    choose(page, "suicide-risk.low")
    expect(page.locator(".bar-end .k-urgent")).to_have_count(0)
    expect(page.locator(".bar-end .plain")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_one_touch_on_a_phone_opens_the_case(browser: Browser, stage: Stage, scripts: bool) -> None:
    with browser.new_context(
        java_script_enabled=scripts, viewport=PHONE, has_touch=True
    ) as context:
        context.add_cookies(stage.cookies("trainee"))  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(stage.address(ATTEMPT % ("case_fresh", "depression")))
        case = page.get_by_role("complementary", name="Two careful trials")
        expect(case).to_be_hidden()
        page.get_by_role("button", name="The case").tap()
        expect(case).to_be_in_viewport()
        case.get_by_role("button", name="Close").tap()
        expect(case).to_be_hidden()


def test_the_case_stands_beside_the_questions_where_there_is_room(page: Page, stage: Stage) -> None:
    page.context.add_cookies(stage.cookies("trainee"))  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(stage.address(ATTEMPT % ("case_fresh", "depression")))
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(page.locator("#case-h")).to_be_in_viewport()

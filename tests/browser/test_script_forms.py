"""What script adds to every form: number keys, counts, a warning, no second press."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import Dialog, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.browser.walking import (
    Gate,
    begin,
    choose,
    comment,
    open_page,
    option,
    save,
    stored,
    wait_until_saved,
)

SEEN = "(option) => getComputedStyle(option.parentElement, '::after').content"
PLACES = """() => [...document.querySelectorAll("main *")]
    .filter((each) => each.checkVisibility())
    .map((each) => {
        const {x, y, width, height} = each.getBoundingClientRect();
        return [x, y + scrollY, width, height].join();
    })"""

TWICE = """async (button) => {
    for (const press of [1, 2]) {
        button.click();
        await new Promise((later) => setTimeout(later, 300));
    }
}"""


@pytest.fixture
def walk(page: Page, live_server: LiveServer) -> Assessment:
    """An assessment whose section on the depression is open."""
    walk = begin(page, live_server)
    open_page(page, live_server, walk, "depression")
    return walk


def number(page: Page, key: str) -> str:
    """The number that is shown beside an option, with what is read out of it."""
    shown: str = option(page, key).evaluate(SEEN)
    return shown


# -- Number keys ------------------------------------------------------------------------------


def test_a_digit_chooses_the_answer_of_that_number(page: Page, walk: Assessment) -> None:
    option(page, "diagnosis.mdd-mild").focus()
    page.keyboard.press("3")
    expect(option(page, "diagnosis.bipolar")).to_be_checked()
    expect(option(page, "diagnosis.bipolar")).to_be_focused()
    page.keyboard.press("4")
    expect(option(page, "diagnosis.other")).to_be_checked()
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"option": "other"}}


def test_a_digit_takes_an_answer_back_once_there_is_one(page: Page, walk: Assessment) -> None:
    option(page, "diagnosis.mdd-mild").focus()
    page.keyboard.press("6")
    assert page.locator("[name='diagnosis']:checked").count() == 0
    page.keyboard.press("1")
    page.keyboard.press("6")
    expect(option(page, "diagnosis.")).to_be_checked()
    page.keyboard.press("9")
    page.keyboard.press("0")
    expect(option(page, "diagnosis.")).to_be_checked()


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_a_digit_with_another_key_is_the_browsers(page: Page, walk: Assessment, held: str) -> None:
    option(page, "diagnosis.mdd-mild").focus()
    page.keyboard.press(f"{held}+3")
    assert page.locator("[name='diagnosis']:checked").count() == 0


def test_a_digit_in_a_text_is_a_digit(page: Page, walk: Assessment) -> None:
    box = comment(page, "diagnosis")
    box.press_sequentially("2 of 3")
    expect(box).to_have_value("2 of 3")
    assert page.locator("[type=radio]:checked").count() == 0


def test_numbers_are_seen_only_while_the_question_has_the_focus_and_are_not_read_out(
    page: Page, walk: Assessment
) -> None:
    assert number(page, "diagnosis.bipolar") == "none"
    option(page, "diagnosis.mdd-mild").focus()
    assert number(page, "diagnosis.bipolar") == 'counter(answer) / ""'
    assert number(page, "alternatives.weighed") == "none"
    expect(page.locator("fieldset").first.get_by_role("radio").nth(2)).to_have_accessible_name(
        "Depressive episode in bipolar disorder"
    )


def test_nothing_moves_when_numbers_come_and_go(page: Page, walk: Assessment) -> None:
    # So narrow that the labels need all the room there is.
    page.set_viewport_size({"width": 420, "height": 800})
    before = page.evaluate(PLACES)
    option(page, "diagnosis.mdd-mild").focus()
    assert page.evaluate(PLACES) == before
    option(page, "alternatives.weighed").focus()
    assert page.evaluate(PLACES) == before


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_no_number_is_shown_or_spoken_of(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    option(page, "diagnosis.mdd-mild").focus()
    expect(page.get_by_text("a number key chooses")).to_be_hidden()
    shown = page.locator(".opts").first.aria_snapshot()
    assert "1" not in shown


# -- Counts -----------------------------------------------------------------------------------


def test_the_count_counts_while_somebody_writes_as_the_server_does(
    page: Page, walk: Assessment
) -> None:
    count = page.locator("[id='diagnosis-comment-count']")
    box = comment(page, "diagnosis")
    box.press_sequentially("  Ok 🙂 ")
    expect(count).to_have_text("4 of 500 characters")
    expect(page.locator("[data-told]")).to_have_text("")


def test_the_count_is_heard_when_little_room_is_left(page: Page, walk: Assessment) -> None:
    told = page.locator("[data-told]")
    comment(page, "diagnosis").fill("x" * 450)
    expect(told).to_have_text("450 of 500 characters")


# -- Leaving ----------------------------------------------------------------------------------


@contextmanager
def asked(page: Page) -> Iterator[list[str]]:
    """What the browser asks when a page is left; each time somebody then stays."""
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    yield questions
    page.remove_listener("dialog", stay)


def leave(page: Page, link: Locator) -> None:
    """Follow a link, and give the browser time to ask."""
    link.click(no_wait_after=True)
    page.wait_for_timeout(300)


def test_leaving_asks_while_a_comment_is_not_saved_and_not_once_it_is(
    page: Page, walk: Assessment
) -> None:
    about = page.get_by_role("link", name="About").first
    page.route("**/*", lambda route: route.abort() if route.request.method == "POST" else None)
    comment(page, "diagnosis").fill("As referred.")
    with asked(page) as questions:
        leave(page, about)
        assert questions == ["beforeunload"]
        expect(comment(page, "diagnosis")).to_have_value("As referred.")
        page.unroute("**/*")
        choose(page, "alternatives.weighed")
        wait_until_saved(page)
        leave(page, about)
        assert questions == ["beforeunload"]
    page.wait_for_url("**/about/")


def test_leaving_review_asks_while_ones_own_view_stands_in_its_box(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    open_page(page, live_server, walk, "review")
    change = page.locator("main a[href$='#diagnosis']")
    with asked(page) as questions:
        page.get_by_label("Your own view").press_sequentially("Wait.")
        leave(page, change)
        assert questions == ["beforeunload"]
        expect(page.get_by_label("Your own view")).to_have_value("Wait.")
        page.get_by_label("Your own view").fill("")
        leave(page, change)
        assert questions == ["beforeunload"]
    page.wait_for_url("**/depression/**")


def test_leaving_asks_on_a_page_that_was_changed_elsewhere(page: Page, walk: Assessment) -> None:
    scenes.answer(walk, {"diagnosis": "other"})
    choose(page, "diagnosis.bipolar")
    with asked(page) as questions:
        save(page)
        expect(page.get_by_text("Nothing has been overwritten")).to_be_visible()
        page.locator("h1").click()
        leave(page, page.get_by_role("link", name="About").first)
        assert questions == ["beforeunload"]


def test_leaving_asks_on_a_page_that_was_refused(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    open_page(page, live_server, walk, "review")
    page.get_by_label("Your own view").fill("Wait. " * 100)
    with asked(page) as questions:
        save(page, "Complete")
        assert questions == []
        expect(page.get_by_text("not completed yet")).to_be_visible()
        page.get_by_label("Your own view").press("End")
        leave(page, page.get_by_role("link", name="About").first)
        assert questions == ["beforeunload"]


def test_leaving_results_asks_while_a_reason_is_not_added(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    scenes.complete(scenes.answer(walk, {"suicide-risk": "imminent", "psychosis": "current"}))
    open_page(page, live_server, walk, "results")
    with asked(page) as questions:
        line = page.locator("[data-consideration='suicide-risk.imminent.1']")
        line.get_by_text("I see this otherwise").click()
        line.get_by_label("Your reason").press_sequentially("Seen by the team.")
        leave(page, page.get_by_role("link", name="About").first)
        assert questions == ["beforeunload"]
        with page.expect_navigation():
            line.get_by_role("button", name="Add this reason").click()
        assert questions == ["beforeunload"]
    expect(page.get_by_text("Seen by the team.").first).to_be_visible()


# -- Once -------------------------------------------------------------------------------------


def press_twice(page: Page, name: str) -> None:
    """Press a button, and once more while the server has not answered."""
    gate = Gate(page)
    page.get_by_role("button", name=name).evaluate(TWICE)
    assert len(gate.waiting) == 1
    with page.expect_navigation():
        gate.lift()


def test_start_pressed_twice_starts_one_assessment(page: Page, live_server: LiveServer) -> None:
    scenes.load_starter()
    page.goto(live_server.url)
    press_twice(page, "Try it as a guest")
    assert page.url.endswith("/depression/")
    assert Assessment.objects.count() == 1


def test_complete_pressed_twice_completes_once(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    open_page(page, live_server, walk, "review")
    page.get_by_label("Your own view").fill("Wait.")
    press_twice(page, "Complete and see")
    assert page.url.endswith("/results/")
    kinds = Event.objects.filter(assessment=walk).values_list("kind", flat=True)
    assert list(kinds) == ["started", "completed"]


# -- Coming back ------------------------------------------------------------------------------


def test_back_shows_what_is_stored_and_can_be_saved_from(page: Page, walk: Assessment) -> None:
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)
    save(page)
    scenes.answer(Assessment.objects.get(pk=walk.pk), {"diagnosis": "other"})
    page.go_back()

    expect(option(page, "diagnosis.other")).to_be_checked()
    # Some browsers would choose again what was chosen when the page was left.
    expect(page.locator("[id='section-form']")).to_have_attribute("autocomplete", "off")
    expect(page.locator("[name=revision]")).to_have_value("2")
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)
    assert stored(walk) == {"diagnosis": {"option": "bipolar"}}


COME_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


def test_a_page_that_the_browser_kept_reloads_what_is_stored(page: Page, walk: Assessment) -> None:
    scenes.answer(walk, {"diagnosis": "other"})
    with page.expect_navigation():
        page.evaluate(COME_BACK)
    expect(option(page, "diagnosis.other")).to_be_checked()


def test_a_page_that_the_browser_kept_with_unsaved_text_saves_that(
    page: Page, walk: Assessment
) -> None:
    # A browser does not tell a page that it has put away that the network is back.
    page.add_init_script("addEventListener('online', (told) => told.stopImmediatePropagation())")
    page.reload()
    page.context.set_offline(True)
    comment(page, "diagnosis").fill("As referred.")
    comment(page, "diagnosis").blur()
    expect(page.locator(".trouble")).to_be_visible()
    page.context.set_offline(False)
    page.evaluate(COME_BACK)
    wait_until_saved(page)

    expect(comment(page, "diagnosis")).to_have_value("As referred.")
    assert stored(walk) == {"diagnosis": {"comment": "As referred."}}


# -- Weight -----------------------------------------------------------------------------------


def test_all_scripts_together_weigh_little() -> None:
    scripts = list(settings.BASE.glob("static/**/*.js"))
    assert len(scripts) >= 4
    assert sum(len(gzip.compress(each.read_bytes())) for each in scripts) <= 10_240
    for each in scripts:
        assert not re.search(r"innerHTML|eval\(|\.style\b", each.read_text(encoding="utf-8"))

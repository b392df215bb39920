"""What an answer brings up on its page: the urgent notice at once, the rest with the save."""

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from checklist.walk.models import Assessment
from tests.browser.test_axe import ALL, found
from tests.browser.test_focus import walked_by_tab
from tests.browser.walking import (
    Gate,
    begin,
    choose,
    comment,
    open_page,
    option,
    press,
    saved,
    stored,
    wait_until_saved,
)

ACT_NOW = "Act now, outside this checklist"
NOT_SAVED, SAVED = "This section is not saved yet", "What you entered is saved"
# A page as the server sent it or as it has become: each element's tag, attributes and own words.
LOOKS = """[...document.querySelectorAll("body *")]
    .filter((each) => !each.closest("template, [data-told]") && each.type !== "hidden")
    .map((each) => [
        each.localName,
        ...each.getAttributeNames().map((name) => `${name}=${each.getAttribute(name)}`).sort(),
        ...[...each.childNodes].map((inside) => inside.data?.trim()).filter((words) => words),
    ].join(" "))"""


@pytest.fixture
def walk(page: Page, live_server: LiveServer) -> Assessment:
    """An assessment whose section on the risk of suicide is open."""
    walk = begin(page, live_server)
    open_page(page, live_server, walk, "suicide-risk")
    return walk


def notice(page: Page) -> Locator:
    """The urgent notice."""
    return page.locator("[id='urgent']")


def chip(page: Page) -> Locator:
    """The mark in the bar of a phone that leads to it."""
    return page.locator(".bar .chip")


def hold_nothing(page: Page) -> None:
    """Make the browser one that does not itself keep in place what is on the screen."""
    page.evaluate("document.documentElement.style.overflowAnchor = 'none'")


def top(place: Locator) -> float:
    """How far an element is from the upper edge of the screen."""
    box = place.bounding_box()
    assert box is not None
    return box["y"]


def test_a_question_comes_into_view_with_the_answer_and_goes_with_it(
    page: Page, walk: Assessment
) -> None:
    followed = page.locator("[id='safety-plan']")
    expect(followed).to_have_count(0)
    choose(page, "suicide-risk.elevated")
    expect(followed).to_be_visible()
    expect(followed.locator(".because")).to_contain_text("Asked because 2.1")
    expect(page.locator("[data-told]")).to_have_text(
        "Saved. Your answer brought another question into view: 2.2 Safety plan."
    )
    choose(page, "safety-plan.partial")
    wait_until_saved(page)
    choose(page, "suicide-risk.low")
    expect(followed).to_have_count(0)

    assert stored(walk) == {
        "suicide-risk": {"option": "low"},
        "safety-plan": {"option": "partial"},
    }


def test_focus_and_caret_stay_and_so_does_their_place_on_the_screen(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    open_page(page, live_server, walk, "depression")
    page.set_viewport_size({"width": 900, "height": 500})
    hold_nothing(page)
    # The question that comes up stands before the box in which somebody is writing by then.
    gate = Gate(page)
    choose(page, "adequate-trials.one")
    expect(saved(page)).to_have_text("Saving …")
    box = comment(page, "alternatives")
    box.fill("Weighed before.")
    box.evaluate("(box) => { box.setSelectionRange(3, 5); }")
    before = top(box)
    gate.open(page)
    expect(page.locator("[id='trial-limits']")).to_be_attached()

    expect(box).to_be_focused()
    assert box.evaluate("(box) => [box.selectionStart, box.selectionEnd]") == [3, 5]
    assert top(box) == pytest.approx(before, abs=1)
    assert page.locator("details:has([id='alternatives-comment'])").get_attribute("open") == ""


def test_a_question_that_goes_out_of_view_keeps_what_is_written_in_it_until_that_is_saved(
    page: Page, walk: Assessment
) -> None:
    choose(page, "suicide-risk.elevated")
    wait_until_saved(page)
    gate = Gate(page)
    choose(page, "suicide-risk.low")
    expect(saved(page)).to_have_text("Saving …")
    comment(page, "safety-plan").press_sequentially("Shared")
    gate.open(page)
    expect(page.locator(".steps [aria-current] small")).to_have_text("Complete")
    expect(comment(page, "safety-plan")).to_have_value("Shared")
    comment(page, "safety-plan").press_sequentially(" today.")
    gate.open(page)
    expect(page.locator("[id='safety-plan']")).to_have_count(0)

    # Nobody is left at a place that is no longer there.
    expect(page.locator("[id='suicide-risk']")).to_be_focused()
    assert stored(walk)["safety-plan"] == {"comment": "Shared today."}


def test_an_urgent_answer_shows_its_notice_at_once_without_any_network(
    page: Page, walk: Assessment
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.context.set_offline(True)
    choose(page, "suicide-risk.imminent")

    expect(notice(page)).to_be_visible(timeout=200)
    expect(notice(page)).to_have_attribute("role", "alert")
    expect(notice(page)).to_contain_text(ACT_NOW)
    expect(notice(page)).to_contain_text("Raised by 2.1 Suicide risk: “Imminent: intent")
    expect(notice(page)).to_contain_text("Local emergency route: Example only")
    expect(notice(page)).to_contain_text(NOT_SAVED)
    expect(notice(page).locator("[data-kind='urgent']")).to_have_attribute(
        "data-consideration", "suicide-risk.imminent.1"
    )
    expect(page.get_by_role("alert", name="Urgent: act outside this checklist")).to_be_visible()
    expect(chip(page)).to_be_in_viewport()
    expect(page.locator("[id='suicide-risk-raised']")).to_be_visible()
    expect(option(page, "suicide-risk.imminent")).to_be_focused()
    chip(page).click()
    expect(notice(page)).to_be_in_viewport(ratio=1)


def test_the_notice_stands_where_the_server_puts_it_and_moves_nothing(
    page: Page, walk: Assessment
) -> None:
    page.context.set_offline(True)
    page.set_viewport_size({"width": 1280, "height": 400})
    hold_nothing(page)
    answer = option(page, "suicide-risk.imminent")
    answer.scroll_into_view_if_needed()
    before = top(answer)
    choose(page, "suicide-risk.imminent")
    expect(notice(page)).to_be_attached()

    assert top(answer) == pytest.approx(before, abs=1)
    assert page.evaluate("document.querySelector('main > .head').nextElementSibling.id") == "urgent"


def test_an_urgent_answer_that_is_taken_back_before_it_is_saved_takes_its_notice_along(
    page: Page, walk: Assessment
) -> None:
    page.context.set_offline(True)
    choose(page, "suicide-risk.imminent")
    expect(notice(page)).to_be_visible()
    choose(page, "suicide-risk.low")

    for gone in (notice(page), chip(page), page.locator("[id='suicide-risk-raised']")):
        expect(gone).to_have_count(0)


def test_the_reply_makes_the_notice_the_servers_own(page: Page, walk: Assessment) -> None:
    choose(page, "suicide-risk.imminent")
    expect(notice(page)).to_contain_text(SAVED)

    assert page.locator("[data-early]").count() == 0
    # It was read out when it came; that it is saved by now is not worth hearing it all again.
    assert notice(page).get_attribute("role") is None
    expect(page.locator("[id='suicide-risk'] fieldset")).to_have_attribute(
        "aria-describedby", "suicide-risk-help suicide-risk-raised"
    )
    choose(page, "suicide-risk.low")
    for gone in (notice(page), chip(page), page.locator("[id='suicide-risk-raised']")):
        expect(gone).to_have_count(0)
    assert stored(walk) == {"suicide-risk": {"option": "low"}}


def test_the_reply_to_an_older_answer_takes_no_notice_away(page: Page, walk: Assessment) -> None:
    gate = Gate(page)
    choose(page, "suicide-risk.low")
    expect(saved(page)).to_have_text("Saving …")
    choose(page, "suicide-risk.imminent")
    gate.open(page)
    expect(page.locator("[name=revision]")).to_have_value("1")

    expect(notice(page)).to_contain_text(NOT_SAVED)
    expect(page.locator("[id='suicide-risk-raised']")).to_be_visible()
    gate.open(page)
    expect(notice(page)).to_contain_text(SAVED)


def test_an_urgent_answer_that_is_taken_back_and_given_again_is_shown_once(
    page: Page, walk: Assessment
) -> None:
    choose(page, "suicide-risk.imminent")
    expect(notice(page)).to_contain_text(SAVED)
    page.context.set_offline(True)
    choose(page, "suicide-risk.low")
    choose(page, "suicide-risk.imminent")

    expect(notice(page)).to_contain_text(NOT_SAVED)
    assert page.locator("[data-consideration]").count() == 1
    assert page.locator("[id='suicide-risk-raised']").count() == 1


def test_what_a_rule_raises_comes_with_the_reply_and_is_read_out(
    page: Page, walk: Assessment
) -> None:
    choose(page, "suicide-risk.imminent")
    expect(notice(page)).to_contain_text(SAVED)
    choose(page, "safety-plan.absent")
    expect(notice(page)).to_contain_text("stay with the person until the emergency team")

    expect(notice(page)).to_have_attribute("role", "alert")
    expect(notice(page).locator("[data-consideration]")).to_have_count(2)
    assert page.locator(".bar .chip").count() == 1


def test_an_urgent_answer_of_elsewhere_is_shown_where_saving_meets_it(
    page: Page, walk: Assessment
) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, "suicide-risk.imminent")
    wait_until_saved(other)
    choose(page, "suicide-risk.low")

    expect(notice(page)).to_contain_text(ACT_NOW)
    expect(chip(page)).to_be_attached()


def test_an_urgent_answer_and_its_button_at_once_bring_the_page_back_with_the_focus_on_the_notice(
    page: Page, walk: Assessment
) -> None:
    gate = Gate(page)
    choose(page, "suicide-risk.imminent")
    press(page)
    with page.expect_navigation():
        gate.lift()

    assert page.url.endswith("/suicide-risk/?new=urgent#urgent")
    expect(notice(page)).to_be_focused()
    expect(notice(page)).to_contain_text(SAVED)


def test_a_page_that_was_saved_piece_by_piece_looks_as_if_it_were_opened_anew(
    page: Page, walk: Assessment
) -> None:
    for key in (
        *("suicide-risk.imminent", "safety-plan.absent", "suicide-risk.low"),
        *("suicide-risk.elevated", "safety-plan.in-place", "suicide-risk.imminent"),
    ):
        choose(page, key)
        wait_until_saved(page)
    comment(page, "safety-plan").fill("Shared.")
    comment(page, "safety-plan").blur()
    wait_until_saved(page)
    piece_by_piece = page.evaluate(LOOKS)
    page.goto(page.url)

    assert piece_by_piece == page.evaluate(LOOKS)


@pytest.mark.parametrize("screen", [(360, 640), (1280, 800), (320, 225)], ids=str)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_script_shows_breaks_no_rule_and_hides_no_focus(
    page: Page, walk: Assessment, theme: Literal["light", "dark"], screen: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.context.set_offline(True)
    choose(page, "suicide-risk.imminent")
    expect(page.locator(".trouble")).to_be_visible()

    page.locator("h1").click()
    steps = [*walked_by_tab(page), *walked_by_tab(page, "Shift+Tab")]
    assert len(steps) > 20
    assert [
        step["what"] for step in steps if not (step["isOnScreen"] and step["isUncovered"])
    ] == []
    assert found(page, ALL) == []


def test_nothing_moves_under_a_mouse_button_that_is_down(
    page: Page, live_server: LiveServer, walk: Assessment
) -> None:
    open_page(page, live_server, walk, "depression")
    gate = Gate(page)
    choose(page, "adequate-trials.one")
    expect(saved(page)).to_have_text("Saving …")
    page.locator("label[for='alternatives.weighed']").hover()
    page.mouse.down()
    gate.open(page)
    page.wait_for_timeout(400)
    expect(page.locator("[id='trial-limits']")).to_have_count(0)
    page.mouse.up()
    gate.open(page)

    expect(option(page, "alternatives.weighed")).to_be_checked()
    expect(page.locator("[id='trial-limits']")).to_be_attached()


def test_a_step_that_has_the_focus_keeps_it_when_the_list_changes(
    page: Page, walk: Assessment
) -> None:
    gate = Gate(page)
    choose(page, "suicide-risk.low")
    expect(saved(page)).to_have_text("Saving …")
    step = page.get_by_role("button", name="3. Mental health history")
    step.focus()
    gate.open(page)
    wait_until_saved(page)

    expect(step).to_be_focused()

"""Saving in the background: what is stored, what the page says of it, and what goes wrong."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, Route, expect
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
    press,
    save,
    saved,
    stored,
    trouble,
    wait_until_saved,
)

UNREACHED = "Not saved: the site cannot be reached"
TOO_LONG = "x" * 501


@pytest.fixture
def walk(page: Page, live_server: LiveServer) -> Assessment:
    """An assessment whose section on the depression is open."""
    walk = begin(page, live_server)
    open_page(page, live_server, walk, "depression")
    return walk


def revision(page: Page) -> str:
    """The revision that the page would send."""
    return page.locator("[name=revision]").input_value()


def abort(route: Route) -> None:
    """Behave as a network that is gone, to whatever is posted."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def break_down(route: Route) -> None:
    """Behave as a proxy whose server is being restarted."""
    if route.request.method == "POST":
        route.fulfill(status=502, body="<h1>Bad gateway</h1>")
    else:
        route.continue_()


def lose_the_reply(route: Route) -> None:
    """Behave as a network that goes while the server answers: what was posted is stored."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def test_an_answer_is_saved_as_it_is_given(page: Page, walk: Assessment) -> None:
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"option": "bipolar"}}
    assert revision(page) == "1"
    assert page.locator(".steps [aria-current] small").inner_text() == "2 unanswered"


def test_a_comment_is_saved_when_its_box_is_left(page: Page, walk: Assessment) -> None:
    box = comment(page, "diagnosis")
    box.fill("As referred.")
    box.blur()
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"comment": "As referred."}}


def test_a_comment_is_saved_after_a_pause_while_its_box_stays_as_it_is(
    page: Page, walk: Assessment
) -> None:
    box = comment(page, "diagnosis")
    box.press_sequentially("As reffered.")
    for _ in range(6):
        box.press("ArrowLeft")
    wait_until_saved(page)
    box.press("Backspace")

    assert stored(walk) == {"diagnosis": {"comment": "As reffered."}}
    expect(box).to_be_focused()
    expect(box).to_have_value("As refered.")


def test_what_was_saved_while_it_was_written_is_not_saved_again_when_its_box_is_left(
    page: Page, walk: Assessment
) -> None:
    box = comment(page, "diagnosis")
    box.press_sequentially("As referred.")
    wait_until_saved(page)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.method))
    box.blur()
    page.wait_for_timeout(600)

    assert posted == []
    wait_until_saved(page)


def test_the_page_says_saved_only_after_the_server_answered(page: Page, walk: Assessment) -> None:
    choose(page, "diagnosis.other")
    wait_until_saved(page)
    gate = Gate(page)
    choose(page, "diagnosis.bipolar")
    expect(saved(page)).to_have_text("Not saved yet")
    expect(saved(page)).to_have_class("saved off")
    expect(saved(page)).to_have_text("Saving …")
    expect(saved(page)).to_have_class("saved off")
    gate.open(page)
    wait_until_saved(page)


def test_an_answer_that_is_changed_during_a_save_is_saved_next(
    page: Page, walk: Assessment
) -> None:
    gate = Gate(page)
    choose(page, "diagnosis.bipolar")
    expect(saved(page)).to_have_text("Saving …")
    choose(page, "diagnosis.other")
    gate.open(page)
    gate.open(page)
    wait_until_saved(page)

    expect(option(page, "diagnosis.other")).to_be_checked()
    assert stored(walk) == {"diagnosis": {"option": "other"}}
    assert revision(page) == "2"


def test_an_answer_that_goes_back_to_the_old_one_during_a_save_is_saved_too(
    page: Page, walk: Assessment
) -> None:
    scenes.answer(walk, {"diagnosis": "other"})
    page.reload()
    gate = Gate(page)
    choose(page, "diagnosis.bipolar")
    expect(saved(page)).to_have_text("Saving …")
    choose(page, "diagnosis.other")
    gate.open(page)
    gate.open(page)
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"option": "other"}}


def test_what_is_written_during_a_save_is_neither_lost_nor_called_saved(
    page: Page, walk: Assessment
) -> None:
    gate = Gate(page)
    choose(page, "diagnosis.bipolar")
    expect(saved(page)).to_have_text("Saving …")
    box = comment(page, "diagnosis")
    box.press_sequentially("As ref")
    gate.open(page)
    expect(page.locator(".steps [aria-current] small")).to_have_text("2 unanswered")
    expect(saved(page)).to_have_text("Not saved yet")
    expect(page.locator("[id='diagnosis-comment-count']")).to_have_text("6 of 500 characters")
    # The space at the end is not stored, and counts as saved all the same.
    box.press_sequentially("erred. ")
    gate.open(page)
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"option": "bipolar", "comment": "As referred."}}


def test_an_answer_that_was_taken_back_is_saved_as_none(page: Page, walk: Assessment) -> None:
    choose(page, "diagnosis.bipolar")
    wait_until_saved(page)
    choose(page, "diagnosis.")
    expect(saved(page)).to_have_text("Nothing answered yet")

    assert stored(walk) == {}


@pytest.mark.parametrize("fault", [abort, break_down])
def test_what_cannot_be_saved_is_said_to_be_unsaved_and_is_sent_with_the_next_answer(
    page: Page, walk: Assessment, fault: Callable[[Route], None]
) -> None:
    page.route("**/*", fault)
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_contain_text(UNREACHED)
    expect(page.locator("[data-told]")).to_contain_text(UNREACHED)
    expect(saved(page)).to_have_text("Not saved yet")
    expect(option(page, "diagnosis.bipolar")).to_be_checked()
    assert stored(walk) == {}

    page.unroute("**/*")
    choose(page, "alternatives.weighed")
    wait_until_saved(page)
    expect(trouble(page)).to_have_count(0)
    expect(page.locator("[data-told]")).to_contain_text("Last saved")
    assert stored(walk) == {
        "diagnosis": {"option": "bipolar"},
        "alternatives": {"option": "weighed"},
    }


def test_what_could_not_be_saved_is_in_sight_wherever_on_the_page_somebody_is(
    page: Page, walk: Assessment
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.route("**/*", abort)
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, 0)")
    expect(trouble(page)).to_be_in_viewport(ratio=1)


def test_what_could_not_be_saved_is_sent_once_the_network_is_back(
    page: Page, walk: Assessment
) -> None:
    page.context.set_offline(True)
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_contain_text(UNREACHED)
    page.context.set_offline(False)
    wait_until_saved(page)

    assert stored(walk) == {"diagnosis": {"option": "bipolar"}}


def test_a_button_leaves_no_page_whose_text_cannot_be_saved(page: Page, walk: Assessment) -> None:
    address = page.url
    page.context.set_offline(True)
    comment(page, "diagnosis").fill("As referred.")
    press(page)
    expect(trouble(page)).to_contain_text(UNREACHED)
    expect(comment(page, "diagnosis")).to_have_value("As referred.")
    assert page.url == address

    page.context.set_offline(False)
    save(page)
    assert page.url.endswith("/suicide-risk/")
    assert stored(walk) == {"diagnosis": {"comment": "As referred."}}


def test_a_save_whose_reply_was_lost_is_no_conflict_with_oneself(
    page: Page, walk: Assessment
) -> None:
    page.route("**/*", lose_the_reply)
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_contain_text(UNREACHED)
    assert stored(walk) == {"diagnosis": {"option": "bipolar"}}
    page.unroute("**/*")
    choose(page, "diagnosis.other")
    wait_until_saved(page)

    expect(trouble(page)).to_have_count(0)
    assert stored(walk) == {"diagnosis": {"option": "other"}}


def test_a_session_that_ended_loses_nothing(page: Page, walk: Assessment) -> None:
    Session.objects.all().delete()
    box = comment(page, "diagnosis")
    box.fill("As referred.")
    box.blur()
    expect(trouble(page)).to_contain_text("Not saved: your session has ended")
    save(page)
    expect(page.get_by_label("What you typed")).to_have_value("As referred.")
    page.get_by_label("User name or e-mail address").fill("clinician")
    page.get_by_label("Password").fill(scenes.PASSWORD)
    save(page, "Sign in")

    assert stored(walk) == {"diagnosis": {"comment": "As referred."}}


def test_two_windows_overwrite_nothing_of_each_other(page: Page, walk: Assessment) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    choose(other, "diagnosis.other")
    wait_until_saved(other)
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_contain_text("changed in another window or on another device")
    choose(page, "alternatives.weighed")
    page.wait_for_timeout(600)
    expect(saved(page)).to_have_text("Not saved yet")
    assert stored(walk) == {"diagnosis": {"option": "other"}}

    save(page)
    clash = page.locator("[id='diagnosis-clash']")
    expect(clash).to_contain_text("“Depressive episode in bipolar disorder” (chosen below)")
    expect(option(page, "diagnosis.bipolar")).to_be_checked()
    expect(option(page, "alternatives.weighed")).to_be_checked()
    assert stored(walk) == {"diagnosis": {"option": "other"}}


def test_a_page_that_asks_to_decide_is_not_saved_until_a_button_is_pressed(
    page: Page, walk: Assessment
) -> None:
    scenes.answer(walk, {"diagnosis": "other"})
    choose(page, "diagnosis.bipolar")
    expect(trouble(page)).to_be_visible()
    save(page)
    choose(page, "alternatives.weighed")
    page.wait_for_timeout(600)
    assert stored(walk) == {"diagnosis": {"option": "other"}}

    save(page)
    assert stored(walk) == {
        "diagnosis": {"option": "bipolar"},
        "alternatives": {"option": "weighed"},
    }


def test_what_is_refused_is_said_at_its_place_and_stays_as_it_is(
    page: Page, walk: Assessment
) -> None:
    box = comment(page, "diagnosis")
    box.fill(TOO_LONG)
    box.blur()
    expect(trouble(page)).to_contain_text("It says so at its place.")
    error = page.locator("[id='diagnosis-comment-error']")
    expect(error).to_contain_text("Shorten this by 1 character")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_value(TOO_LONG)
    assert stored(walk) == {}

    box.fill(TOO_LONG[1:])
    box.blur()
    wait_until_saved(page)
    expect(error).to_have_count(0)
    expect(trouble(page)).to_have_count(0)
    assert stored(walk) == {"diagnosis": {"comment": TOO_LONG[1:]}}


def test_a_button_waits_for_the_save_that_is_on_its_way(page: Page, walk: Assessment) -> None:
    gate = Gate(page)
    choose(page, "diagnosis.bipolar")
    expect(saved(page)).to_have_text("Saving …")
    choose(page, "alternatives.weighed")
    press(page, "Save and leave")
    press(page, "Save and leave")
    for _ in range(3):
        gate.open(page)
    page.wait_for_url("**/assessments/")

    assert gate.waiting == []
    assert stored(walk) == {
        "diagnosis": {"option": "bipolar"},
        "alternatives": {"option": "weighed"},
    }
    kinds = Event.objects.filter(assessment=walk).values_list("kind", flat=True)
    assert list(kinds) == ["started", "saved", "saved"]


def test_what_a_button_brings_up_brings_the_page_back_once(page: Page, walk: Assessment) -> None:
    gate = Gate(page)
    choose(page, "adequate-trials.one")
    press(page)
    with page.expect_navigation():
        gate.lift()
    assert page.url.endswith("/depression/?new=trial-limits#trial-limits")
    expect(page.locator("[id='trial-limits']")).to_be_focused()
    save(page)
    assert page.url.endswith("/suicide-risk/")


def test_what_the_page_has_shown_already_stops_nobody(page: Page, walk: Assessment) -> None:
    choose(page, "adequate-trials.one")
    expect(page.locator("[id='trial-limits']")).to_be_visible()
    wait_until_saved(page)
    save(page)
    assert page.url.endswith("/suicide-risk/")


def test_saving_is_heard_once_and_no_more_while_it_goes_well(
    page: Page, walk: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A minute passes from save to save, so that what the page says of it changes.
    minutes = count()
    start = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=next(minutes)))
    page.evaluate(
        """() => {
            window.heard = [];
            new MutationObserver(() => {
                const words = document.querySelector("[data-told]").textContent;
                if (words) window.heard.push(words.replace(/saved .*/, "saved"));
            }).observe(document.querySelector("[data-told]"), {childList: true});
        }"""
    )
    for key in ("diagnosis.bipolar", "diagnosis.other", "alternatives.weighed"):
        choose(page, key)
        wait_until_saved(page)
    assert page.evaluate("heard") == ["Last saved"]


def test_a_page_that_is_hidden_saves_what_is_written_at_once(page: Page, walk: Assessment) -> None:
    comment(page, "diagnosis").fill("As referred.")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", {value: true});
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(saved(page)).to_have_text(re.compile("Saving|Last saved"), timeout=1000)
    wait_until_saved(page)
    assert stored(walk) == {"diagnosis": {"comment": "As referred."}}

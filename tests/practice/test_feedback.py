"""What a trainee is told of a submitted attempt."""

from typing import Any

from django.test import Client

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.models import Attempt, Case
from tests import scenes
from tests.practice import casting
from tests.walk.pages import Element, read


def feedback(browser: Client, attempt: Attempt) -> Element:
    """The page of feedback."""
    return read(browser.get(f"/practice/attempts/{attempt.code}/feedback/"))


def test_what_would_be_unsafe_comes_first_with_both_answers_and_the_reason(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    changes = {"suicide-risk": "elevated", "safety-plan": "unknown", "diagnosis": "bipolar"}
    attempt = casting.attempted(cases["after-midnight"], trainee, changes)
    page = feedback(browser, attempt)
    first, second = page.all("li", class_="diff")[:2]
    assert (first["id"], second["id"]) == ("suicide-risk", "diagnosis")
    for words in (
        "Unsafe",
        "You answered",
        "Raised, not imminent",
        "Reference",
        "Imminent: intent, plan",
        "Prepared means, a letter and stated intent: nothing else comes first.",
        "Sources",
    ):
        assert words in first.text
    assert "Also acceptable: Not known yet" in second.text
    assert "23 answers agree" not in page.text
    assert "1 differs in a way that would be unsafe." in page.text


def test_agreement_by_section_is_drawn_and_told_in_a_table(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(cases["after-midnight"], trainee, {"suicide-risk": "elevated"})
    page = feedback(browser, attempt)
    table = page.one("table")
    assert table.all("tr")[2].texts("td") == ["1", "0", "0", "1"]
    assert "agrees 24, acceptable 0, differs 0, unsafe 1" in page.one("desc").text


def test_what_either_side_brings_up_alone_stands_side_by_side(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(cases["after-midnight"], trainee, {"suicide-risk": "elevated"})
    reference, mine = feedback(browser, attempt).one("div", class_="two").all("ul")
    assert "Urgent. Act now, outside this checklist" in reference.text
    assert "Urgent" not in mine.text
    assert mine.text

    agreed = casting.attempted(cases[casting.FIRST], trainee)
    assert "Both bring up the same considerations." in feedback(browser, agreed).text


def test_where_a_panel_answered_the_answer_is_told_its_share(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(casting.load_panel_case(), trainee, {"alternatives": "partly"})
    line = feedback(browser, attempt).one("li", id="alternatives")
    assert "Acceptable" in line.text
    assert "Weighed: tried, declined or unsuitable (6); Some weighed, some not (3)" in line.text
    assert "Credit for this answer: 50%" in line.text
    assert "unsafe" not in line.text.lower()


def test_a_question_that_was_never_asked_or_left_open_says_which(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    case = cases["after-midnight"]
    attempt = casting.submit(casting.answer(casting.start(case, trainee), {"suicide-risk": "low"}))
    page = feedback(browser, attempt)
    assert "Not asked, because of other answers" in page.one("li", id="safety-plan").text
    assert "No answer" in page.one("li", id="pregnancy").text


def test_a_question_that_only_ones_own_answers_ask_is_told_apart(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(cases[casting.FIRST], trainee, {"suicide-risk": "imminent"})
    page = feedback(browser, attempt)
    assert "Asked with your answers alone" in page.texts("h2")
    assert page.all("li", id="safety-plan") == []


def test_a_question_that_an_acceptable_answer_leaves_out_is_no_unsafe_difference(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    says = next(each for each in casting.starter().cases if each.key == casting.FIRST)
    changes: dict[str, dict[str, Any]] = {
        "route": {"acceptable": ("ketamine-iv",)},
        "certified": {"unsafe": True},
    }
    references = tuple(
        each.model_copy(update=changes.get(each.criterion, {})) for each in says.references
    )
    says = says.model_copy(update={"key": "by-drip", "references": references})
    case = actions.take_in(version=cases[casting.FIRST].version, written=[says], now=scenes.THEN)[
        0
    ][0]
    attempt = casting.attempted(case, trainee, {"route": "ketamine-iv"})
    line = feedback(browser, attempt).one("li", id="certified")
    assert "Acceptable" in line.text
    assert "Not asked, because of other answers" in line.text

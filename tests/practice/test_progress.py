"""Progress: every submitted attempt looked at together, and nothing that reads as a grade."""

from datetime import timedelta

from django.test import Client

from checklist.accounts.models import User
from checklist.practice.models import Case
from tests import scenes
from tests.practice import casting
from tests.walk.pages import Element, read

PROGRESS = "/practice/progress/"


def rows(page: Element, number: int) -> list[list[str]]:
    """The cells of a table of the page, row by row."""
    body = page.all("table")[number].one("tbody")
    return [[*row.texts("th"), *row.texts("td")] for row in body.all("tr")]


def test_it_is_empty_before_the_first_attempt_and_leads_to_a_case(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    casting.answer(casting.start(cases["a-late-period"], trainee), {"diagnosis": "bipolar"})
    page = read(browser.get(PROGRESS))
    assert page.one("main").texts("h2") == ["Nothing here yet", "Next"]
    assert f"/practice/{casting.FIRST}/" in page.values("href")


def test_attempts_stand_in_the_order_in_which_they_were_submitted(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    changes = {"suicide-risk": "unknown", "consent": "in-progress"}
    casting.attempted(cases[casting.FIRST], trainee, changes)
    casting.attempted(cases[casting.FIRST], trainee, now=scenes.THEN + timedelta(days=2))
    page = read(browser.get(PROGRESS))
    title = "Two careful trials, one clear plan"
    assert rows(page, 0) == [
        ["9 March 2026, 15:04 UTC", title, "21 of 23", "91%", "1"],
        ["11 March 2026, 15:04 UTC", title, "23 of 23", "100%", "0"],
    ]
    assert "First attempt shown: 91%. Last: 100%." in page.one("desc").text


def test_agreement_by_section_counts_all_attempts(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    changes = {"suicide-risk": "unknown", "alternatives": "partly", "diagnosis": "bipolar"}
    casting.attempted(cases[casting.FIRST], trainee, changes)
    casting.attempted(cases[casting.FIRST], trainee)
    page = read(browser.get(PROGRESS))
    assert rows(page, 1)[:2] == [
        ["The depression and what has been tried", "4", "1", "1", "0"],
        ["Suicide risk now", "1", "0", "0", "1"],
    ]


def test_what_is_missed_most_often_and_what_was_unsafe_are_named(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    first, second = cases[casting.FIRST], cases["podcast-request"]
    one = casting.attempted(first, trainee, {"pregnancy": "unknown", "diagnosis": "bipolar"})
    casting.attempted(second, trainee, {"diagnosis": "bipolar"})
    page = read(browser.get(PROGRESS))
    missed = [each.text for each in page.one("ol").all("li")]
    assert len(missed) == 2
    assert missed[0].startswith("1.1 What is the working diagnosis")
    assert missed[0].endswith("Differed in 2 of 2 attempts")
    assert missed[1].endswith("Differed in 1 of 2 attempts; 1 of them would be unsafe")
    (unsafe,) = page.all("li", class_="k-unsafe")
    assert unsafe.one("a").values("href") == [f"/practice/attempts/{one.code}/feedback/#pregnancy"]
    assert first.title in unsafe.text


def test_it_tells_of_ones_own_attempts_alone(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    casting.attempted(cases[casting.FIRST], scenes.make_user("other"))
    assert "Nothing here yet" in read(browser.get(PROGRESS)).text


def test_it_promises_practice_and_no_more(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(cases[casting.FIRST], trainee)
    for path in ("/practice/", PROGRESS, f"/practice/attempts/{attempt.code}/feedback/"):
        page = read(browser.get(path)).text
        assert "nothing about competence" in page
        assert "no certificate" in page

"""Which case comes next: kept as an attempt is submitted, and told on the pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.models import Attempt, Card, Case
from checklist.practice.models.cases import Difficulty
from checklist.practice.offers import listed, next_of
from checklist.practice.scheduling import Why
from checklist.walk.saving import StaleRevision
from tests import scenes
from tests.practice import casting
from tests.walk.pages import read

DAY = timedelta(days=1)
SECOND, THIRD = "podcast-request", "after-midnight"


def next_for(user: User, days: int = 0) -> tuple[str, Why]:
    """The key of the case that comes next some days later, and why."""
    found = next_of(listed(user), scenes.THEN + days * DAY)
    assert found is not None
    return found.case.key, found.why


def test_cases_that_were_never_tried_come_in_the_order_of_the_list(
    cases: dict[str, Case], trainee: User
) -> None:
    assert next_for(trainee) == (casting.FIRST, Why.NEW)
    casting.attempted(cases[casting.FIRST], trainee)
    assert next_for(trainee) == (SECOND, Why.NEW)


def test_what_was_unsafe_comes_first_once_it_is_due(cases: dict[str, Case], trainee: User) -> None:
    casting.attempted(cases[casting.FIRST], trainee, {"consent": "in-progress"})
    casting.attempted(cases[SECOND], trainee, {"suicide-risk": "unknown"})
    assert next_for(trainee) == (THIRD, Why.NEW)
    assert next_for(trainee, days=30) == (SECOND, Why.UNSAFE)
    casting.attempted(cases[SECOND], trainee, now=scenes.THEN + DAY)
    assert next_for(trainee, days=30) == (casting.FIRST, Why.DUE)


def test_a_card_goes_on_from_the_one_before_and_belongs_to_one_person(
    cases: dict[str, Case], trainee: User
) -> None:
    case, other = cases[casting.FIRST], scenes.make_user("other")
    casting.attempted(case, trainee, {"suicide-risk": "unknown"})
    first = Card.objects.get()
    assert (first.owner, first.case, first.missed_unsafely) == (trainee, case, True)
    casting.attempted(case, trainee, now=scenes.THEN + 3 * DAY)
    card = Card.objects.get()
    assert (card.pk, card.missed_unsafely) == (first.pk, False)
    casting.attempted(case, other, now=scenes.THEN + 3 * DAY)
    # The same outcome on the same day, after another past.
    assert Card.objects.get(owner=other).due != card.due > first.due


def test_what_is_not_submitted_is_not_scheduled(cases: dict[str, Case], trainee: User) -> None:
    attempt = casting.start(cases[casting.FIRST], trainee)
    casting.answer(attempt, {"diagnosis": "bipolar"})
    with pytest.raises(StaleRevision):
        actions.submit(attempt=attempt, revision=9, actor=trainee, now=scenes.THEN)
    assert not Card.objects.exists()
    assert not Attempt.objects.get().is_completed


def test_a_case_under_way_or_withdrawn_is_not_offered_as_the_next(
    cases: dict[str, Case], trainee: User
) -> None:
    casting.start(cases[casting.FIRST], trainee)
    actions.withdraw(case=cases[SECOND], now=scenes.THEN)
    assert next_for(trainee) == (THIRD, Why.NEW)
    for case in cases.values():
        actions.withdraw(case=case, now=scenes.THEN)
    assert next_of(listed(trainee), scenes.THEN) is None


def test_the_home_of_practice_says_what_was_done_and_what_comes_next(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    casting.start(cases[THIRD], trainee)
    for _ in range(2):
        casting.attempted(cases[casting.FIRST], trainee, {"suicide-risk": "unknown"})
    page = read(browser.get("/practice/"))
    assert "“Two careful trials, one clear plan”. The last time, an answer" in page.text
    lines = {each.texts("h3")[0]: each.text for each in page.all("li") if each.texts("h3")}
    assert "Tried 2 times, last 9 March 2026" in lines["Two careful trials, one clear plan"]
    assert "Not tried yet" in lines["A podcast and a private clinic"]
    assert "/practice/progress/" in page.values("href")
    assert len([each for each in page.all("h3") if "After midnight" in each.text]) == 2


def test_the_home_of_practice_without_any_case_says_so(db: None, browser: Client) -> None:
    page = read(browser.get("/practice/"))
    assert "No case is on offer yet." in page.text
    assert "Next" not in page.texts("h2")


def test_feedback_leads_to_the_next_case_and_says_why(
    cases: dict[str, Case], trainee: User, browser: Client
) -> None:
    attempt = casting.attempted(cases[casting.FIRST], trainee, now=timezone.now())
    page = read(browser.get(f"/practice/attempts/{attempt.code}/feedback/"))
    card = page.one("section", **{"aria-labelledby": "next"})
    assert "“A podcast and a private clinic”. You have not practised this case yet." in card.text
    assert card.values("href") == [
        f"/practice/{SECOND}/",
        f"/practice/{casting.FIRST}/",
        "/practice/progress/",
    ]


def test_the_list_tells_how_difficult_a_case_is_as_it_is_offered(
    cases: dict[str, Case], browser: Client
) -> None:
    case = cases[casting.FIRST]
    assert case.difficulty == Difficulty.EASY
    Case.objects.filter(pk=case.pk).update(difficulty=Difficulty.HARD)
    first = read(browser.get("/practice/")).all("li", class_="job")[0]
    assert case.title in first.text
    assert "Easy" in first.text

"""When a case comes again, and which case comes next."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from checklist.practice.counts import Counts
from checklist.practice.scheduling import Offer, Why, ordered, rating, reviewed

NOW = datetime(2026, 3, 9, 16, 20, tzinfo=UTC)
DAY = timedelta(days=1)

ALL_AGREE = Counts(agrees=24, acceptable=0, differs=0, unsafe=0)
SOME_DIFFER = Counts(agrees=18, acceptable=3, differs=3, unsafe=0)
MANY_DIFFER = Counts(agrees=10, acceptable=4, differs=10, unsafe=0)
UNSAFE = Counts(agrees=23, acceptable=0, differs=0, unsafe=1)
FROM_BEST = (ALL_AGREE, SOME_DIFFER, MANY_DIFFER, UNSAFE)

OUTCOMES = st.sampled_from(FROM_BEST)
PAUSES = st.timedeltas(timedelta(0), timedelta(days=400))
OFFERS = st.lists(
    st.tuples(
        st.none() | st.timedeltas(timedelta(days=-90), timedelta(days=90)).map(NOW.__add__),
        st.booleans(),
    ),
    max_size=8,
).map(
    lambda drawn: [
        Offer(case=number, due=due, was_unsafe=due is not None and was_unsafe)
        for number, (due, was_unsafe) in enumerate(drawn)
    ]
)


# How an attempt went


@pytest.mark.parametrize(
    ("outcome", "rated"),
    [
        (ALL_AGREE, Rating.Easy),
        (Counts(agrees=20, acceptable=4, differs=0, unsafe=0), Rating.Easy),
        (Counts(agrees=23, acceptable=0, differs=1, unsafe=0), Rating.Good),
        (Counts(agrees=6, acceptable=1, differs=3, unsafe=0), Rating.Good),
        (Counts(agrees=69, acceptable=0, differs=31, unsafe=0), Rating.Hard),
        (Counts(agrees=0, acceptable=0, differs=10, unsafe=0), Rating.Hard),
        (UNSAFE, Rating.Again),
        (Counts(agrees=0, acceptable=0, differs=9, unsafe=1), Rating.Again),
    ],
)
def test_an_attempt_is_rated_by_the_share_that_is_right_and_by_what_is_unsafe(
    outcome: Counts, rated: Rating
) -> None:
    assert rating(outcome) == rated


# When it comes again


def test_after_a_first_attempt_the_case_comes_again_the_later_the_better_it_went() -> None:
    days = [(reviewed(None, outcome, NOW)[1] - NOW) / DAY for outcome in FROM_BEST]
    assert days == [8, 2, 1, 1]


def test_a_case_that_keeps_going_well_comes_again_after_ever_longer_pauses() -> None:
    card, at, pauses = None, NOW, []
    for _ in range(4):
        card, due = reviewed(card, SOME_DIFFER, at)
        pauses.append(due - at)
        at = due
    assert all(before < after for before, after in pairwise(pauses))


def test_an_unsafe_difference_brings_a_case_back_that_had_gone_well() -> None:
    card, due = reviewed(None, ALL_AGREE, NOW)
    card, due = reviewed(card, ALL_AGREE, due)
    _, after_more = reviewed(card, ALL_AGREE, due)
    _, after_unsafe = reviewed(card, UNSAFE, due)
    assert after_unsafe - due < 7 * DAY < 30 * DAY < after_more - due


@given(st.lists(st.tuples(PAUSES, OUTCOMES), min_size=1, max_size=6))
def test_a_case_never_comes_again_within_the_day_and_the_same_attempts_give_the_same_card(
    attempts: list[tuple[timedelta, Counts]],
) -> None:
    card, other, at = None, None, NOW
    for pause, outcome in attempts:
        at += pause
        card, due = reviewed(card, outcome, at)
        other, again = reviewed(other, outcome, at)
        assert at + DAY <= due == again
        assert card == other


@given(st.lists(st.tuples(PAUSES, OUTCOMES), max_size=4), PAUSES)
def test_a_better_attempt_never_brings_a_case_back_sooner(
    attempts: list[tuple[timedelta, Counts]], pause: timedelta
) -> None:
    card, at = None, NOW
    for before, outcome in attempts:
        at += before
        card, _ = reviewed(card, outcome, at)
    at += pause
    dues = [reviewed(card, outcome, at)[1] for outcome in FROM_BEST]
    assert dues == sorted(dues, reverse=True)


def test_the_time_may_come_in_any_zone() -> None:
    there = NOW.astimezone(ZoneInfo("Pacific/Auckland"))
    assert reviewed(None, SOME_DIFFER, there) == reviewed(None, SOME_DIFFER, NOW)


def test_a_clock_that_was_put_back_does_no_harm() -> None:
    card, _ = reviewed(None, SOME_DIFFER, NOW)
    _, due = reviewed(card, SOME_DIFFER, NOW - DAY)
    assert due >= NOW


def test_a_card_is_json_and_holds_no_moment_but_those_it_was_given() -> None:
    card, due = reviewed(None, SOME_DIFFER, NOW)
    held = json.loads(card)
    assert (held["card_id"], held["due"], held["last_review"]) == (
        0,
        due.isoformat(),
        NOW.isoformat(),
    )


# Which comes next


def test_cases_come_in_the_order_of_their_reasons() -> None:
    offers = [
        Offer("soon", NOW + DAY, was_unsafe=False),
        Offer("new", None, was_unsafe=False),
        Offer("just due", NOW, was_unsafe=False),
        Offer("unsafe, not due", NOW + 2 * DAY, was_unsafe=True),
        Offer("overdue", NOW - 9 * DAY, was_unsafe=False),
        Offer("unsafe", NOW - DAY, was_unsafe=True),
        Offer("new too", None, was_unsafe=False),
        Offer("unsafe longer ago", NOW - 2 * DAY, was_unsafe=True),
    ]
    assert ordered(offers, NOW) == (
        ("unsafe longer ago", Why.UNSAFE),
        ("unsafe", Why.UNSAFE),
        ("overdue", Why.DUE),
        ("just due", Why.DUE),
        ("new", Why.NEW),
        ("new too", Why.NEW),
        ("soon", Why.LATER),
        ("unsafe, not due", Why.LATER),
    )


@given(OFFERS)
def test_every_case_is_offered_once_and_reasons_come_in_their_order(
    offers: list[Offer[int]],
) -> None:
    found = ordered(offers, NOW)
    assert sorted(case for case, _ in found) == [offer.case for offer in offers]
    reasons = [list(Why).index(why) for _, why in found]
    assert reasons == sorted(reasons)


@given(OFFERS, st.randoms())
def test_cases_that_were_practised_stand_in_the_order_of_what_is_due(
    offers: list[Offer[int]], chance: Random
) -> None:
    mixed = chance.sample(offers, len(offers))
    found = ordered(mixed, NOW)
    of = {offer.case: offer for offer in offers}
    for reason in (Why.UNSAFE, Why.DUE, Why.LATER):
        dues = [of[case].due for case, why in found if why is reason]
        assert dues == sorted(due for due in dues if due is not None)
    new = [case for case, why in found if why is Why.NEW]
    assert new == [offer.case for offer in mixed if offer.due is None]


def test_each_reason_is_one_line_of_its_own() -> None:
    lines = {str(why.words) for why in Why}
    assert len(lines) == len(Why)
    assert all(line.endswith(".") and "\n" not in line for line in lines)

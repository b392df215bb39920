"""When a case is to be practised again, and which comes next.

The intervals are those of FSRS, a published model of forgetting, as py-fsrs reckons them: a card a
case and person, rated by the outcome of each attempt. No clock and no chance: time is passed in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from fsrs import Card, Rating, Scheduler

from checklist.practice.counts import Counts

Case = TypeVar("Case")

HARD_BELOW = Fraction(7, 10)
"""With a smaller share of answers that agree or are acceptable, the case was hard."""

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""Without the steps of minutes that flash cards have: a case comes again after a day or more."""

_CARD = 0
"""Whose card it is and of which case, its row says. Without a number it would take the clock's."""


def rating(outcome: Counts) -> Rating:
    """How well an attempt went. One unsafe difference outweighs all that agrees."""
    if outcome.unsafe:
        return Rating.Again
    if outcome.right < HARD_BELOW * outcome.asked:
        return Rating.Hard
    return Rating.Good if outcome.right < outcome.asked else Rating.Easy


def reviewed(card: str | None, outcome: Counts, now: datetime) -> tuple[str, datetime]:
    """The card after an attempt, as JSON, and when the case is due again.

    ``card`` is what the attempt before gave, or None for the first.
    """
    at = now.astimezone(UTC)
    before = Card(card_id=_CARD, due=at) if card is None else Card.from_json(card)
    after, _log = _SCHEDULER.review_card(before, rating(outcome), at)
    return after.to_json(), after.due


class Why(StrEnum):
    """Why a case is offered, in the order in which cases are."""

    UNSAFE = "unsafe"
    DUE = "due"
    NEW = "new"
    LATER = "later"

    @property
    def words(self) -> Promise:
        """The reason in one line."""
        return _WORDS[self]


_WORDS = {
    Why.UNSAFE: _("The last time, an answer of yours differed in a way that would be unsafe."),
    Why.DUE: _("It is some time since you last practised this case."),
    Why.NEW: _("You have not practised this case yet."),
    Why.LATER: _("None is due yet, and this one comes first."),
}
_ORDER = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True, slots=True)
class Offer(Generic[Case]):
    """A case that may come next. ``due`` is None before the first attempt."""

    case: Case
    due: datetime | None
    was_unsafe: bool

    def why(self, now: datetime) -> Why:
        """Why it would be offered at this moment."""
        if self.due is None:
            return Why.NEW
        if self.due > now:
            return Why.LATER
        return Why.UNSAFE if self.was_unsafe else Why.DUE


def ordered(offers: Iterable[Offer[Case]], now: datetime) -> tuple[tuple[Case, Why], ...]:
    """The cases in the order in which to practise them, each with the reason.

    First what is due after an unsafe difference, then what else is due, the longest overdue first;
    then what is new, as it came; at last what is not due yet, the soonest first.
    """

    def place(offer: Offer[Case]) -> tuple[int, datetime]:
        return _ORDER[offer.why(now)], offer.due or now

    return tuple((offer.case, offer.why(now)) for offer in sorted(offers, key=place))

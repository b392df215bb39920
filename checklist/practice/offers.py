"""The cases that a trainee is offered: what was done with each so far, and which comes next."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Max, Q
from django.utils.functional import Promise

from checklist.accounts.models import User
from checklist.practice.access import cases_of, mine
from checklist.practice.models import Attempt, Card, Case
from checklist.practice.models.cases import Difficulty
from checklist.practice.scheduling import Offer, Why, ordered


class Listed(NamedTuple):
    """A case, and what its trainee has done with it so far.

    ``card`` says when it is to come again, ``times`` how often it was submitted, ``last`` when
    that was last.
    """

    case: Case
    card: Card | None
    times: int
    last: datetime | None
    is_under_way: bool

    @property
    def difficulty(self) -> str | Promise:
        """What trainees are given says how difficult it is; the editor may have changed that."""
        edition = self.case.edition
        return Difficulty(edition.says.difficulty).label if edition else ""


class Next(NamedTuple):
    """The case to practise next, and why."""

    case: Case
    why: Why


def listed(user: User) -> tuple[Listed, ...]:
    """The cases that the person can practise or has practised, in the order of the list."""
    counted = mine(user).order_by().values("edition__case")
    rows = counted.annotate(
        times=Count("pk", filter=Q(status=Attempt.Status.COMPLETED)),
        last=Max("completed_at"),
        still_open=Count("pk", filter=Q(status=Attempt.Status.IN_PROGRESS)),
    ).values_list("edition__case", "times", "last", "still_open")
    so_far = {case: (times, last, bool(still_open)) for case, times, last, still_open in rows}
    cards = {card.case_id: card for card in Card.objects.filter(owner=user)}
    nothing = 0, None, False
    return tuple(
        Listed(case, cards.get(case.pk), *so_far.get(case.pk, nothing)) for case in cases_of(user)
    )


def next_of(cases: Iterable[Listed], now: datetime) -> Next | None:
    """Which of them comes next; none that is under way, for that one only needs to go on."""
    offers = [
        Offer(
            case=each.case,
            due=each.card.due if each.card else None,
            was_unsafe=each.card is not None and each.card.missed_unsafely,
        )
        for each in cases
        if each.case.is_offered and not each.is_under_way
    ]
    return next((Next(*first) for first in ordered(offers, now)), None)

"""Counting the completed assessments: all at once, or in steps where they are too many for that.

What has been counted is kept in the session of whoever asks, and tells nothing of any one of them.
It is of no use any more once the draft or what is in use says something else.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.sessions.backends.base import SessionBase

from checklist.engine import codec
from checklist.engine.effect import Effect, Line, effect, together
from checklist.preview.effect import Versions, completed, over_assessments
from checklist.ui.few import LEAST_TOLD

EFFECT_AT_ONCE: Final = 10_000
"""How many assessments are counted while somebody waits: within two seconds (`make bench`)."""

KEPT: Final = "preview-effect"
"""Where the session keeps what has been counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What has been counted, up to which place, and how many assessments are still to come.

    ``are_few`` where there are some, but too few to count.
    """

    effect: Effect
    place: int = 0
    left: int = 0
    are_few: bool = False

    @property
    def total(self) -> int:
        """How many assessments there are to count."""
        return self.effect.sets + self.left


def counted(versions: Versions, checklist_id: int, session: SessionBase) -> Counted:
    """All assessments where they can be counted at once; else those that were counted so far."""
    there = completed(checklist_id).count()
    if there < LEAST_TOLD:
        return Counted(_nothing(versions), are_few=there > 0)
    if there <= EFFECT_AT_ONCE:
        return _further(versions, checklist_id, Counted(_nothing(versions)))
    kept = _kept(versions, session)
    return replace(kept, left=completed(checklist_id, kept.place).count())


def count_on(versions: Versions, checklist_id: int, session: SessionBase) -> None:
    """Count the next assessments."""
    found = _further(versions, checklist_id, _kept(versions, session))
    session[KEPT] = {
        "of": _named(versions),
        "place": found.place,
        "sets": found.effect.sets,
        "lines": [_counts(line) for line in found.effect.lines],
    }


def are_many(checklist_id: int) -> bool:
    """Whether the assessments are more than can be counted at once."""
    return completed(checklist_id).count() > EFFECT_AT_ONCE


def _further(versions: Versions, checklist_id: int, so_far: Counted) -> Counted:
    found, place = over_assessments(versions, checklist_id, after=so_far.place, most=EFFECT_AT_ONCE)
    return Counted(together(so_far.effect, found), place)


def _kept(versions: Versions, session: SessionBase) -> Counted:
    kept: dict[str, Any] = session.get(KEPT, {})
    nothing = _nothing(versions)
    if kept.get("of") != _named(versions):
        return Counted(nothing)
    lines = tuple(
        Line(line.key, line.kind_before, line.kind_after, *counts)
        for line, counts in zip(nothing.lines, kept["lines"], strict=True)
    )
    return Counted(Effect(sets=kept["sets"], lines=lines), kept["place"])


def _counts(line: Line) -> list[int]:
    """The last fields of a line, in their order."""
    return [
        line.fires_before,
        line.fires_after,
        line.appears,
        line.disappears,
        line.changes_kind,
    ]


def _nothing(versions: Versions) -> Effect:
    return effect(versions.in_use, versions.draft, ())


def _named(versions: Versions) -> list[str]:
    """What is compared, by digests."""
    return [codec.digest(each) for each in (versions.in_use, versions.draft) if each is not None]

"""What completed answers brought up, in pieces of pages, without anything that a person typed.

Results are looked at more than once: after a reason was added, for the note, the next day. But for
comments, reasons and the own view, what they say depends on the checklist and the answers alone,
so a process keeps those that it showed last.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.safestring import SafeString

from checklist.content.models import ChecklistVersion
from checklist.content.withdrawn import Withdrawn
from checklist.walk import considerations, lines, note
from checklist.walk.considerations import KindWords
from checklist.walk.models import Assessment, Given
from checklist.walk.walks import AssessmentWalk, Sheet

LATELY = 128
"""How many a process keeps, about a hundred kilobytes each."""


class Outcome(NamedTuple):
    """The pieces, with slots for what belongs to one assessment (``lines.contents``)."""

    kinds: tuple[tuple[str, KindWords], ...]
    lines: SafeString
    has_gaps: bool
    missing: SafeString
    not_asked: SafeString
    answers: SafeString
    limits: tuple[str, ...]
    note: str


def outcome(walk: AssessmentWalk, apart: Iterable[str] = ()) -> Outcome:
    """What a completed walk brought up.

    ``apart`` are the keys of considerations of which this page tells more than others do; each has
    a slot of its own, named like it, and the note does without them.
    """
    return _outcome(
        walk.sheet,
        # A draft that is tried out has none stored.
        walk.assessment.summary or walk.summary.model_dump_json(),
        tuple(walk.choices.items()),
        tuple(walk.comments),
        tuple(walk.withdrawn.items()),
        tuple(apart),
        settings.URGENT_HELP,
    )


@lru_cache(maxsize=LATELY)
def _outcome(
    sheet: Sheet,
    summary: str,
    choices: tuple[tuple[str, str], ...],
    commented: tuple[str, ...],
    withdrawn: tuple[tuple[str, Withdrawn], ...],
    apart: tuple[str, ...],
    emergency_route: str,
) -> Outcome:
    walk = _untyped(sheet, summary, choices, commented)
    walk.withdrawn = dict(withdrawn)
    groups = considerations.groups(walk)
    missing = considerations.missing(walk)
    return Outcome(
        kinds=tuple((group.kind.value, group.words) for group in groups),
        lines=lines.groups(groups, apart),
        has_gaps=bool(missing),
        missing=lines.gap_lines(missing),
        not_asked=lines.not_asked(walk),
        answers=lines.answers(walk),
        limits=walk.summary.limits,
        note=note.considered(walk, groups, emergency_route=emergency_route),
    )


def _untyped(
    sheet: Sheet,
    summary: str,
    choices: Iterable[tuple[str, str]],
    commented: Iterable[str],
) -> AssessmentWalk:
    """The same walk with nobody's words in it: a comment is only there or not."""
    definition = sheet.definition
    answers: dict[str, Given] = {key: {"option": option} for key, option in choices}
    for key in commented:
        answers.setdefault(key, {})["comment"] = "there"
    version = ChecklistVersion(digest=sheet.digest, definition="")
    completed = Assessment(
        version=version,
        status=Assessment.Status.COMPLETED,
        answers=answers,
        summary=summary,
    )
    walk = AssessmentWalk(completed)
    walk.definition = definition
    return walk

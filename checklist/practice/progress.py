"""How a trainee's practice has gone so far: every submitted attempt looked at together.

It tells what to look at again. It adds nothing up to a grade: cases differ, and agreement with a
reference answer is all that is counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, cast

from django.urls import reverse

from checklist.accounts.models import User
from checklist.content.published import definition_of, published_version
from checklist.engine.comparison import Agreement
from checklist.engine.definition import Definition
from checklist.practice.access import mine
from checklist.practice.charts import ProgressChart, Tried, progress_chart
from checklist.practice.counts import Counts
from checklist.practice.models import Edition

MOST_MISSED = 10
MOST_UNSAFE = 20


class SectionSoFar(NamedTuple):
    """A section, and how all answers in it stood to their references."""

    title: str
    counts: Counts


class ChecklistSoFar(NamedTuple):
    """The sections of a checklist, in their order."""

    title: str
    sections: tuple[SectionSoFar, ...]


class Missed(NamedTuple):
    """A question, how often the reference asked it, and how often its answer differed."""

    number: str
    question: str
    times: int
    unsafe: int
    asked: int


class UnsafeMiss(NamedTuple):
    """An answer that differed in a way that would be unsafe, and where that is told."""

    case: str
    number: str
    question: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What the page of progress tells. ``unsafe_earlier`` says how many are not listed."""

    attempts: int
    chart: ProgressChart
    checklists: tuple[ChecklistSoFar, ...]
    missed: tuple[Missed, ...]
    unsafe: tuple[UnsafeMiss, ...]
    unsafe_earlier: int


@dataclass(frozen=True, slots=True)
class _Submitted:
    """A submitted attempt, as far as progress looks at it."""

    code: str
    at: datetime
    case: str
    checklist: str
    definition: Definition
    judged: Mapping[str, Agreement]


def progress_of(user: User) -> Progress:
    """The progress of a trainee."""
    attempts = _submitted(user)
    # The latest first, so that its words and its order are those that are told.
    latest_first = attempts[::-1]
    unsafe = [miss for each in latest_first for miss in _unsafe(each)]
    tried = [Tried(each.case, each.at, Counts.of(each.judged.values())) for each in attempts]
    return Progress(
        attempts=len(attempts),
        chart=progress_chart(tried),
        checklists=_by_section(latest_first),
        missed=_missed(latest_first)[:MOST_MISSED],
        unsafe=tuple(unsafe[:MOST_UNSAFE]),
        unsafe_earlier=max(len(unsafe) - MOST_UNSAFE, 0),
    )


def _submitted(user: User) -> list[_Submitted]:
    rows = list(
        mine(user)
        .submitted()
        .values_list("code", "completed_at", "edition_id", "version_id", "judged")
    )
    editions = Edition.objects.in_bulk({edition for _code, _at, edition, *_ in rows})
    found = []
    for code, at, edition, version_id, judged in rows:
        version = published_version(version_id)
        found.append(
            _Submitted(
                code=code,
                at=cast("datetime", at),
                case=editions[edition].says.title,
                checklist=version.checklist.slug,
                definition=definition_of(version),
                judged={key: Agreement(each["agreement"]) for key, each in judged.items()},
            )
        )
    return found


def _by_section(attempts: list[_Submitted]) -> tuple[ChecklistSoFar, ...]:
    titles: dict[str, str] = {}
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    agreements: dict[tuple[str, str], list[Agreement]] = defaultdict(list)
    for each in attempts:
        titles.setdefault(each.checklist, each.definition.title)
        for section in each.definition.sections:
            sections[each.checklist].setdefault(section.key, section.title)
        for criterion, agreement in each.judged.items():
            section = each.definition.section_of[criterion]
            agreements[each.checklist, section.key].append(agreement)
    return tuple(
        ChecklistSoFar(
            title,
            tuple(
                SectionSoFar(name, Counts.of(agreements[slug, key]))
                for key, name in sections[slug].items()
                if agreements[slug, key]
            ),
        )
        for slug, title in titles.items()
    )


def _missed(attempts: list[_Submitted]) -> tuple[Missed, ...]:
    """What was missed at least once, what was missed most often first."""
    words: dict[tuple[str, str], tuple[str, str]] = {}
    counted: dict[tuple[str, str], Counter[Agreement]] = defaultdict(Counter)
    for each in attempts:
        for criterion, agreement in each.judged.items():
            place = each.checklist, criterion
            words.setdefault(place, _words(each.definition, criterion))
            counted[place][agreement] += 1
    found = [
        Missed(
            *words[place],
            times=counts[Agreement.DIFFERS] + counts[Agreement.UNSAFE],
            unsafe=counts[Agreement.UNSAFE],
            asked=counts.total(),
        )
        for place, counts in counted.items()
    ]
    missed = (each for each in found if each.times)
    return tuple(sorted(missed, key=lambda each: (-each.times, -each.unsafe)))


def _unsafe(attempt: _Submitted) -> Iterator[UnsafeMiss]:
    for criterion, agreement in attempt.judged.items():
        if agreement is Agreement.UNSAFE:
            feedback = reverse("practice:feedback", args=[attempt.code])
            yield UnsafeMiss(
                attempt.case,
                *_words(attempt.definition, criterion),
                at=attempt.at,
                url=f"{feedback}#{criterion}",
            )


def _words(definition: Definition, criterion: str) -> tuple[str, str]:
    """The number of a question, and the question."""
    return definition.numbers[criterion], definition.criteria[criterion].question

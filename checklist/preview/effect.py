"""What a draft would bring up in place of the version in use, over answers already given.

Cases are few, invented and known by name. Of completed assessments only their answers are read,
and only counts leave this module: not whose they are, when, nor what was written beside them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet

from checklist.engine.answers import Answers
from checklist.engine.definition import Definition
from checklist.engine.effect import Effect, Line, Tally, effect
from checklist.engine.parts import Kind
from checklist.practice.queries import offered_cases
from checklist.walk.models import Assessment, choices_in

CHUNK: Final = 2_000
"""How many assessments are held in memory at once."""


@dataclass(frozen=True, slots=True)
class Versions:
    """What is in use, if anything is, and the draft that would take its place."""

    in_use: Definition | None
    draft: Definition

    @property
    def texts(self) -> dict[str, str]:
        """What each consideration says, by its key: in the draft, where it stands in both."""
        both = [self.draft] if self.in_use is None else [self.in_use, self.draft]
        return {each.key: each.text for one in both for _, each in one.considerations()}


@dataclass(frozen=True, slots=True)
class Case:
    """A case by its name, and its reference answers."""

    name: str
    answers: Answers


class Happening(StrEnum):
    """What happens to a consideration in a set of answers."""

    APPEARS = "appears"
    DISAPPEARS = "disappears"
    CHANGES_KIND = "changes_kind"

    def times(self, line: Line) -> int:
        """In how many sets of answers it happens."""
        count: int = getattr(line, self.value)
        return count


@dataclass(frozen=True, slots=True)
class Row:
    """A consideration in the cases, and in the assessments counted so far."""

    text: str
    cases: Line
    assessments: Line

    @property
    def kind_before(self) -> Kind | None:
        """Its kind in the version in use, if it stands there."""
        return self.cases.kind_before

    @property
    def kind_after(self) -> Kind | None:
        """Its kind in the draft, if it stands there."""
        return self.cases.kind_after


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that happens to a consideration: in which cases, and in how many assessments."""

    how: Happening
    row: Row
    names: tuple[str, ...]
    assessments: int


def cases_of(checklist_id: int) -> Iterator[Case]:
    """The practice cases of a checklist that trainees are offered, in their order."""
    for case in offered_cases(checklist_id):
        yield Case(case.title, case.answers)


def over_cases(versions: Versions, cases: Iterable[Case]) -> Effect:
    """The effect on the reference answers of cases."""
    return effect(versions.in_use, versions.draft, (case.answers for case in cases))


def over_assessments(
    versions: Versions, checklist_id: int, *, after: int, most: int
) -> tuple[Effect, int]:
    """The effect on the next completed assessments behind a place, and the place then reached."""
    tally = Tally(versions.in_use, versions.draft)
    place = after
    found = completed(checklist_id, after).order_by("pk").values_list("pk", "answers")
    for pk, answers in found[:most].iterator(CHUNK):
        tally.add(choices_in(answers))
        place = pk
    return tally.result(), place


def completed(checklist_id: int, after: int = 0) -> QuerySet[Assessment]:
    """The completed assessments of all versions of a checklist, behind a place."""
    done = Assessment.objects.filter(status=Assessment.Status.COMPLETED, pk__gt=after)
    return done.filter(version__checklist=checklist_id)


def rows_of(versions: Versions, cases: Effect, assessments: Effect) -> tuple[Row, ...]:
    """The considerations of both versions, those of the draft first."""
    texts = versions.texts
    return tuple(
        Row(texts[in_cases.key], in_cases, in_assessments)
        for in_cases, in_assessments in zip(cases.lines, assessments.lines, strict=True)
    )


def touched(versions: Versions, cases: Iterable[Case], rows: Sequence[Row]) -> Iterator[Touched]:
    """The considerations that appear, disappear or change kind anywhere."""
    # In pairs, for two cases may have one title.
    single = [(case.name, over_cases(versions, [case]).lines) for case in cases]
    for number, row in enumerate(rows):
        for how in Happening:
            names = tuple(name for name, lines in single if how.times(lines[number]))
            assessments = how.times(row.assessments)
            if names or assessments:
                yield Touched(how, row, names, assessments)

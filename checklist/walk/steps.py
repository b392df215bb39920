"""How far each section of a walk has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from checklist.engine.definition import Definition, Section


class Progress(StrEnum):
    """How far a section has come. Each value is also the name of its icon."""

    NONE = "none"
    PART = "part"
    DONE = "done"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Step:
    """A section in the list of sections."""

    number: int
    section: Section
    progress: Progress
    unanswered: int
    unknown: int


def steps_of(
    definition: Definition,
    in_view: Iterable[str],
    counted: Mapping[str, str],
    urgent: Iterable[str],
) -> tuple[Step, ...]:
    """The sections of a walk with these criteria in view, answers and urgent criteria."""
    tallies = _tallies(definition, in_view, counted)
    alarming = {definition.section_of[key].key for key in urgent}
    return tuple(
        _step(number, section, tallies[section.key], is_urgent=section.key in alarming)
        for number, section in enumerate(definition.sections, start=1)
    )


def _tallies(
    definition: Definition, in_view: Iterable[str], counted: Mapping[str, str]
) -> dict[str, list[int]]:
    """Of each section's criteria in view: how many there are, are answered, are not known."""
    section_of, criteria = definition.section_of, definition.criteria
    tallies = {section.key: [0, 0, 0] for section in definition.sections}
    for key in in_view:
        tally = tallies[section_of[key].key]
        tally[0] += 1
        if key in counted:
            tally[1] += 1
            tally[2] += criteria[key].is_unknown(counted[key])
    return tallies


def _step(number: int, section: Section, tally: list[int], *, is_urgent: bool) -> Step:
    asked, answered, unknown = tally
    return Step(
        number=number,
        section=section,
        progress=Progress.URGENT if is_urgent else _progress(asked, answered, unknown),
        unanswered=asked - answered,
        unknown=unknown,
    )


def _progress(asked: int, answered: int, unknown: int) -> Progress:
    if not answered:
        return Progress.DONE if not asked else Progress.NONE
    return Progress.DONE if answered == asked and not unknown else Progress.PART

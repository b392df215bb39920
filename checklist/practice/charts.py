"""Where everything stands in the two charts of practice. Their templates draw it.

Lengths are in ems, so that a chart grows with its text, and places along a line of time in per
cent, so that it is as wide as there is room. A mark, one for each agreement, is told by its shape
before its colour.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from checklist.engine.comparison import Agreement
from checklist.practice.counts import WHOLE, Counts

# Agreement by section

MARKS_A_ROW = 7
"""As many as stand beside one another on a screen of 320 px."""

TITLE_CHARACTERS = 28
"""As many as fit above them. What is longer goes on in another line: drawn text does not wrap."""

MARK_STEP = 2.25
MARK_LINE = 1.75
TEXT_LINE = 1.25
TEXT_BASE = 0.95
TITLE_GAP = 0.3
SECTION_GAP = 0.45


@dataclass(frozen=True, slots=True)
class Section:
    """A section and how its answers compare, in the order of its questions."""

    title: str
    marks: Sequence[Agreement]


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and the height of its base line."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark and its upper left corner."""

    mark: Agreement
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section as it is drawn, and in figures."""

    title: str
    lines: tuple[Text, ...]
    marks: tuple[Placed, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class SectionChart:
    """Agreement by section: a mark for each question, under the title of its section."""

    rows: tuple[SectionRow, ...]
    height: float
    totals: Counts


def section_chart(sections: Iterable[Section]) -> SectionChart:
    """The chart of these sections. One without questions in view is left out."""
    rows = []
    top = 0.0
    for section in sections:
        if section.marks:
            row, bottom = _row(section, top)
            rows.append(row)
            top = bottom + SECTION_GAP
    every = [placed.mark for row in rows for placed in row.marks]
    return SectionChart(tuple(rows), height=_em(max(top - SECTION_GAP, 0)), totals=Counts.of(every))


def _row(section: Section, top: float) -> tuple[SectionRow, float]:
    """A section drawn from ``top`` down, and where it ends."""
    titles = textwrap.wrap(section.title, TITLE_CHARACTERS) or [""]
    lines = tuple(
        Text(text, _em(top + number * TEXT_LINE + TEXT_BASE)) for number, text in enumerate(titles)
    )
    below = top + len(titles) * TEXT_LINE + TITLE_GAP
    marks = tuple(
        Placed(
            mark,
            x=_em(number % MARKS_A_ROW * MARK_STEP),
            y=_em(below + number // MARKS_A_ROW * MARK_LINE),
        )
        for number, mark in enumerate(section.marks)
    )
    rows_of_marks = -(-len(marks) // MARKS_A_ROW)
    row = SectionRow(section.title, lines, marks, Counts.of(section.marks))
    return row, below + rows_of_marks * MARK_LINE


# Agreement over time

MOST_SHOWN = 20
"""As many attempts as can be told apart on a screen of 320 px."""

FIRST_X, LAST_X = 20.0, 95.0
ALL_Y, NONE_Y = 1.75, 11.75


@dataclass(frozen=True, slots=True)
class Tried:
    """A submitted attempt: its case, when it was submitted, and what came of it."""

    case: str
    submitted: datetime
    counts: Counts


@dataclass(frozen=True, slots=True)
class Point:
    """An attempt in the chart: ``x`` in per cent of the width, ``y`` in ems."""

    tried: Tried
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart, and the share that it stands for."""

    percent: int
    y: float


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """Agreement over time: the last attempts from left to right, the share that is right up."""

    points: tuple[Point, ...]
    earlier: int
    """How many attempts came before those that are shown."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """The lines that the share is read from."""
        return tuple(Level(percent, _height(percent)) for percent in (100, 50, 0))

    @property
    def lines(self) -> tuple[tuple[Point, Point], ...]:
        """From each attempt to the next."""
        return tuple(pairwise(self.points))


def progress_chart(attempts: Sequence[Tried]) -> ProgressChart:
    """The chart of these attempts, which come in the order in which they were submitted."""
    shown = attempts[-MOST_SHOWN:]
    points = tuple(
        Point(tried, x=_across(number, len(shown)), y=_height(tried.counts.percent))
        for number, tried in enumerate(shown)
    )
    return ProgressChart(points, earlier=len(attempts) - len(shown))


def _across(number: int, of: int) -> float:
    """Where an attempt stands from left to right, in per cent: alone, in the middle."""
    if of == 1:
        return (FIRST_X + LAST_X) / 2
    return round(FIRST_X + (LAST_X - FIRST_X) * number / (of - 1), 2)


def _height(percent: int) -> float:
    """How far down a share stands, in ems."""
    return _em(NONE_Y - (NONE_Y - ALL_Y) * percent / WHOLE)


def _em(length: float) -> float:
    """A length that is written with two decimals at most."""
    return round(length, 2)

"""What a cohort's answers come to. Values in, values out; no database.

All is of first attempts: what somebody answers again, after the feedback, tells of the feedback.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from checklist.engine.comparison import Agreement
from checklist.practice.counts import Counts
from checklist.practice.kappa import PAIR, Kappa, fleiss, pooled, with_reference

SHADES = 4
"""Of a cell of the map, besides none; the darkest is for more than three fifths."""
STEPS = 5
_ORDER = {agreement: place for place, agreement in enumerate(Agreement)}


class Question(NamedTuple):
    """A criterion, whatever version of the checklist it was answered on."""

    checklist: str
    criterion: str


class Response(NamedTuple):
    """What a trainee answered to a question of a case, and how it stands to the reference.

    ``answer`` is None where there is none, which is a way of answering too.
    """

    trainee: int
    case: str
    question: Question
    answer: str | None
    reference: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Cell:
    """How responses, of which there is one at least, stand to the reference."""

    counts: Counts

    @property
    def given(self) -> int:
        """All of them."""
        return self.counts.asked

    @property
    def differing(self) -> int:
        """Those that differ, unsafely or not."""
        return self.counts.differs + self.counts.unsafe

    @property
    def unsafe(self) -> int:
        """Those that differ in a way that would be unsafe."""
        return self.counts.unsafe

    @property
    def share(self) -> Fraction:
        """How large a part differs."""
        return Fraction(self.differing, self.given)

    @property
    def shade(self) -> int:
        """The shade that repeats it."""
        return shade(self.differing, self.given)


@dataclass(frozen=True, slots=True)
class Row:
    """A question, and how its responses differ in each case that asks it."""

    question: Question
    by_case: Mapping[str, Cell]
    all: Cell


@dataclass(frozen=True, slots=True)
class Raters:
    """How many trainees' answers are compared: in all, and the fewest and the most at one case."""

    all: int
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Given:
    """The answers given to one question of one case, how often, and the references."""

    counts: Counter[str | None]
    references: frozenset[str]
    agreements: Mapping[str | None, Agreement]

    @property
    def number(self) -> int:
        """How many were given."""
        return self.counts.total()


def shade(some: int, every: int) -> int:
    """The shade for some of all: 0 for none, then one more for each fifth, up to SHADES."""
    return min(ceil(Fraction(some * STEPS, every)), SHADES)


def cell(responses: Iterable[Response]) -> Cell:
    """How these stand."""
    return Cell(Counts.of(each.agreement for each in responses))


def rows(responses: Iterable[Response]) -> list[Row]:
    """The questions, with most disagreement first; equals stay in the order in which they came."""
    found = [
        Row(
            question,
            {case: cell(each) for case, each in _by_case(of_question).items()},
            cell(of_question),
        )
        for question, of_question in _by_question(responses).items()
    ]
    return sorted(found, key=lambda row: -row.all.share)


def cells_by_case(responses: Iterable[Response]) -> dict[str, Cell]:
    """How all responses to a case differ."""
    return {case: cell(of_case) for case, of_case in _by_case(responses).items()}


def given_by_case(responses: Iterable[Response]) -> dict[str, Given]:
    """The answers given to one question, in each case."""
    return {
        case: Given(
            Counter(each.answer for each in of_case),
            frozenset(each.reference for each in of_case),
            _worst(of_case),
        )
        for case, of_case in _by_case(responses).items()
    }


def unsafe_by_case(responses: Iterable[Response]) -> dict[str, list[Response]]:
    """The responses that would be unsafe, in each case that has any."""
    return _by_case(each for each in responses if each.agreement is Agreement.UNSAFE)


def trainees_and_reference(responses: Iterable[Response]) -> Kappa:
    """Cohen's kappa of the answers and the reference, chance being reckoned in each question."""
    return pooled(
        with_reference((each.answer, each.reference) for each in of_question)
        for of_question in _by_question(responses).values()
    )


def trainees_with_each_other(responses: Iterable[Response]) -> Kappa:
    """Fleiss' kappa of the trainees, chance being reckoned in each question."""
    return pooled(
        fleiss([each.answer for each in of_case] for of_case in _by_case(of_question).values())
        for of_question in _by_question(responses).values()
    )


def raters(responses: Iterable[Response]) -> Raters:
    """Whose answers are compared: those who did a case that another did too."""
    by_case: dict[str, set[int]] = defaultdict(set)
    for each in responses:
        by_case[each.case].add(each.trainee)
    compared = [trainees for trainees in by_case.values() if len(trainees) >= PAIR]
    sizes = [len(trainees) for trainees in compared]
    return Raters(
        all=len(set[int]().union(*compared)),
        fewest=min(sizes, default=0),
        most=max(sizes, default=0),
    )


def _worst(responses: Iterable[Response]) -> dict[str | None, Agreement]:
    """How each answer stands; the worst, where that is not the same each time.

    Editions of a case need not agree on it, and a question may have been passed over, or left out
    of view by acceptable answers.
    """
    found: dict[str | None, Agreement] = {}
    for each in sorted(responses, key=lambda each: _ORDER[each.agreement]):
        found[each.answer] = each.agreement
    return found


def _by_question(responses: Iterable[Response]) -> dict[Question, list[Response]]:
    found: dict[Question, list[Response]] = defaultdict(list)
    for each in responses:
        found[each.question].append(each)
    return found


def _by_case(responses: Iterable[Response]) -> dict[str, list[Response]]:
    found: dict[str, list[Response]] = defaultdict(list)
    for each in responses:
        found[each.case].append(each)
    return found

"""What a cohort's answers come to, as its supervisors read it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.engine.comparison import Agreement
from checklist.practice.cohorts import attempts as of_cohort
from checklist.practice.cohorts import figures
from checklist.practice.cohorts.figures import Cell, Given, Question, Raters, Response
from checklist.practice.cohorts.words import CaseName, Named, Words, cases_of
from checklist.practice.feedback import AGREEMENTS
from checklist.practice.kappa import Kappa
from checklist.practice.models import Attempt

ONE_CASE = _(
    "Not defined for a single case: its reference answers each question in one way only, and what "
    "chance alone would give shows over several cases."
)


@dataclass(frozen=True, slots=True)
class MapRow:
    """A question of the map; None stands for a case that does not ask it."""

    named: Named
    cells: Sequence[Cell | None]
    all: Cell


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, how often it was given, and how it stands to the reference."""

    label: str | Promise
    count: int
    word: str | Promise
    is_reference: bool
    is_unsafe: bool
    shade: int


@dataclass(frozen=True, slots=True)
class AnswersRow:
    """A question of one case: the reference, and what else was answered."""

    named: Named
    references: Sequence[GivenAnswer]
    others: Sequence[GivenAnswer]
    cell: Cell


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An answer to one question, in each case that asks it."""

    label: str | Promise
    cells: Sequence[GivenAnswer]


class Attempted(NamedTuple):
    """Whose attempt, and its reference."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A question of a case that somebody answered in a way that would be unsafe."""

    case: CaseName
    named: Named
    attempts: Sequence[Attempted]


@dataclass(frozen=True, slots=True)
class Agreed:
    """A kappa as it is told: a figure, or why there is none."""

    figure: str
    why: str | Promise


class Answers:
    """Some answers of a cohort, and how far trainees agree in them."""

    def __init__(self, responses: Sequence[Response]) -> None:
        self.responses = responses

    @cached_property
    def cell(self) -> Cell:
        """All of them together."""
        return figures.cell(self.responses)

    @cached_property
    def raters(self) -> Raters:
        """How many trainees are compared with each other."""
        return figures.raters(self.responses)

    @cached_property
    def reference(self) -> Agreed:
        """How trainees agree with the reference."""
        return self._agreed(figures.trainees_and_reference(self.responses))

    @cached_property
    def each_other(self) -> Agreed:
        """How trainees agree with one another."""
        return self._agreed(figures.trainees_with_each_other(self.responses))

    def _agreed(self, kappa: Kappa) -> Agreed:
        if len({each.case for each in self.responses}) == 1:
            return Agreed("", ONE_CASE)
        if kappa.value is not None:
            figure = number_format(float(round(kappa.value, 2)), decimal_pos=2)
            return Agreed(figure.replace("-", "\u2212"), "")
        return Agreed("", kappa.undefined.words if kappa.undefined else "")


class Report(Answers):
    """The first attempts of a cohort, at all its cases or at one of them."""

    def __init__(self, attempts: Sequence[Attempt], case: str = "") -> None:
        self.case = case
        self.all_cases = cases_of(attempts)
        self.attempts = [each for each in attempts if case in {"", each.edition.case.key}]
        self.cases = [each for each in self.all_cases if case in {"", each.key}]
        self.words = Words(self.attempts)
        super().__init__(of_cohort.responses(self.attempts))

    @cached_property
    def unsafe_attempts(self) -> int:
        """In how many attempts something would be unsafe."""
        return len({(each.trainee, each.case) for each in self._unsafe})

    @cached_property
    def unsafe_questions(self) -> int:
        """On how many questions."""
        return len({each.question for each in self._unsafe})

    @cached_property
    def map(self) -> list[MapRow]:
        """The questions on which somebody differs, with most disagreement first."""
        return [row for row in self._rows if row.all.differing]

    @cached_property
    def settled(self) -> list[MapRow]:
        """The others."""
        return [row for row in self._rows if not row.all.differing]

    @cached_property
    def case_cells(self) -> list[Cell]:
        """All answers to each case, in their order."""
        found = figures.cells_by_case(self.responses)
        return [found[case.key] for case in self.cases]

    def answers(self) -> list[AnswersRow]:
        """The questions of the one case by disagreement, with the answers given."""
        return [self._answers(row) for row in self._rows]

    def misses(self) -> list[Miss]:
        """What was answered in a way that would be unsafe, by case and question."""
        attempts = {(each.owner_id, each.edition.case.key): each for each in self.attempts}
        found = figures.unsafe_by_case(self.responses)
        missed: dict[tuple[CaseName, Question], list[Attempted]] = defaultdict(list)
        for case in self.cases:
            for each in found.get(case.key, ()):
                attempt = attempts[each.trainee, case.key]
                told = Attempted(attempt.owner.get_full_name(), attempt.code)
                missed[case, each.question].append(told)
        return [
            Miss(case, self.words.named(question), sorted(by))
            for (case, question), by in missed.items()
        ]

    def about(self, question: Question) -> "QuestionReport | None":
        """One question of it; None where nobody was asked it."""
        answered = [each for each in self.responses if each.question == question]
        return QuestionReport(self, question, answered) if answered else None

    @cached_property
    def _rows(self) -> list[MapRow]:
        """The questions by disagreement, with their cells in the order of the cases."""
        return [
            MapRow(
                self.words.named(row.question),
                [row.by_case.get(case.key) for case in self.cases],
                row.all,
            )
            for row in figures.rows(self.responses)
        ]

    @cached_property
    def _unsafe(self) -> list[Response]:
        return [each for each in self.responses if each.agreement is Agreement.UNSAFE]

    def _answers(self, row: MapRow) -> AnswersRow:
        question = row.named.question
        of_question = [each for each in self.responses if each.question == question]
        (given,) = figures.given_by_case(of_question).values()
        most_first = [answer for answer, _count in given.counts.most_common()]
        never = sorted(given.references - given.counts.keys())
        told = [_told(self.words, question, given, answer) for answer in [*most_first, *never]]
        return AnswersRow(
            row.named,
            [each for each in told if each.is_reference],
            [each for each in told if not each.is_reference],
            row.all,
        )


class QuestionReport(Answers):
    """What a cohort answered to one question, in each case that asks it."""

    def __init__(self, report: Report, question: Question, responses: Sequence[Response]) -> None:
        super().__init__(responses)
        self._words, self._question = report.words, question
        self._given = figures.given_by_case(responses)
        self.cases = [case for case in report.cases if case.key in self._given]

    @property
    def named(self) -> Named:
        """The question."""
        return self._words.named(self._question)

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return self._words.text(self._question)

    def rows(self) -> list[OptionRow]:
        """Every answer that can be given, in the order of the question; at last, none."""
        return [
            OptionRow(
                self._words.label(self._question, option),
                [
                    _told(self._words, self._question, self._given[case.key], option)
                    for case in self.cases
                ],
            )
            for option in [*self._words.options(self._question), None]
        ]


def _told(words: Words, question: Question, given: Given, answer: str | None) -> GivenAnswer:
    """An answer to a question of a case."""
    agreement = given.agreements.get(answer)
    is_reference = answer in given.references
    is_unsafe = agreement is Agreement.UNSAFE
    word = AGREEMENTS[agreement] if agreement else ""
    if is_reference:
        # Editions of a case need not agree on their references.
        word = _("Reference, and unsafe in another edition") if is_unsafe else _("Reference")
    return GivenAnswer(
        label=words.label(question, answer),
        count=given.counts[answer],
        word=word,
        is_reference=is_reference,
        is_unsafe=is_unsafe,
        shade=figures.shade(given.counts[answer], given.number),
    )

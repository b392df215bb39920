"""What a cohort's answers come to, as its supervisors read it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.content.published import published_version
from checklist.engine.comparison import Agreement
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion
from checklist.practice import cohort_attempts, cohort_figures
from checklist.practice.cohort_figures import Cell, Given, Question, Raters, Response
from checklist.practice.feedback import AGREEMENTS
from checklist.practice.kappa import Kappa
from checklist.practice.models import Attempt

NO_ANSWER = _("No answer, or not asked")
ONE_CASE = _(
    "Not defined for a single case: its reference answers each question in one way only, and what "
    "chance alone would give shows over several cases."
)


class CaseName(NamedTuple):
    """A case that somebody has done."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """A question as readers know it, and how its page is addressed."""

    question: Question
    number: str
    short: str


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
    answers: int


class Report:
    """The first attempts of a cohort, at all its cases or at one of them."""

    def __init__(self, attempts: Sequence[Attempt], case: str = "") -> None:
        self._all = attempts
        self.case = case
        self.attempts = [each for each in attempts if case in {"", each.edition.case.key}]
        self.responses: list[Response] = cohort_attempts.responses(self.attempts)

    @cached_property
    def all_cases(self) -> list[CaseName]:
        """The cases that somebody has done, in their order."""
        return _cases(self._all)

    @cached_property
    def cases(self) -> list[CaseName]:
        """Those that this is about."""
        return _cases(self.attempts)

    @cached_property
    def cell(self) -> Cell:
        """All answers together."""
        return cohort_figures.cell(self.responses)

    @cached_property
    def unsafe_attempts(self) -> int:
        """In how many attempts something would be unsafe."""
        return len({(each.trainee, each.case) for each in self._unsafe})

    @cached_property
    def unsafe_questions(self) -> int:
        """On how many questions."""
        return len({each.question for each in self._unsafe})

    @cached_property
    def raters(self) -> Raters:
        """How many trainees are compared with each other."""
        return cohort_figures.raters(self.responses)

    @cached_property
    def reference(self) -> Agreed:
        """How trainees agree with the reference."""
        return self._agreed(cohort_figures.trainees_and_reference(self.responses))

    @cached_property
    def each_other(self) -> Agreed:
        """How trainees agree with one another."""
        return self._agreed(cohort_figures.trainees_with_each_other(self.responses))

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
        found = cohort_figures.cells_by_case(self.responses)
        return [found[case.key] for case in self.cases]

    def answers(self) -> list[AnswersRow]:
        """The questions of the one case by disagreement, with the answers given."""
        return [self._answers(row.question, row.all) for row in cohort_figures.rows(self.responses)]

    def misses(self) -> list[Miss]:
        """What was answered in a way that would be unsafe, by case and question."""
        codes = {(each.owner_id, each.edition.case.key): each for each in self.attempts}
        found = cohort_figures.unsafe_by_case(self.responses)
        by_question: dict[tuple[CaseName, Question], list[Attempted]] = defaultdict(list)
        for case in self.cases:
            for each in found.get(case.key, ()):
                attempt = codes[each.trainee, case.key]
                told = Attempted(attempt.owner.get_full_name(), attempt.code)
                by_question[case, each.question].append(told)
        return [
            Miss(case, self.named(question), sorted(attempts))
            for (case, question), attempts in by_question.items()
        ]

    def about(self, question: Question) -> "QuestionReport | None":
        """One question of it; None where nobody was asked it."""
        answered = [each for each in self.responses if each.question == question]
        return QuestionReport(self, question, answered) if answered else None

    def named(self, question: Question) -> Named:
        """A question in the words of the newest version that was answered."""
        definition = self._definition(question)
        key = question.criterion
        return Named(question, definition.numbers[key], definition.criteria[key].short)

    def criteria(self, question: Question) -> list[AnyCriterion]:
        """The question in every version that was answered and has it, the newest first."""
        return [
            definition.criteria[question.criterion]
            for definition in self._definitions[question.checklist]
            if question.criterion in definition.criteria
        ]

    def agreed(self, kappa: Kappa, cases: int) -> Agreed:
        """A kappa in words."""
        if kappa.value is not None:
            figure = number_format(float(round(kappa.value, 2)), decimal_pos=2)
            return Agreed(figure.replace("-", "\u2212"), "", kappa.ratings)
        why = ONE_CASE if cases == 1 else kappa.undefined and kappa.undefined.words
        return Agreed("", why or "", kappa.ratings)

    def given(self, question: Question, given: Given, answer: str | None) -> GivenAnswer:
        """An answer to a question of a case."""
        count = given.counts[answer]
        agreement = given.agreements.get(answer)
        is_reference = answer in given.references
        word = AGREEMENTS[agreement] if agreement and not is_reference else ""
        return GivenAnswer(
            label=self.label(question, answer),
            count=count,
            word=_("Reference") if is_reference else word,
            is_reference=is_reference,
            is_unsafe=agreement is Agreement.UNSAFE,
            shade=cohort_figures.shade(count, given.number),
        )

    def label(self, question: Question, answer: str | None) -> str | Promise:
        """An answer in words."""
        if answer is None:
            return NO_ANSWER
        criteria = self.criteria(question)
        return next(each.label(answer) for each in criteria if each.accepts(answer))

    def _answers(self, question: Question, cell: Cell) -> AnswersRow:
        of_question = [each for each in self.responses if each.question == question]
        (given,) = cohort_figures.given_by_case(of_question).values()
        never = sorted(given.references - given.counts.keys())
        told = [
            self.given(question, given, answer)
            for answer in [*(answer for answer, _count in given.counts.most_common()), *never]
        ]
        return AnswersRow(
            self.named(question),
            [each for each in told if each.is_reference],
            [each for each in told if not each.is_reference],
            cell,
        )

    @cached_property
    def _rows(self) -> list[MapRow]:
        """The questions by disagreement, with their cells in the order of the cases."""
        return [
            MapRow(
                self.named(row.question),
                [row.by_case.get(case.key) for case in self.cases],
                row.all,
            )
            for row in cohort_figures.rows(self.responses)
        ]

    @cached_property
    def _unsafe(self) -> list[Response]:
        return [each for each in self.responses if each.agreement is Agreement.UNSAFE]

    def _agreed(self, kappa: Kappa) -> Agreed:
        return self.agreed(kappa, len(self.cases))

    def _definition(self, question: Question) -> Definition:
        found = self._definitions[question.checklist]
        return next(each for each in found if question.criterion in each.criteria)

    @cached_property
    def _definitions(self) -> dict[str, list[Definition]]:
        """What was answered, by checklist, the newest version first."""
        newest_first = {each.version_id: each for each in self.attempts}
        found: dict[str, list[Definition]] = defaultdict(list)
        for version_id in sorted(newest_first, reverse=True):
            checklist = published_version(version_id).checklist.slug
            found[checklist].append(cohort_attempts.definition_behind(newest_first[version_id]))
        return found


class QuestionReport:
    """What a cohort answered to one question, in each case that asks it."""

    def __init__(self, report: Report, question: Question, answered: Sequence[Response]) -> None:
        self._report = report
        self._question = question
        self._answered = answered
        self._given = cohort_figures.given_by_case(answered)

    @property
    def named(self) -> Named:
        """The question."""
        return self._report.named(self._question)

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return self._report.criteria(self._question)[0].question

    @property
    def cases(self) -> list[CaseName]:
        """The cases that ask it."""
        return [case for case in self._report.cases if case.key in self._given]

    @property
    def reference(self) -> Agreed:
        """How trainees agree with the reference."""
        kappa = cohort_figures.trainees_and_reference(self._answered)
        return self._report.agreed(kappa, len(self._given))

    @property
    def each_other(self) -> Agreed:
        """How trainees agree with one another."""
        kappa = cohort_figures.trainees_with_each_other(self._answered)
        return self._report.agreed(kappa, len(self._given))

    @property
    def raters(self) -> Raters:
        """How many trainees are compared with each other."""
        return cohort_figures.raters(self._answered)

    def rows(self) -> list[OptionRow]:
        """Every answer that can be given, in the order of the question; at last, none."""
        options: dict[str | None, None] = {
            key: None
            for criterion in self._report.criteria(self._question)
            for _path, key in criterion.listed()
        }
        return [
            OptionRow(
                self._report.label(self._question, option),
                [self._cell(case, option) for case in self.cases],
            )
            for option in [*options, None]
        ]

    def _cell(self, case: CaseName, option: str | None) -> GivenAnswer:
        return self._report.given(self._question, self._given[case.key], option)


def _cases(attempts: Iterable[Attempt]) -> list[CaseName]:
    """The cases in their order, each under the title of its newest edition."""
    newest: dict[str, Attempt] = {}
    for attempt in sorted(attempts, key=lambda attempt: attempt.edition_id):
        newest[attempt.edition.case.key] = attempt
    in_order = sorted(
        newest.values(), key=lambda each: (each.edition.case.position, each.edition.case_id)
    )
    return [CaseName(each.edition.case.key, each.edition.says.title) for each in in_order]

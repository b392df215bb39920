"""Feedback as trainees read it: each answer beside its reference, with the reason and sources."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.content.withdrawn import Withdrawn
from checklist.engine.comparison import Agreement, Comparison, Judged
from checklist.engine.definition import Definition, Section
from checklist.engine.parts import Kind
from checklist.engine.summary import Raised
from checklist.practice import charts
from checklist.practice.actions.attempts import comparison_of
from checklist.practice.charts import SectionChart, section_chart
from checklist.practice.walks import AttemptWalk
from checklist.walk.citations import CitedSource, cited
from checklist.walk.considerations import KINDS

AGREEMENTS: dict[Agreement, Promise] = {
    Agreement.AGREES: _("Agrees"),
    Agreement.ACCEPTABLE: _("Acceptable"),
    Agreement.DIFFERS: _("Differs"),
    Agreement.UNSAFE: _("Unsafe"),
}

NOTE = _("Note")
"""One of those that are headed *Notes* in results."""


@dataclass(frozen=True, slots=True)
class PanelShare:
    """How many people of a panel gave an answer."""

    label: str
    people: int


@dataclass(frozen=True, slots=True)
class Line:
    """An answer beside its reference.

    ``answer`` is empty where there is none: then ``was_asked`` tells whether it was in view.
    ``credit`` is a whole percentage, None where there is none to tell.
    """

    criterion: str
    number: str
    question: str
    agreement: Agreement
    word: Promise
    answer: str
    was_asked: bool
    reference: str
    acceptable: tuple[str, ...]
    panel: tuple[PanelShare, ...]
    credit: int | None
    rationale: str
    comment: str
    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A question that only my answers brought into view."""

    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RaisedLine:
    """A consideration that was brought up on one side only."""

    kind: str
    word: Promise
    text: str
    withdrawn: Withdrawn | None


@dataclass(frozen=True, slots=True)
class SectionLines:
    """The answers of a section beside their references."""

    number: int
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that is told of an attempt, or of a section of it."""

    sections: tuple[SectionLines, ...]
    beside: tuple[Beside, ...]
    raised_only_here: tuple[RaisedLine, ...]
    raised_only_there: tuple[RaisedLine, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, in the order of the walk."""
        return tuple(line for section in self.sections for line in section.lines)

    def _of(self, agreement: Agreement) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.agreement is agreement)

    @property
    def agreeing(self) -> tuple[Line, ...]:
        """What agrees."""
        return self._of(Agreement.AGREES)

    @property
    def acceptable(self) -> tuple[Line, ...]:
        """What is another acceptable answer."""
        return self._of(Agreement.ACCEPTABLE)

    @property
    def differing(self) -> tuple[Line, ...]:
        """What differs."""
        return self._of(Agreement.DIFFERS)

    @property
    def unsafe(self) -> tuple[Line, ...]:
        """What differs in a way that would be unsafe."""
        return self._of(Agreement.UNSAFE)


def feedback_on(walk: AttemptWalk) -> Feedback:
    """Feedback on a submitted attempt."""
    return _feedback(walk, walk.definition.sections)


def feedback_on_section(walk: AttemptWalk, section: Section) -> Feedback:
    """Feedback on one section. What the answers bring up is told at the end."""
    return _feedback(walk, (section,))


def section_chart_of(feedback: Feedback) -> SectionChart:
    """Agreement by section, as it is drawn."""
    return section_chart(
        charts.Section(f"{each.number}. {each.title}", [line.agreement for line in each.lines])
        for each in feedback.sections
    )


def _feedback(walk: AttemptWalk, sections: tuple[Section, ...]) -> Feedback:
    comparison = comparison_of(walk.attempt)
    told = {criterion.key for section in sections for criterion in section.criteria}
    numbers = {section.key: at for at, section in enumerate(walk.definition.sections, start=1)}
    return Feedback(
        sections=tuple(
            SectionLines(numbers[section.key], section.title, lines)
            for section in sections
            if (lines := _lines(walk, comparison, section))
        ),
        beside=tuple(_beside(walk, key) for key in comparison.beside if key in told),
        raised_only_here=tuple(_raised(walk, each) for each in comparison.raised_only_here),
        raised_only_there=tuple(_raised(walk, each) for each in comparison.raised_only_there),
    )


def _lines(walk: AttemptWalk, comparison: Comparison, section: Section) -> tuple[Line, ...]:
    keys = {criterion.key for criterion in section.criteria}
    return tuple(_line(walk, each) for each in comparison.judged if each.criterion in keys)


def _line(walk: AttemptWalk, judged: Judged) -> Line:
    definition, reference = walk.definition, judged.reference
    criterion = definition.criteria[judged.criterion]
    return Line(
        criterion=judged.criterion,
        number=definition.numbers[judged.criterion],
        question=criterion.question,
        agreement=judged.agreement,
        word=AGREEMENTS[judged.agreement],
        answer="" if judged.answer is None else criterion.label(judged.answer),
        was_asked=judged.criterion in walk.in_view,
        reference=criterion.label(reference.answer),
        acceptable=tuple(criterion.label(option) for option in reference.acceptable),
        panel=tuple(
            PanelShare(criterion.label(each.option), each.people)
            for each in sorted(reference.panel, key=lambda each: -each.people)
        ),
        credit=None if judged.credit is None else round(judged.credit * 100),
        rationale=reference.rationale,
        comment=walk.comments.get(judged.criterion, ""),
        sources=cited(definition, criterion.sources),
    )


def _beside(walk: AttemptWalk, key: str) -> Beside:
    definition: Definition = walk.definition
    criterion = definition.criteria[key]
    answer = walk.choices.get(key)
    return Beside(
        number=definition.numbers[key],
        question=criterion.question,
        answer="" if answer is None else criterion.label(answer),
    )


def _raised(walk: AttemptWalk, raised: Raised) -> RaisedLine:
    return RaisedLine(
        raised.kind.value,
        NOTE if raised.kind is Kind.NOTE else KINDS[raised.kind].title,
        raised.text,
        walk.withdrawn.get(raised.key),
    )

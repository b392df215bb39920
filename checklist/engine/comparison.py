"""What a trainee answered beside what a supervisor would have answered.

An answer agrees, is another acceptable one, differs, or differs in a way that would be unsafe. A
question that was not asked because of acceptable answers to others is answered acceptably too.
Where a panel answered, an answer is worth its share of the panel over the share of the most
frequent answer: the aggregate scoring of script concordance (Charlin, Roy, Brailovsky, Goulet and
van der Vleuten, "The Script Concordance test: a tool to assess the reflective clinician", Teaching
and Learning in Medicine 2000; 12(4):189-195).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from checklist.engine.answers import Answers
from checklist.engine.cases import Case, Reference
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.summary import Raised, summarise


class Agreement(StrEnum):
    """How an answer stands to its reference; in this order, best first.

    What anybody of a panel answered is acceptable, unless any other answer would be unsafe: then
    only what most of the panel answered, or an editor accepts, is not. Credit tells the rest.
    """

    AGREES = "agrees"
    ACCEPTABLE = "acceptable"
    DIFFERS = "differs"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer beside its reference; None where there is none, or its criterion was not asked.

    ``credit`` lies between 0 and 1. It is None where no panel answered, and for a criterion that
    was not asked because of acceptable answers.
    """

    reference: Reference
    answer: str | None
    agreement: Agreement
    credit: Fraction | None

    @property
    def criterion(self) -> str:
        """The criterion that was answered."""
        return self.reference.criterion


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is told of a set of answers to a case.

    ``beside`` are criteria that came into view by these answers and not by the reference's; there
    is nothing to compare their answers with. What was raised is told as far as it is on one side
    only.
    """

    judged: tuple[Judged, ...]
    beside: tuple[str, ...]
    raised_only_here: tuple[Raised, ...]
    raised_only_there: tuple[Raised, ...]


def judge(reference: Reference, answer: str | None) -> Judged:
    """One answer beside its reference."""
    credit = _credit(reference, answer) if reference.panel else None
    if answer is not None and answer in _most_frequent(reference):
        agreement = Agreement.AGREES
    elif answer in reference.acceptable or (credit and not reference.unsafe):
        agreement = Agreement.ACCEPTABLE
    else:
        agreement = Agreement.UNSAFE if reference.unsafe else Agreement.DIFFERS
    return Judged(reference, answer, agreement, credit)


def compare(definition: Definition, case: Case, answers: Answers) -> Comparison:
    """A set of answers beside a case's. Raises RefusedAnswer for an answer that is none."""
    asked = in_view(definition, answers)
    by_criterion = {each.criterion: each for each in case.references}
    judged = {
        key: judge(by_criterion[key], answers.get(key)) for key in asked if key in by_criterion
    }
    needed = _needed(definition, case, judged.values())
    judged |= {
        key: judge(each, None) if key in needed else _not_needed(each)
        for key, each in by_criterion.items()
        if key not in judged
    }
    mine, reference = summarise(definition, answers), summarise(definition, case.answers)
    keys_here = {each.key for each in mine.considerations}
    keys_there = {each.key for each in reference.considerations}
    return Comparison(
        judged=tuple(judged[key] for key in definition.criteria if key in judged),
        beside=tuple(key for key in asked if key not in by_criterion),
        raised_only_here=tuple(each for each in mine.considerations if each.key not in keys_there),
        raised_only_there=tuple(
            each for each in reference.considerations if each.key not in keys_here
        ),
    )


def _needed(definition: Definition, case: Case, judged: Iterable[Judged]) -> tuple[str, ...]:
    """What is asked with the reference answers, once acceptable ones stand in their place."""
    accepted = {
        each.criterion: each.answer
        for each in judged
        if each.answer is not None and each.agreement in {Agreement.AGREES, Agreement.ACCEPTABLE}
    }
    return in_view(definition, {**case.answers, **accepted})


def _not_needed(reference: Reference) -> Judged:
    """A criterion that acceptable answers to others leave out of view."""
    return Judged(reference, None, Agreement.ACCEPTABLE, None)


def _most_frequent(reference: Reference) -> frozenset[str]:
    """The answers that agree: the reference answer, or all that most of a panel gave."""
    most = max((each.people for each in reference.panel), default=0)
    return frozenset(each.option for each in reference.panel if each.people == most) or frozenset(
        {reference.option}
    )


def _credit(reference: Reference, answer: str | None) -> Fraction:
    """The share of the panel that gave this answer, over that of the most frequent one.

    An answer that nobody of the panel gave, but that would be accepted, is worth nothing here.
    """
    people = {each.option: each.people for each in reference.panel}
    return Fraction(people.get(answer or "", 0), max(people.values()))

"""What is asked of the database for a cohort: its trainees, their attempts, what they answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, IntegerField, Max, OuterRef, Q, Subquery

from checklist.content.published import definition_of, published_version
from checklist.engine.cases import Reference
from checklist.engine.comparison import Agreement
from checklist.engine.definition import Definition
from checklist.engine.in_view import answers_in_view
from checklist.practice.cohorts.figures import Question, Response
from checklist.practice.models import Attempt, Cohort, Edition
from checklist.practice.models.attempts import AttemptQuerySet

SUBMITTED = Q(attempts__status=Attempt.Status.COMPLETED)


class Trainee(NamedTuple):
    """Somebody in a cohort, and how much they have submitted."""

    pk: int
    name: str
    username: str
    submitted: int
    last_at: datetime | None


def trainees(cohort: Cohort) -> list[Trainee]:
    """Everybody in it, by name."""
    people = cohort.trainees.annotate(
        submitted=Count("attempts", filter=SUBMITTED),
        last_at=Max("attempts__completed_at", filter=SUBMITTED),
    )
    found = (
        Trainee(user.pk, user.get_full_name(), user.username, user.submitted, user.last_at)
        for user in people
    )
    return sorted(found, key=lambda trainee: (trainee.name.casefold(), trainee.pk))


def submitted_in(cohort: Cohort) -> AttemptQuerySet:
    """The submitted attempts of its trainees."""
    return Attempt.objects.submitted().filter(owner__cohorts=cohort)


def numbered(attempts: AttemptQuerySet) -> AttemptQuerySet:
    """With which attempt of its trainee at its case each is, from 1 (``queries.number_of``)."""
    earlier = (
        Attempt.objects.filter(
            owner=OuterRef("owner"), edition__case=OuterRef("edition__case"), pk__lte=OuterRef("pk")
        )
        .order_by()
        .values("owner")
        .annotate(several=Count("pk"))
        .values("several")
    )
    return attempts.annotate(number=Subquery(earlier, output_field=IntegerField()))


def first_attempts(cohort: Cohort) -> list[Attempt]:
    """The first attempt of each trainee at each case; none where its reference was known."""
    return with_editions(submitted_in(cohort).filter(is_first=True).select_related("owner"))


def with_editions(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The attempts, those of one edition sharing it: what it says is read once."""
    found = list(attempts)
    editions = Edition.objects.select_related("case").in_bulk(
        {attempt.edition_id for attempt in found}
    )
    for attempt in found:
        attempt.edition = editions[attempt.edition_id]
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of an attempt: what was answered, and the reference."""

    question: Question
    answer: str | None
    reference: Reference
    agreement: Agreement


def answered_in(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, list[Answered]]]:
    """What each submitted attempt answered to each question of its case, in document order."""
    references: dict[int, dict[str, Reference]] = {}
    for attempt in attempts:
        edition = attempt.edition
        if edition.pk not in references:
            references[edition.pk] = {each.criterion: each for each in edition.says.references}
        yield attempt, _answered(attempt, references[edition.pk])


def responses(attempts: Iterable[Attempt]) -> list[Response]:
    """The same as values for the figures.

    Where several answers of a panel are the most frequent, the one that was given is the reference.
    """
    return [
        Response(
            trainee=attempt.owner_id,
            case=attempt.edition.case.key,
            question=each.question,
            answer=each.answer,
            reference=(
                each.answer
                if each.answer and each.agreement is Agreement.AGREES
                else each.reference.answer
            ),
            agreement=each.agreement,
        )
        for attempt, answers in answered_in(attempts)
        for each in answers
    ]


def definition_behind(attempt: Attempt) -> Definition:
    """What its version says."""
    return definition_of(published_version(attempt.version_id))


def _answered(attempt: Attempt, references: dict[str, Reference]) -> list[Answered]:
    definition = definition_behind(attempt)
    checklist = published_version(attempt.version_id).checklist.slug
    answers = answers_in_view(definition, attempt.choices)
    return [
        Answered(
            question=Question(checklist, key),
            answer=answers.get(key),
            reference=references[key],
            agreement=Agreement(attempt.judged[key]["agreement"]),
        )
        for key in definition.criteria
        if key in attempt.judged
    ]

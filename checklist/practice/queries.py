"""What is asked of the database: which attempt of its trainee one is, and who sees a trainee's."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from checklist.accounts.models import User
from checklist.engine import cases
from checklist.practice.models import Attempt, Case, Cohort
from checklist.practice.models.cohorts import supervisors


def number_of(attempt: Attempt) -> int:
    """Which attempt of its trainee at its case it is, from 1."""
    earlier = Attempt.objects.filter(
        owner=attempt.owner_id, edition__case=attempt.edition.case_id, pk__lt=attempt.pk
    )
    return earlier.count() + 1


def cohorts_with(trainee: User) -> QuerySet[Cohort]:
    """The cohorts that the person is in, with the supervisors who see what is submitted."""
    found = Cohort.objects.filter(trainees=trainee)
    return found.prefetch_related(Prefetch("supervisors", queryset=supervisors()))


def offered_cases(checklist_id: int) -> Iterator[cases.Case]:
    """What trainees are offered of a checklist, in order."""
    offered = Case.objects.offered().filter(checklist=checklist_id).select_related("edition")
    for case in offered:
        if case.edition is not None:
            yield case.edition.says

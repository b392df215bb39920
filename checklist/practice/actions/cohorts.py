"""Cohorts: made, and trainees put in and taken out."""

from django.db import transaction

from checklist.accounts.models import User
from checklist.practice.models import Cohort


class AlreadyIn(Exception):
    """The person is a trainee of the cohort already."""


def new_cohort(*, name: str, supervisor: User) -> Cohort:
    """Make a cohort without trainees, for whoever makes it to supervise."""
    with transaction.atomic():
        cohort = Cohort.objects.create(name=name)
        cohort.supervisors.add(supervisor)
    return cohort


def add_trainee(*, cohort: Cohort, trainee: User) -> None:
    """Let the supervisors of the cohort see this person's submitted attempts. Raises AlreadyIn."""
    with transaction.atomic():
        Cohort.objects.select_for_update().get(pk=cohort.pk)
        if cohort.trainees.filter(pk=trainee.pk).exists():
            raise AlreadyIn
        cohort.trainees.add(trainee)


def remove_trainee(*, cohort: Cohort, trainee: User) -> None:
    """Let them see nothing of this person any more. What they said of an attempt stays."""
    cohort.trainees.remove(trainee)

"""Finding what the person may have, or 404: their own attempts, and those of their trainees."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from checklist.accounts.models import User
from checklist.practice.models import Attempt, Case, Cohort
from checklist.practice.models.attempts import AttemptQuerySet
from checklist.practice.models.cases import CaseQuerySet
from checklist.practice.models.cohorts import SUPERVISE, supervisors


def mine(user: User) -> AttemptQuerySet:
    """The attempts of whoever asks."""
    return Attempt.objects.filter(owner=user)


def of_trainees(user: User) -> AttemptQuerySet:
    """The submitted attempts of trainees in a cohort that the person supervises."""
    trainees = cohorts_of(user).values("trainees")
    return Attempt.objects.filter(status=Attempt.Status.COMPLETED, owner__in=trainees)


def visible_to(user: User) -> AttemptQuerySet:
    """The person's own, and those of their trainees."""
    return Attempt.objects.filter(Q(owner=user) | Q(pk__in=of_trainees(user).values("pk")))


def cohorts_of(user: User) -> QuerySet[Cohort]:
    """The cohorts that the person supervises: none without the right to, and no others with it."""
    return Cohort.objects.filter(supervisors__in=supervisors().filter(pk=user.pk))


def find_cohort(user: User, pk: int) -> Cohort:
    """A cohort that the person supervises. Raises Http404."""
    return get_object_or_404(cohorts_of(user), pk=pk)


def find_trainee(cohort: Cohort, pk: int) -> User:
    """Somebody in the cohort. Raises Http404."""
    return get_object_or_404(cohort.trainees, pk=pk)


def is_supervisor(user: User) -> bool:
    """Whether the person can make cohorts, and see those that they supervise."""
    return user.has_perm(SUPERVISE)


def find(attempts: AttemptQuerySet, code: str) -> Attempt:
    """The attempt with this reference among them. Raises Http404."""
    found = attempts.select_related("edition__case").with_withdrawals().filter(code=code).first()
    if found is None:
        raise Http404
    return found


def cases_of(user: User) -> CaseQuerySet:
    """The cases on offer, and those that the person has practised before they were withdrawn."""
    theirs = Q(pk__in=mine(user).values("edition__case"))
    offered = Q(edition__isnull=False, withdrawn_at__isnull=True)
    return Case.objects.filter(offered | theirs).select_related("edition")


def find_case(user: User, key: str) -> Case:
    """The case with this key among them. Raises Http404."""
    found = cases_of(user).filter(key=key).first()
    if found is None:
        raise Http404
    return found

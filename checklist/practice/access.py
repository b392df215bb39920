"""Finding what the person may have, or 404: their own attempts, and those of their trainees."""

from django.db.models import Q
from django.http import Http404

from checklist.accounts.models import User
from checklist.practice.models import Attempt, Case, Cohort
from checklist.practice.models.attempts import AttemptQuerySet
from checklist.practice.models.cases import CaseQuerySet


def mine(user: User) -> AttemptQuerySet:
    """The attempts of whoever asks."""
    return Attempt.objects.filter(owner=user)


def visible_to(user: User) -> AttemptQuerySet:
    """Those, and the submitted ones of trainees in a cohort that the person supervises."""
    of_trainees = Q(
        status=Attempt.Status.COMPLETED,
        owner__in=Cohort.objects.filter(supervisors=user).values("trainees"),
    )
    return Attempt.objects.filter(Q(owner=user) | of_trainees)


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

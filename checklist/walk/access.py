"""Finding an assessment that the person may have, or 404. Nobody may have somebody else's."""

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpRequest

from checklist.accounts.models import User
from checklist.prepared import Prepared
from checklist.walk.guests import GUEST_LIFETIME, guest_token
from checklist.walk.models import Assessment, AssessmentQuerySet


def mine(request: HttpRequest, now: datetime) -> AssessmentQuerySet:
    """The assessments of whoever asks: a clinician's own, or those of a guest's session.

    Administrators have no more than others: what was answered is for the clinician alone. A
    guest's is refused once its day is over, also before it is deleted.
    """
    user = request.user
    if isinstance(user, User):
        return Assessment.objects.filter(owner=user)
    token = guest_token(request.session)
    if not token:
        return Assessment.objects.none()
    return Assessment.objects.filter(guest_token=token, started_at__gt=now - GUEST_LIFETIME)


def _owned(owner: int, code: str) -> AssessmentQuerySet:
    return Assessment.objects.filter(owner=owner, code=code).with_withdrawals()


_find = Prepared(lambda owner, code: _owned(owner, code).with_newer(), owner=-1, code="code")
_find_with_amendments = Prepared(
    lambda owner, code: _owned(owner, code).with_amendments(), owner=-1, code="code"
)


def find(request: HttpRequest, code: str, now: datetime) -> Assessment:
    """The assessment with this reference, and whether a newer version is in use.

    Raises Http404, whoever else's it may be.
    """
    if isinstance(request.user, User):
        return _one(_find(owner=request.user.pk, code=code))
    return _one(mine(request, now).with_withdrawals().with_newer().filter(code=code))


def find_with_amendments(request: HttpRequest, code: str, now: datetime) -> Assessment:
    """The assessment with the references of what it amends and of what amends it."""
    if isinstance(request.user, User):
        return _one(_find_with_amendments(owner=request.user.pk, code=code))
    guests = mine(request, now).with_withdrawals().with_amendments()
    return _one(guests.filter(code=code))


def _one(found: Iterable[Assessment]) -> Assessment:
    for assessment in found:
        return assessment
    raise Http404


def is_known_person(request: HttpRequest) -> bool:
    """Whether somebody is signed in or walks as a guest; not so when a session has ended."""
    return request.user.is_authenticated or bool(guest_token(request.session))

"""The house's addresses, and some more at which things go wrong."""

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from checklist.ui.errors import Action, conflict
from checklist.ui.uploads import takes_up_to
from config import urls as house

handler400, handler403 = house.handler400, house.handler403
handler404, handler500 = house.handler404, house.handler500


def fails(request: HttpRequest) -> HttpResponse:
    """Fail as no page should."""
    raise RuntimeError


def reaches_no_database(request: HttpRequest) -> HttpResponse:
    """Fail as every page does while the database does not answer."""
    raise OperationalError


def refuses(request: HttpRequest) -> HttpResponse:
    """Refuse, with a sentence that somebody may have brought in from outside."""
    raise BadRequest("The <b>revision</b> is missing.")


def suspects(request: HttpRequest) -> HttpResponse:
    """Refuse, for a reason that is nobody's business."""
    raise SuspiciousOperation("a detail of how we know")


def forbids(request: HttpRequest) -> HttpResponse:
    """Refuse for want of a right."""
    raise PermissionDenied


def clashes(request: HttpRequest) -> HttpResponse:
    """Refuse because of what is stored."""
    return conflict(
        request, title="It is closed", message="Amend it.", actions=[Action("Results", "/there/")]
    )


def reads(request: HttpRequest) -> HttpResponse:
    """Say how much has come in."""
    return HttpResponse(len(request.body))


def takes_more(request: HttpRequest) -> HttpResponse:
    """Say how much of a file has come in."""
    return HttpResponse(len(request.read()))


urlpatterns = [
    *house.urlpatterns,
    path("fails/", fails),
    path("reaches-no-database/", reaches_no_database),
    path("refuses/", refuses),
    path("suspects/", suspects),
    path("forbids/", forbids),
    path("clashes/", clashes),
    path("reads/", reads),
    path("takes-more/", takes_up_to(512 * 1024, takes_more)),
]

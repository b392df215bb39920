"""Error pages: what happened, whether anything was saved, and what to do now.

They ask no database, no session and no user, so that they work when those do not. Each shows the
request's reference; Django logs the answer, and ``logs.ReferenceFilter`` puts the reference there.
"""

import sys
from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from checklist.ui.context import site
from checklist.ui.references import reference_of

# A longer address is nobody's bookmark, and sign-in would not lead back to it.
_ADDRESS_CHARACTERS = 500
_RETRY_SECONDS = 60


class Action(NamedTuple):
    """A way on from an error page: the first stands as its solid button."""

    label: str
    url: str


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. The sentence of a BadRequest is shown; what Django suspects, it keeps to itself.

    That nothing was saved is said here, and need not be said by whoever refuses.
    """
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        title=_("This could not be read"),
        text=[
            sentence or _("What arrived is not what a page of ours sends."),
            _(
                "Nothing was saved. Go back: what you typed is still in that page. Copy what is "
                "long before you reload it."
            ),
        ],
        actions=[_start()],
    )


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("Your account may not open this"),
        text=[
            _(
                "This page needs a right that your account does not have. Nothing was changed. If "
                "you need it for your work, ask the person who looks after this site."
            ),
        ],
        actions=[_start()],
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, where a form comes without the token of a page that this browser was given."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        title=_("Nothing was saved: the page was out of date"),
        text=[
            _(
                "This happens when you signed in or out in another tab after that page was opened, "
                "or when the browser blocks cookies: this site needs one to know that it is you "
                "who is sending."
            ),
            _(
                "Go back: what you typed is still in that page. Copy what is long, reload the "
                "page, and send it again."
            ),
        ],
        actions=[_start()],
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same for what does not exist and for what is somebody else's."""
    text = [
        _(
            "The address may be mistyped, or it belongs to an assessment that is not yours. "
            "Assessments can be opened only by the person who made them."
        ),
    ]
    if settings.GUESTS:
        text.append(_("What a guest enters is deleted after 24 hours."))
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        title=_("There is no page here for you"),
        text=text,
        actions=[Action(_("My assessments"), reverse("walk:assessments")), _start()],
        sign_in=_sign_in_address(request),
    )


def conflict(
    request: HttpRequest, *, title: str, message: str, actions: Sequence[Action]
) -> HttpResponse:
    """409: a change that no longer fits what is stored, in the words of the page that refused."""
    return _page(
        request,
        HTTPStatus.CONFLICT,
        title=title,
        text=[message],
        actions=actions,
    )


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413, where a page takes so many bytes at most."""
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("This is too long to send"),
        text=[
            _(
                "A page can send about %(size)s kilobytes at a time, which is many times what its "
                "fields take. Nothing was saved."
            )
            % {"size": most // 1024},
            _("Go back: what you typed is still in that page. Shorten it, and save again."),
        ],
        actions=[_start()],
    )


def file_too_large(request: HttpRequest, most: int) -> HttpResponse:
    """413, where a page takes a file of about so many bytes at most."""
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        title=_("This file is too large to send"),
        text=[
            _("The page takes about %(size)s kilobytes at most. Nothing was read or saved.")
            % {"size": most // 1024},
            _(
                "Go back and choose another file. Your browser may have forgotten what else you "
                "chose and typed there."
            ),
        ],
        actions=[Action(_("Choose another file"), request.path), _start()],
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database does not answer.

    It may be all that somebody sees while a patient is at risk: it names the emergency route.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _unavailable(request)
    return _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        title=_("Something went wrong here"),
        text=[
            _("The fault is with this site. Everything that was shown as saved is kept."),
            _save_again(),
        ],
        actions=[_start()],
        at_risk=True,
    )


def _unavailable(request: HttpRequest) -> HttpResponse:
    again = [Action(_("Try again"), request.get_full_path())] if request.method == "GET" else []
    response = _page(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        title=_("Not available for the moment"),
        text=[
            _("This site cannot reach its database. Everything that was shown as saved is kept."),
            _save_again(),
        ],
        actions=[*again, _start()],
        at_risk=True,
    )
    response["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _save_again() -> str:
    return _(
        "What you typed since then is still in the page before this one: go back, wait a "
        "minute, and save again."
    )


def _page(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    title: str,
    text: Sequence[str],
    actions: Sequence[Action],
    **context: object,
) -> HttpResponse:
    content = render_to_string(
        "ui/error.html",
        {
            **site(request),
            "status": status.value,
            "title": title,
            "text": text,
            "actions": actions,
            "reference": reference_of(request),
            **context,
        },
    )
    response = HttpResponse(content, status=status)
    add_never_cache_headers(response)
    return response


def _start() -> Action:
    return Action(_("Start page"), reverse("walk:home"))


def _sign_in_address(request: HttpRequest) -> str:
    """Where to sign in, and come back here if this address can be opened by going to it."""
    address, here = resolve_url(settings.LOGIN_URL), request.get_full_path()
    if request.method != "GET" or len(here) > _ADDRESS_CHARACTERS:
        return address
    return f"{address}?{urlencode({REDIRECT_FIELD_NAME: here})}"

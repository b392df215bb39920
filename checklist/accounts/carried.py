"""What somebody typed while their session was ending: it goes through sign-in and is not lost.

It stands in the sign-in page alone, as hidden fields, and never in the session: a session belongs
to whoever signs in next on this machine, a page to whoever is looking at it. Once they are in, the
room whose page it was meant for takes it over, through a handler registered when Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self
from urllib.parse import quote_plus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from checklist.accounts.addresses import is_local
from checklist.accounts.forms import SignInForm
from checklist.ui.errors import too_large

FIELD = "carried"
PATH_FIELD = "carried-path"
# The fields in which somebody writes, by how their names end; all others are chosen among few.
_WRITTEN = ("comment", "own-view", "reason")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# What the sign-in form itself may need of the largest body: both its texts, names and token.
_REST = 32 * 1024

CarriedHandler = Callable[[HttpRequest, str, QueryDict], HttpResponse | None]
_handlers: list[CarriedHandler] = []


@dataclass(frozen=True, slots=True)
class Carried:
    """The fields of a form, and the path that the form was sent to."""

    path: str
    data: QueryDict

    @classmethod
    def of(cls, path: str, data: QueryDict) -> Self:
        """What is worth carrying of a form that was sent: all but its token."""
        kept = data.copy()
        kept.pop(_TOKEN, None)
        return cls(path=path, data=kept)

    @classmethod
    def in_form(cls, form: QueryDict) -> Self | None:
        """What a sign-in form carries, or None; a path that leads elsewhere carries nothing."""
        path, fields = form.get(PATH_FIELD, ""), form.get(FIELD, "")
        return cls(path=path, data=QueryDict(fields)) if fields and is_local(path) else None

    @property
    def fields(self) -> str:
        """The fields as they stand in the sign-in form."""
        return self.data.urlencode()

    @property
    def texts(self) -> list[str]:
        """What was written, for the page to show: it can be copied if it cannot be saved."""
        return [
            text
            for name, texts in self.data.lists()
            for text in texts
            if name.endswith(_WRITTEN) and text.strip()
        ]

    @property
    def fits(self) -> bool:
        """Whether a sign-in form that carries this is small enough to be sent."""
        return len(quote_plus(self.fields)) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _REST


def register_carried_handler(handler: CarriedHandler) -> None:
    """Let ``handler`` answer whoever signs in and carries something for a page of its room.

    It is called with the request of the person who is now signed in, the path and the fields, and
    must check for itself that this person may save there. For a path that is none of its own it
    answers None.
    """
    _handlers.append(handler)


def take_over(request: HttpRequest, carried: Carried | None) -> HttpResponse | None:
    """The answer of the room that takes it over, or None where there is none, or nobody."""
    if carried is None or not request.user.is_authenticated:
        return None
    answers = (handler(request, carried.path, carried.data) for handler in _handlers)
    return next((answer for answer in answers if answer is not None), None)


def render_sign_in(request: HttpRequest, *, path: str, data: QueryDict) -> HttpResponse:
    """Answer 403 with the sign-in page, which carries what was sent to ``path``."""
    carried = Carried.of(path, data)
    if not carried.fits:
        return too_large(request, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    context = {"form": SignInForm(request=request), "carried": carried}
    response = render(request, "account/login.html", context, status=HTTPStatus.FORBIDDEN)
    add_never_cache_headers(response)
    return response

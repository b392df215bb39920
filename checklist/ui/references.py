"""The reference of one request, such as E-7QJM-4K2T.

An error page shows it and the log line of the same request carries it, so that what somebody
reports can be found.
"""

import secrets

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_HALF = 4


def drawn() -> str:
    """Two groups of four drawn by chance, without characters that look alike when read out."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(2 * _HALF))
    return f"{characters[:_HALF]}-{characters[_HALF:]}"


def new_reference() -> str:
    """The reference of a request."""
    return f"E-{drawn()}"


def give_reference(request: HttpRequest) -> None:
    """Let the request have a reference, drawn when it is first asked for."""
    request.reference = SimpleLazyObject(new_reference)  # type: ignore[attr-defined]


def reference_of(request: HttpRequest) -> str:
    """The request's reference, also for a request that has passed no middleware."""
    if not hasattr(request, "reference"):
        give_reference(request)
    return str(request.reference)  # type: ignore[attr-defined]

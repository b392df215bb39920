"""A guest's session: the token that binds what a guest enters to the browser it was entered in."""

import secrets
from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase

GUEST_LIFETIME = timedelta(hours=24)
_TOKEN = "guest"  # noqa: S105 - the name under which a token is kept, not a token


def guest_token(session: SessionBase) -> str:
    """The session's token, or an empty text where it is nobody's guest."""
    token = session.get(_TOKEN, "")
    return token if isinstance(token, str) else ""


def become_guest(session: SessionBase) -> str:
    """The session's token, made now if it has none. The session lasts as long as a new walk."""
    token = guest_token(session)
    if not token:
        token = secrets.token_urlsafe(32)
        session[_TOKEN] = token
    session.set_expiry(GUEST_LIFETIME)
    return token


def be_guest_no_more(session: SessionBase) -> str:
    """Take the token out of the session, which goes back to the ordinary lifetime."""
    token = guest_token(session)
    if token:
        del session[_TOKEN]
        session.set_expiry(None)
    return token

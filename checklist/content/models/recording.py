"""Who is changing rows of a draft just now, since when, and whether history is written at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

from checklist.accounts.models import User

_editor: ContextVar[User | None] = ContextVar("editor", default=None)
_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)
_is_let_go: ContextVar[bool] = ContextVar("is_let_go", default=False)


@contextmanager
def written_by(user: User | None) -> Iterator[None]:
    """Whoever changes rows in here is named in their history, all of it at one moment.

    The moment tells which rows went together.
    """
    token, begun = _editor.set(user), _moment.set(timezone.now())
    try:
        yield
    finally:
        _editor.reset(token)
        _moment.reset(begun)


@contextmanager
def let_go() -> Iterator[None]:
    """Rows that go as a whole, because their draft is published or discarded, are no edits."""
    token = _is_let_go.set(True)
    try:
        yield
    finally:
        _is_let_go.reset(token)


def editor() -> User | None:
    """Who is changing rows."""
    return _editor.get()


def moment() -> datetime:
    """When what is changed just now is said to have been changed."""
    return _moment.get() or timezone.now()


def is_let_go() -> bool:
    """Whether rows go as a whole."""
    return _is_let_go.get()

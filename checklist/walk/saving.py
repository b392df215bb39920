"""Storing what is answered, whatever it is: made, saved and closed, each with its event.

An assessment and a trainee's attempt are two tables that are saved alike. Their rooms' actions
alone call this.
"""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from checklist.accounts.models import User
from checklist.content.withdrawn import number_withdrawn
from checklist.prepared import insert, update
from checklist.walk.models import Answered, Event, Given, merged
from checklist.walk.references import new_reference

_TRIES = 5

D = TypeVar("D", bound=Answered)


class StaleRevision(Exception):
    """Another save came between. ``current`` is the document as it is stored now."""

    def __init__(self, current: Answered) -> None:
        super().__init__(str(current))
        self.current = current


class AlreadyCompleted(Exception):
    """The document is closed, and can only be read."""


def create(document: D, *, actor: User | None, now: datetime) -> D:
    """Store a new document under a reference that nobody else has."""
    document.saved_at = now
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                document.save(force_insert=True)
                record(document, Event.Kind.STARTED, actor=actor, now=now)
        except IntegrityError:
            if attempt == _TRIES:
                raise
            document.pk = None
            document.code = new_reference()
        else:
            break
    return document


def save_answers(
    document: D,
    changes: Mapping[str, Given],
    *,
    revision: int,
    actor: User | None,
    now: datetime,
) -> D:
    """Save what was given for some criteria, and return the document as it then stands.

    The one passed in is left as it was, so that before and after can be compared. What is
    promised of ``changes`` and ``revision``, and what is raised, says ``actions.save_section``.
    """
    if document.is_completed:
        raise AlreadyCompleted
    answers = merged(document.answers, changes)
    if answers == document.answers:
        return document
    if revision != document.revision:
        raise StaleRevision(document)
    saved = copy(document)
    saved.answers, saved.revision, saved.saved_at = answers, revision + 1, now
    with transaction.atomic():
        if _stored(document, answers=answers, revision=saved.revision, saved_at=now):
            changed = _difference(document.answers, answers)
            record(saved, Event.Kind.SAVED, actor=actor, now=now, changes=changed)
            return saved
    return _after_a_race(document, changes)


def close(
    document: Answered,
    stored: Mapping[str, Any],
    *,
    revision: int,
    actor: User | None,
    now: datetime,
) -> None:
    """Close the document for good, and store with it what its answers come to.

    Raises StaleRevision when the answers are no longer those that the person reviewed, and
    AlreadyCompleted when it is closed.
    """
    if document.is_completed:
        raise AlreadyCompleted
    if revision != document.revision:
        raise StaleRevision(document)
    with transaction.atomic():
        if _stored(
            document, status=Answered.Status.COMPLETED, completed_at=now, saved_at=now, **stored
        ):
            record(document, Event.Kind.COMPLETED, actor=actor, now=now)
            return
    current = _current(document)
    if current.is_completed:
        raise AlreadyCompleted
    raise StaleRevision(current)


def record(
    document: Answered,
    kind: str,
    *,
    actor: User | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
) -> None:
    """Append what happened to it."""
    events = next(each for each in document._meta.related_objects if each.name == "events")
    happened = {"kind": kind, "at": now, "actor": actor, "revision": document.revision}
    insert(events.related_model(**{events.field.name: document}, **happened, changes=changes or {}))


def answers_at(document: Answered, revision: int) -> dict[str, Given]:
    """The answers as they stood at a revision, by taking back every later save.

    Nothing is known of a revision that has never been: it gives none.
    """
    if revision > document.revision:
        return {}
    answers: dict[str, Given] = dict(document.answers)
    later = _events(document).filter(kind=Event.Kind.SAVED, revision__gt=revision)
    for changes in later.order_by("-revision").values_list("changes", flat=True):
        for key, change in changes.items():
            if change["old"] is None:
                answers.pop(key, None)
            else:
                answers[key] = change["old"]
    return answers


def _after_a_race(document: D, changes: Mapping[str, Given]) -> D:
    """Another save was stored between reading and writing: look again, and write nothing."""
    current = _current(document)
    if current.is_completed:
        raise AlreadyCompleted
    if merged(current.answers, changes) != current.answers:
        raise StaleRevision(current)
    return current


def _stored(document: Answered, **values: object) -> bool:
    """Store values in the document's row, if it is open and still at the document's revision."""
    as_read = {
        "id": document.pk,
        "revision": document.revision,
        "status": Answered.Status.IN_PROGRESS,
    }
    return update(type(document), as_read, values) > 0


def _current(document: D) -> D:
    told = type(document)._default_manager.annotate(**number_withdrawn("version"))
    current: D = told.get(pk=document.pk)
    return current


def _events(document: Answered) -> "models.Manager[Any]":
    """What happened to it, kept in a table of its model's own."""
    return document.events  # type: ignore[attr-defined, no-any-return]


def _difference(
    before: Mapping[str, Given], after: Mapping[str, Given]
) -> dict[str, dict[str, Given | None]]:
    return {
        key: {"old": before.get(key), "new": after.get(key)}
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    }

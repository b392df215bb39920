"""Drafts: starting one, editing it, discarding it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from checklist.accounts.models import User
from checklist.content.actions.refusals import (
    BadLabel,
    BadSlug,
    LabelTaken,
    NoActiveVersion,
    NoSuchChecklist,
    NotADraft,
    SlugTaken,
)
from checklist.content.earlier import rows_as_they_were
from checklist.content.envelope import Envelope
from checklist.content.labels import label_problem
from checklist.content.models import AcceptedWarning, Checklist, ChecklistVersion
from checklist.content.models.recording import written_by
from checklist.content.models.rows import Draft, Row
from checklist.content.published import definition_of
from checklist.content.unpack import unpacked
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.texts import key_problem


def start_draft(
    *, checklist: Checklist, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A draft with all that the active version says, keys included.

    Raises BadLabel, LabelTaken or NoActiveVersion.
    """
    with transaction.atomic():
        active = checklist.versions.active().first()
        if active is None:
            refuse_bad_label(label)
            raise NoActiveVersion
        draft = new_draft(checklist, based_on=active, label=label, actor=actor, now=now)
        store_rows(draft, definition_of(active))
        copy_acceptances(active, draft)
    return draft


def start_empty_draft(
    *, checklist: Checklist, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A draft with nothing in it. Raises BadLabel or LabelTaken."""
    with transaction.atomic():
        draft = new_draft(checklist, based_on=None, label=label, actor=actor, now=now)
        Draft.objects.bulk_create([Draft(version=draft)])
    return draft


def start_checklist(
    *, slug: str, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A new checklist with an empty draft. Raises BadSlug, SlugTaken or BadLabel."""
    if message := key_problem(slug):
        raise BadSlug(message)
    with transaction.atomic():
        return start_empty_draft(checklist=_made(slug), label=label, actor=actor, now=now)


def import_draft(
    *, envelope: Envelope, into: str, is_new: bool, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A draft with all that a file says, of the checklist with the slug ``into``.

    ``is_new`` says that the checklist is to be made, else that it is here. Raises BadLabel,
    LabelTaken, NoSuchChecklist or SlugTaken.
    """
    with transaction.atomic():
        checklist = _made(into) if is_new else _found(into)
        draft = new_draft(
            checklist,
            based_on=None,
            label=label,
            actor=actor,
            now=now,
            loaded_digest=codec.digest(envelope.definition),
        )
        store_rows(draft, envelope.definition)
    return draft


def _made(slug: str) -> Checklist:
    checklist, is_new = Checklist.objects.get_or_create(slug=slug)
    if not is_new:
        raise SlugTaken
    return checklist


def _found(slug: str) -> Checklist:
    found = Checklist.objects.filter(slug=slug).first()
    if found is None:
        raise NoSuchChecklist
    return found


def put_back(*, version_id: int, model: str, state: int, actor: User | None) -> Draft | Row:
    """A draft's row as it was in a state of its history, also where it was deleted since.

    Raises NotADraft, NoSuchState or CannotGoBack, which change nothing.
    """
    with editing(version_id, actor=actor):
        rows = rows_as_they_were(version_id, model, state)
        for row in rows:
            row.save()
    return rows[0]


def discard(*, version: ChecklistVersion) -> None:
    """Delete a draft and its rows. Raises NotADraft."""
    with transaction.atomic():
        held_draft(version.pk).delete()


@contextmanager
def editing(version_id: int, *, actor: User | None) -> Iterator[None]:
    """A transaction in which a draft's rows may be changed, and nobody else publishes it.

    ``actor`` is named in the history of what is changed. Raises NotADraft.
    """
    with transaction.atomic(), written_by(actor):
        held_draft(version_id)
        yield


def refuse_bad_label(label: str) -> None:
    """Raise BadLabel where this is no version label."""
    if message := label_problem(label):
        raise BadLabel(message)


def new_draft(
    checklist: Checklist,
    *,
    based_on: ChecklistVersion | None,
    label: str,
    actor: User | None,
    now: datetime,
    loaded_digest: str = "",
) -> ChecklistVersion:
    """A draft without rows yet, and the version that it starts from, if there is one.

    Raises BadLabel or LabelTaken.
    """
    refuse_bad_label(label)
    draft, is_new = ChecklistVersion.objects.get_or_create(
        checklist=checklist,
        label=label,
        defaults={
            "based_on": based_on,
            "loaded_digest": loaded_digest,
            "created_at": now,
            "created_by": actor,
        },
    )
    if not is_new:
        raise LabelTaken
    return draft


def held_draft(version_id: int) -> ChecklistVersion:
    """The draft, held until the transaction ends. Raises NotADraft."""
    held = ChecklistVersion.objects.drafts().select_for_update().filter(pk=version_id).first()
    if held is None:
        raise NotADraft
    return held


def store_rows(version: ChecklistVersion, definition: Definition) -> None:
    """Give a draft the rows of a definition."""
    for model, rows in unpacked(version, definition).items():
        model._default_manager.bulk_create(rows)


def copy_acceptances(before: ChecklistVersion, draft: ChecklistVersion) -> None:
    """Let a draft begin with what was accepted in the version that it is a copy of.

    Where the draft comes to say something else, the warning comes back by itself.
    """
    copies = list(AcceptedWarning.objects.filter(version=before))
    for copy in copies:
        copy.pk, copy.version = None, draft
    AcceptedWarning.objects.bulk_create(copies)

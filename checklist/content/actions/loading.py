"""Checklist files, taken in."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from checklist.content.actions.drafts import store_rows
from checklist.content.actions.in_use import Content, one_at_a_time, put_in_use
from checklist.content.actions.refusals import ChangedContent
from checklist.content.envelope import Envelope
from checklist.content.models import Checklist, ChecklistVersion
from checklist.engine.definition import Definition


class Outcome(Enum):
    """What loading a file came to."""

    ACTIVE = "active"
    DRAFT = "draft"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded version, what became of it, and the version that is in use now."""

    version: ChecklistVersion
    outcome: Outcome
    active: ChecklistVersion | None


def load(*, envelope: Envelope, now: datetime) -> Loaded:
    """Take in a checklist file. What a hospital has in use is never replaced.

    A version that is new here is put in use where no version of its checklist ever was; else it
    becomes a draft, which an editor may look through and publish. The same file again changes
    nothing, also after an editor has changed the draft that it brought. Raises ChangedContent
    where the label stands for other content.
    """
    content = Content.of(envelope.definition)
    with transaction.atomic():
        checklist, _ = Checklist.objects.get_or_create(slug=envelope.slug)
        one_at_a_time(checklist.pk)
        version, is_new = ChecklistVersion.objects.get_or_create(
            checklist=checklist,
            label=envelope.label,
            defaults={"loaded_digest": content.digest, "created_at": now},
        )
        if is_new:
            outcome = _take_in(version, envelope.definition, content, now)
        elif content.digest in {version.digest, version.loaded_digest}:
            outcome = Outcome.PRESENT
        else:
            raise ChangedContent
        version = checklist.versions.light().get(pk=version.pk)
        return Loaded(version, outcome, checklist.versions.active().light().first())


def _take_in(
    version: ChecklistVersion, definition: Definition, content: Content, now: datetime
) -> Outcome:
    # Also where the last one was retired: that nothing is in use is then somebody's decision.
    if version.checklist.versions.published().exists():
        store_rows(version, definition)
        return Outcome.DRAFT
    put_in_use(version, content, actor=None, now=now)
    return Outcome.ACTIVE

"""The only code that writes checklists and versions. Each act is one transaction.

What editors change in a draft's rows is saved by the forms of their admin pages, each within
``editing``; everything else that is written in this room is written here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from checklist.accounts.models import User
from checklist.content.compile import compiled
from checklist.content.envelope import Envelope
from checklist.content.labels import label_problem
from checklist.content.models import Checklist, ChecklistVersion, Status, Suggestion
from checklist.content.models.recording import let_go, written_by
from checklist.content.models.rows import Draft
from checklist.content.models.versions import may_become
from checklist.content.published import definition_of
from checklist.content.unpack import unpacked
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem


class BadLabel(ValueError):
    """No version label; the message says why."""


class LabelTaken(Exception):
    """The checklist has a version with this label already."""


class NoActiveVersion(Exception):
    """The checklist has no version in use that a draft could start from."""


class NotADraft(Exception):
    """The version is no draft, or no longer: it was published or discarded in the meantime."""


class InvalidDraft(Exception):
    """The draft's rows make no definition; ``problems`` holds every reason, in document order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class ChangedContent(Exception):
    """The checklist has a version with this label and other content."""


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


def start_draft(
    *, checklist: Checklist, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A draft with all that the active version says, keys included.

    Raises BadLabel, LabelTaken or NoActiveVersion.
    """
    if message := label_problem(label):
        raise BadLabel(message)
    with transaction.atomic():
        active = checklist.versions.active().first()
        if active is None:
            raise NoActiveVersion
        draft, is_new = ChecklistVersion.objects.get_or_create(
            checklist=checklist,
            label=label,
            defaults={"based_on": active, "created_at": now, "created_by": actor},
        )
        if not is_new:
            raise LabelTaken
        _store_rows(draft, definition_of(active))
    return draft


def publish(*, version: ChecklistVersion, actor: User | None, now: datetime) -> ChecklistVersion:
    """Put a draft in use; the version that was in use is retired, and the draft's rows go.

    Raises NotADraft, also for the later of two who publish the same draft at once, and
    InvalidDraft, which changes nothing.
    """
    with transaction.atomic():
        _one_at_a_time(version.checklist_id)
        draft = _held_draft(version.pk)
        try:
            definition = compiled(draft)
        except InvalidDefinition as invalid:
            raise InvalidDraft(invalid.problems) from invalid
        _put_in_use(draft, definition, actor=actor, now=now)
        with let_go():
            Draft.objects.filter(pk=draft.pk).delete()
        return ChecklistVersion.objects.select_related("checklist").get(pk=draft.pk)


def discard(*, version: ChecklistVersion) -> None:
    """Delete a draft and its rows. Raises NotADraft."""
    with transaction.atomic():
        _held_draft(version.pk).delete()


@contextmanager
def editing(version_id: int, *, actor: User | None) -> Iterator[None]:
    """A transaction in which a draft's rows may be changed, and nobody else publishes it.

    ``actor`` is named in the history of what is changed. Raises NotADraft.
    """
    with transaction.atomic(), written_by(actor):
        _held_draft(version_id)
        yield


def load(*, envelope: Envelope, now: datetime) -> Loaded:
    """Take in a checklist file. What a hospital has in use is never replaced.

    A version that is new here is put in use where no version of its checklist is; else it becomes
    a draft, which an editor may look through and publish. The same file again changes nothing,
    also after an editor has changed the draft that it brought. Raises ChangedContent where the
    label stands for other content.
    """
    digest = codec.digest(envelope.definition)
    with transaction.atomic():
        checklist, _ = Checklist.objects.get_or_create(slug=envelope.slug)
        _one_at_a_time(checklist.pk)
        version, is_new = ChecklistVersion.objects.get_or_create(
            checklist=checklist,
            label=envelope.label,
            defaults={"loaded_digest": digest, "created_at": now},
        )
        if is_new:
            outcome = _take_in(version, envelope.definition, now)
        elif digest in {version.digest, version.loaded_digest}:
            outcome = Outcome.PRESENT
        else:
            raise ChangedContent
        version = checklist.versions.light().get(pk=version.pk)
        return Loaded(version, outcome, checklist.versions.active().light().first())


def _take_in(version: ChecklistVersion, definition: Definition, now: datetime) -> Outcome:
    if version.checklist.versions.active().exists():
        _store_rows(version, definition)
        return Outcome.DRAFT
    _put_in_use(version, definition, actor=None, now=now)
    return Outcome.ACTIVE


def _one_at_a_time(checklist_id: int) -> None:
    """Wait until nobody else is putting a version of this checklist in use."""
    Checklist.objects.select_for_update(no_key=True).get(pk=checklist_id)


def _held_draft(version_id: int) -> ChecklistVersion:
    """The draft, held until the transaction ends. Raises NotADraft."""
    held = ChecklistVersion.objects.drafts().select_for_update().filter(pk=version_id).first()
    if held is None:
        raise NotADraft
    return held


def _put_in_use(
    version: ChecklistVersion, definition: Definition, *, actor: User | None, now: datetime
) -> None:
    siblings = ChecklistVersion.objects.filter(checklist_id=version.checklist_id)
    siblings.active().update(status=Status.RETIRED, retired_at=now)
    moved = siblings.filter(pk=version.pk, status__in=may_become(Status.ACTIVE)).update(
        status=Status.ACTIVE,
        definition=codec.canonical_json(definition),
        digest=codec.digest(definition),
        starts_from=definition.starts_from,
        published_at=now,
        published_by=actor,
    )
    if not moved:
        raise NotADraft


def _store_rows(version: ChecklistVersion, definition: Definition) -> None:
    for model, rows in unpacked(version, definition).items():
        model._default_manager.bulk_create(rows)


# -- Files --------------------------------------------------------------------------------------


class NoSuchChecklist(Exception):
    """There is no checklist with this slug."""


class ChecklistTaken(Exception):
    """There is a checklist with this slug already."""


def import_draft(
    *, envelope: Envelope, into: str, is_new: bool, label: str, actor: User | None, now: datetime
) -> ChecklistVersion:
    """A draft with all that a file says, of the checklist with the slug ``into``.

    ``is_new`` says that the checklist is to be made, else that it is here. Raises BadLabel,
    LabelTaken, NoSuchChecklist or ChecklistTaken.
    """
    if message := label_problem(label):
        raise BadLabel(message)
    with transaction.atomic():
        checklist, is_made = _checklist(into, is_new=is_new)
        if is_new and not is_made:
            raise ChecklistTaken
        draft, is_first = ChecklistVersion.objects.get_or_create(
            checklist=checklist,
            label=label,
            defaults={
                "loaded_digest": codec.digest(envelope.definition),
                "created_at": now,
                "created_by": actor,
            },
        )
        if not is_first:
            raise LabelTaken
        _store_rows(draft, envelope.definition)
    return draft


def _checklist(slug: str, *, is_new: bool) -> tuple[Checklist, bool]:
    if is_new:
        return Checklist.objects.get_or_create(slug=slug)
    found = Checklist.objects.filter(slug=slug).first()
    if found is None:
        raise NoSuchChecklist
    return found, False


# -- Corrections asked for ----------------------------------------------------------------------


def suggest(
    *,
    version: ChecklistVersion,
    criterion: str = "",
    consideration: str = "",
    text: str,
    actor: User | None,
    now: datetime,
) -> Suggestion:
    """Ask the editors for a correction of a criterion or of a consideration; of one of the two.

    Nothing is kept of the assessment in which somebody came upon it.
    """
    return Suggestion.objects.create(
        version=version,
        criterion=criterion,
        consideration=consideration,
        text=text,
        at=now,
        by=actor,
    )


def settle(*, suggestion: Suggestion, actor: User | None, now: datetime) -> None:
    """Mark a suggestion as done. One that somebody has marked before keeps their name."""
    Suggestion.objects.filter(pk=suggestion.pk, done_at=None).update(done_at=now, done_by=actor)


def reopen(*, suggestion: Suggestion) -> None:
    """Mark a suggestion as not done after all."""
    Suggestion.objects.filter(pk=suggestion.pk).update(done_at=None, done_by=None)

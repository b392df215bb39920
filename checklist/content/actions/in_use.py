"""Putting a version in use: what publishing, loading and putting in use again have in common."""

from dataclasses import dataclass
from datetime import date, datetime

from checklist.accounts.models import User
from checklist.content import blocking
from checklist.content.actions.refusals import Blocked, NotADraft, PublishedMeanwhile, Unexplained
from checklist.content.models import Checklist, ChecklistVersion, Status
from checklist.content.models.versions import may_become
from checklist.engine import codec
from checklist.engine.definition import Definition


@dataclass(frozen=True, slots=True)
class Content:
    """What a version says, as it is stored."""

    text: str
    digest: str
    starts_from: str

    @classmethod
    def of(cls, definition: Definition) -> "Content":
        """A definition that has not been stored yet."""
        text = codec.canonical_json(definition)
        return cls(text, codec.digest_of(text), definition.starts_from)

    @classmethod
    def in_version(cls, version: ChecklistVersion) -> "Content":
        """What a published version says, to the letter."""
        return cls(version.definition, version.digest, version.starts_from)


@dataclass(frozen=True, slots=True)
class Words:
    """What is told of a version beside its content: what changed, and when to look at it again."""

    changed: str = ""
    review_by: date | None = None


def one_at_a_time(checklist_id: int) -> None:
    """Wait until nobody else is putting a version of this checklist in use, or out of it."""
    Checklist.objects.select_for_update(no_key=True).get(pk=checklist_id)


def refuse_unseen(checklist_id: int, *seen: int | None) -> None:
    """Raise PublishedMeanwhile where a version is in use that is none of those seen.

    ``seen`` are keys of versions; None is that nothing is in use.
    """
    active = ChecklistVersion.objects.active().light().filter(checklist=checklist_id).first()
    if (active.pk if active else None) not in seen:
        raise PublishedMeanwhile(active)


def refuse_unexplained(version: ChecklistVersion, words: Words) -> None:
    """Raise Unexplained where nothing is said of what changed since an older version."""
    siblings = ChecklistVersion.objects.filter(checklist=version.checklist_id)
    if not words.changed and siblings.published().exists():
        raise Unexplained


def refuse_blocked(version: ChecklistVersion, definition: Definition) -> None:
    """Raise Blocked with every reason that the rooms above have."""
    if remarks := blocking.reasons(version, definition):
        raise Blocked(remarks)


def put_in_use(
    version: ChecklistVersion,
    content: Content,
    *,
    actor: User | None,
    now: datetime,
    words: Words | None = None,
) -> None:
    """Store a draft's content, and retire the version that was in use. Raises NotADraft."""
    words = words or Words()
    siblings = ChecklistVersion.objects.filter(checklist_id=version.checklist_id)
    siblings.active().update(status=Status.RETIRED, retired_at=now)
    moved = siblings.filter(pk=version.pk, status__in=may_become(Status.ACTIVE)).update(
        status=Status.ACTIVE,
        definition=content.text,
        digest=content.digest,
        starts_from=content.starts_from,
        published_at=now,
        published_by=actor,
        changed=words.changed,
        review_by=words.review_by,
    )
    if not moved:
        raise NotADraft

"""The only code that writes assessments. Each act is one transaction with one event in it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.engine.carried import Carried, carry
from checklist.engine.summary import Raised, Summary, summarise
from checklist.walk.guests import GUEST_LIFETIME
from checklist.walk.models import Assessment, Event, Given, Reason, merged
from checklist.walk.saving import (
    AlreadyCompleted,
    StaleRevision,
    close,
    create,
    record,
    save_answers,
)


class AlreadyCarried(Exception):
    """The answers were carried over before; ``onward`` is the assessment that carries them on."""

    def __init__(self, onward: Assessment) -> None:
        super().__init__(onward.code)
        self.onward = onward


class NotCompleted(Exception):
    """The assessment has no results yet."""


def start(
    *, version: ChecklistVersion, owner: User | None, guest_token: str, now: datetime
) -> Assessment:
    """Begin an assessment on this version, for a clinician or for a guest's session."""
    assessment = Assessment(version=version, owner=owner, guest_token=guest_token, started_at=now)
    return create(assessment, actor=owner, now=now)


def amend(*, assessment: Assessment, actor: User | None, now: datetime) -> Assessment:
    """Begin a new assessment with the same answers, on the same version, that names the old one.

    A guest's is over with the day of the old one, for it holds what was entered then. Raises
    NotCompleted while the old one can still be changed itself.
    """
    if not assessment.is_completed:
        raise NotCompleted
    amendment = Assessment(
        version_id=assessment.version_id,
        owner_id=assessment.owner_id,
        guest_token=assessment.guest_token,
        answers=assessment.answers,
        amends=assessment,
        started_at=assessment.started_at if assessment.is_guests else now,
    )
    return create(amendment, actor=actor, now=now)


def carry_over(
    *,
    assessment: Assessment,
    version: ChecklistVersion,
    revision: int,
    actor: User | None,
    now: datetime,
) -> Assessment:
    """Begin a new assessment on a newer version, with those answers that are still on offer there.

    The old one stays open and as it is. A guest's new one is over with the day of the old one. An
    amendment goes on amending the same. Raises AlreadyCompleted, AlreadyCarried, or StaleRevision
    when the answers are no longer those that the person was shown.
    """
    with transaction.atomic():
        old = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if old.is_completed:
            raise AlreadyCompleted
        onward = Assessment.objects.filter(continues=old).first()
        if onward is not None:
            raise AlreadyCarried(onward)
        if revision != old.revision:
            raise StaleRevision(old)
        before = definition_of(published_version(old.version_id))
        new = Assessment(
            version=version,
            owner_id=old.owner_id,
            guest_token=old.guest_token,
            answers=_given(carry(before, definition_of(version), old.choices, old.comments)),
            amends_id=old.amends_id,
            continues=old,
            started_at=old.started_at if old.is_guests else now,
        )
        create(new, actor=actor, now=now)
        for each, other in ((new, {"from": old.code}), (old, {"to": new.code})):
            record(each, Event.Kind.CARRIED, actor=actor, now=now, changes=other)
    return new


def _given(carried: Carried) -> dict[str, Given]:
    """What carries over, as it is stored."""
    given: dict[str, Given] = {
        key: {"option": option} for key, option in carried.answer_by_key.items()
    }
    return merged(given, {key: {"comment": text} for key, text in carried.comments.items()})


def save_section(
    *,
    assessment: Assessment,
    revision: int,
    changes: Mapping[str, Given],
    actor: User | None,
    now: datetime,
) -> Assessment:
    """Save what was given for some criteria, and return the assessment as it then stands.

    The one passed in is left as it was, so that before and after can be compared.

    ``changes`` holds, by criterion, only what is to change; an empty text takes the answer or the
    comment back. ``revision`` is the one that the person saw. Content that is stored already is
    accepted quietly, whatever the revision. Raises StaleRevision when another save came between
    and the content differs, AlreadyCompleted when the assessment is closed.
    """
    return save_answers(assessment, changes, revision=revision, actor=actor, now=now)


def complete(
    *, assessment: Assessment, revision: int, own_view: str, actor: User | None, now: datetime
) -> Summary:
    """Store the summary of the answers and close the assessment for good.

    Raises StaleRevision when the answers are no longer those that the person reviewed, and
    AlreadyCompleted when it is closed.
    """
    summary = summarise(definition_of(published_version(assessment.version_id)), assessment.choices)
    close(
        assessment,
        {"summary": summary.model_dump_json(), "own_view": own_view},
        revision=revision,
        actor=actor,
        now=now,
    )
    return summary


def add_reason(
    *,
    assessment: Assessment,
    line: Raised,
    text: str,
    actor: User | None,
    now: datetime,
) -> Reason:
    """Add beside a line of the results why its owner sees it otherwise.

    Raises NotCompleted before there are results.
    """
    if not assessment.is_completed:
        raise NotCompleted
    with transaction.atomic():
        reason = Reason.objects.create(
            assessment=assessment, consideration=line.key, text=text, at=now
        )
        record(
            assessment,
            Event.Kind.REASONED,
            actor=actor,
            now=now,
            changes={"reason": reason.pk, "consideration": line.key},
        )
    return reason


def claim(*, guest_token: str, owner: User, now: datetime) -> int:
    """Give what a guest entered in this session to the account that signed in; how many."""
    with transaction.atomic():
        walks = list(
            Assessment.objects.select_for_update().filter(
                guest_token=guest_token, started_at__gt=now - GUEST_LIFETIME
            )
        )
        Assessment.objects.filter(pk__in=[walk.pk for walk in walks]).update(
            owner=owner, guest_token=""
        )
        for walk in walks:
            record(walk, Event.Kind.CLAIMED, actor=owner, now=now)
    return len(walks)


def forget_guests(*, now: datetime) -> int:
    """Delete what guests entered more than a day ago; how many assessments that were."""
    old = Assessment.objects.filter(owner__isnull=True, started_at__lte=now - GUEST_LIFETIME)
    with transaction.atomic():
        _, by_model = old.delete()
    return by_model.get(Assessment._meta.label, 0)

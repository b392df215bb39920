"""The only code that writes assessments. Each act is one transaction with one event in it."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime

from django.db import IntegrityError, transaction

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.engine.carried import Carried, carry
from checklist.engine.summary import Raised, Summary, summarise
from checklist.walk.guests import GUEST_LIFETIME
from checklist.walk.models import Answered, Assessment, Event, Given, Reason, merged
from checklist.walk.references import new_reference

_TRIES = 5


class StaleRevision(Exception):
    """Another save came between. ``current`` is the document as it is stored now."""

    def __init__(self, current: Answered) -> None:
        super().__init__(str(current))
        self.current = current


class AlreadyCompleted(Exception):
    """The assessment is closed and can only be amended."""


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
    return _create(assessment, actor=owner, now=now)


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
    return _create(amendment, actor=actor, now=now)


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
        _create(new, actor=actor, now=now)
        for each, other in ((new, {"from": old.code}), (old, {"to": new.code})):
            _record(each, Event.Kind.CARRIED, actor=actor, now=now, changes=other)
    return new


def _given(carried: Carried) -> dict[str, Given]:
    """What carries over, as it is stored."""
    given: dict[str, Given] = {
        key: {"option": option} for key, option in carried.answer_by_key.items()
    }
    return merged(given, {key: {"comment": text} for key, text in carried.comments.items()})


def _create(assessment: Assessment, *, actor: User | None, now: datetime) -> Assessment:
    """Store a new assessment under a reference that nobody else has."""
    assessment.saved_at = now
    for attempt in range(1, _TRIES + 1):
        try:
            with transaction.atomic():
                assessment.save(force_insert=True)
                _record(assessment, Event.Kind.STARTED, actor=actor, now=now)
        except IntegrityError:
            if attempt == _TRIES:
                raise
            assessment.pk = None
            assessment.code = new_reference()
        else:
            break
    return assessment


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
    if assessment.is_completed:
        raise AlreadyCompleted
    answers = merged(assessment.answers, changes)
    if answers == assessment.answers:
        return assessment
    if revision != assessment.revision:
        raise StaleRevision(assessment)
    saved = copy(assessment)
    saved.answers, saved.revision, saved.saved_at = answers, revision + 1, now
    with transaction.atomic():
        stored = Assessment.objects.filter(
            pk=assessment.pk, revision=revision, status=Assessment.Status.IN_PROGRESS
        ).update(answers=answers, revision=saved.revision, saved_at=now)
        if stored:
            changed = _difference(assessment.answers, answers)
            _record(saved, Event.Kind.SAVED, actor=actor, now=now, changes=changed)
            return saved
    return _after_a_race(assessment, changes)


def _after_a_race(assessment: Assessment, changes: Mapping[str, Given]) -> Assessment:
    """Another save was stored between reading and writing: look again, and write nothing."""
    current = _current(assessment)
    if current.is_completed:
        raise AlreadyCompleted
    if merged(current.answers, changes) != current.answers:
        raise StaleRevision(current)
    return current


def complete(
    *, assessment: Assessment, revision: int, own_view: str, actor: User | None, now: datetime
) -> Summary:
    """Store the summary of the answers and close the assessment for good.

    Raises StaleRevision when the answers are no longer those that the person reviewed, and
    AlreadyCompleted when it is closed.
    """
    if assessment.is_completed:
        raise AlreadyCompleted
    if revision != assessment.revision:
        raise StaleRevision(assessment)
    summary = summarise(definition_of(published_version(assessment.version_id)), assessment.choices)
    with transaction.atomic():
        stored = Assessment.objects.filter(
            pk=assessment.pk, revision=revision, status=Assessment.Status.IN_PROGRESS
        ).update(
            status=Assessment.Status.COMPLETED,
            summary=summary.model_dump_json(),
            own_view=own_view,
            completed_at=now,
            saved_at=now,
        )
        if stored:
            _record(assessment, Event.Kind.COMPLETED, actor=actor, now=now)
            return summary
    current = _current(assessment)
    if current.is_completed:
        raise AlreadyCompleted
    raise StaleRevision(current)


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
        _record(
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
            _record(walk, Event.Kind.CLAIMED, actor=owner, now=now)
    return len(walks)


def forget_guests(*, now: datetime) -> int:
    """Delete what guests entered more than a day ago; how many assessments that were."""
    old = Assessment.objects.filter(owner__isnull=True, started_at__lte=now - GUEST_LIFETIME)
    with transaction.atomic():
        _, by_model = old.delete()
    return by_model.get(Assessment._meta.label, 0)


def _difference(
    before: Mapping[str, Given], after: Mapping[str, Given]
) -> dict[str, dict[str, Given | None]]:
    return {
        key: {"old": before.get(key), "new": after.get(key)}
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    }


def _current(assessment: Assessment) -> Assessment:
    return Assessment.objects.with_withdrawals().get(pk=assessment.pk)


def _record(
    assessment: Assessment,
    kind: Event.Kind,
    *,
    actor: User | None,
    now: datetime,
    changes: Mapping[str, object] | None = None,
) -> None:
    Event.objects.create(
        assessment=assessment,
        kind=kind,
        at=now,
        actor=actor,
        revision=assessment.revision,
        changes=changes or {},
    )

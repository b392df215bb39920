"""Attempts: begun, saved, shown section by section, submitted."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from checklist.accounts.models import User
from checklist.content.published import definition_of, published_version
from checklist.engine.comparison import Comparison, compare
from checklist.practice.counts import Counts
from checklist.practice.models import Attempt, AttemptEvent, Card, Case
from checklist.practice.scheduling import reviewed
from checklist.walk.models import Given
from checklist.walk.saving import AlreadyCompleted, close, create, record, save_answers


class SectionSeen(AlreadyCompleted):
    """Feedback on the section was shown already, so its answers are closed."""


class NotOffered(Exception):
    """The case cannot be started: it was withdrawn, or never offered."""


def start(*, case: Case, owner: User, feedback: str, now: datetime) -> Attempt:
    """Begin an attempt at the edition on offer. Raises NotOffered."""
    with transaction.atomic():
        # It may have been withdrawn, or another edition offered, since it was looked at.
        current = Case.objects.offered().select_for_update().filter(pk=case.pk).first()
        if current is None or current.edition is None:
            raise NotOffered
        attempt = Attempt(
            edition=current.edition,
            version_id=current.edition.version_id,
            owner=owner,
            feedback=feedback,
            started_at=now,
        )
        return create(attempt, actor=owner, now=now)


def save_section(
    *,
    attempt: Attempt,
    revision: int,
    changes: Mapping[str, Given],
    actor: User | None,
    now: datetime,
) -> Attempt:
    """Save what was given for some criteria, as ``walk.actions.save_section`` does.

    Raises SectionSeen besides, where something would change that feedback was shown on.
    """
    seen = _criteria_seen(attempt)
    for key, change in changes.items():
        stored = attempt.answers.get(key, {})
        if key in seen and any(stored.get(name, "") != text for name, text in change.items()):
            raise SectionSeen
    return save_answers(attempt, changes, revision=revision, actor=actor, now=now)


def show_section(*, attempt: Attempt, section: str, actor: User | None, now: datetime) -> Attempt:
    """Close the answers of a section, so that feedback on it can be shown; once is enough.

    Raises AlreadyCompleted for a submitted attempt.
    """
    with transaction.atomic():
        current = Attempt.objects.select_for_update().get(pk=attempt.pk)
        if current.is_completed:
            raise AlreadyCompleted
        if section not in current.seen:
            current.seen = [*current.seen, section]
            # So that a page opened before is stale, and cannot change what feedback was shown on.
            current.revision += 1
            current.save(update_fields=["seen", "revision"])
            record(
                current,
                AttemptEvent.Kind.SHOWN,
                actor=actor,
                now=now,
                changes={"section": section},
            )
    return current


def submit(*, attempt: Attempt, revision: int, actor: User | None, now: datetime) -> Comparison:
    """Judge the answers and close the attempt for good; say when its case is to come again.

    Raises StaleRevision when the answers are no longer those that the person reviewed, and
    AlreadyCompleted when it is closed.
    """
    comparison = comparison_of(attempt)
    with transaction.atomic():
        stored = {"judged": _judged(comparison), "is_first": _is_first(attempt)}
        close(attempt, stored, revision=revision, actor=actor, now=now)
        _schedule(attempt, comparison, now)
    return comparison


def comparison_of(attempt: Attempt) -> Comparison:
    """The answers of an attempt beside the reference of its edition."""
    definition = definition_of(published_version(attempt.version_id))
    return compare(definition, attempt.edition.says, attempt.choices)


def _judged(comparison: Comparison) -> dict[str, dict[str, object]]:
    return {
        each.criterion: {"agreement": each.agreement}
        | ({} if each.credit is None else {"credit": float(each.credit)})
        for each in comparison.judged
    }


def _is_first(attempt: Attempt) -> bool:
    """Whether its trainee has seen nothing of the reference through another attempt.

    All their attempts at the case are held, so that of two submitted at once one is the first.
    """
    of_case = Attempt.objects.filter(
        owner=attempt.owner_id, edition__case=attempt.edition.case_id
    ).order_by("pk")
    held = of_case.select_for_update(of=("self",)).values_list("pk", "status", "seen")
    others = [(status, seen) for pk, status, seen in held if pk != attempt.pk]
    return not any(seen or status == Attempt.Status.COMPLETED for status, seen in others)


def _schedule(attempt: Attempt, comparison: Comparison, now: datetime) -> None:
    """Keep when the case is to come again for this trainee."""
    counts = Counts.of(each.agreement for each in comparison.judged)
    state, due = reviewed(None, counts, now)
    card, is_first = Card.objects.select_for_update().get_or_create(
        owner_id=attempt.owner_id,
        case_id=attempt.edition.case_id,
        defaults={"state": state, "due": due, "missed_unsafely": bool(counts.unsafe)},
    )
    if not is_first:
        card.state, card.due = reviewed(card.state, counts, now)
        card.missed_unsafely = bool(counts.unsafe)
        card.save(update_fields=["state", "due", "missed_unsafely"])


def _criteria_seen(attempt: Attempt) -> frozenset[str]:
    definition = definition_of(published_version(attempt.version_id))
    return frozenset(
        criterion.key
        for section in definition.sections
        if section.key in attempt.seen
        for criterion in section.criteria
    )

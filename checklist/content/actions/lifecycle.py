"""What becomes of a published version: retired, put in use again, a consideration withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions.checking import refuse_errors
from checklist.content.actions.drafts import copy_acceptances, new_draft
from checklist.content.actions.in_use import (
    Content,
    Words,
    one_at_a_time,
    put_in_use,
    refuse_blocked,
    refuse_unexplained,
    refuse_unseen,
)
from checklist.content.actions.refusals import (
    AlreadyWithdrawn,
    NoReason,
    NoSuchConsideration,
    NotInUse,
    NotRetired,
)
from checklist.content.models import ChecklistVersion, Status, Withdrawal
from checklist.content.models.versions import may_become
from checklist.content.published import definition_of, read
from checklist.content.withdrawn import also_saying, withdrawals_for


def retire(*, version: ChecklistVersion, now: datetime) -> None:
    """Take a version out of use and put none in its place: nothing new is started on it.

    Raises NotInUse.
    """
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        moved = ChecklistVersion.objects.filter(
            pk=version.pk, status__in=may_become(Status.RETIRED)
        ).update(status=Status.RETIRED, retired_at=now)
        if not moved:
            raise NotInUse


def reactivate(
    *,
    version: ChecklistVersion,
    label: str,
    changed: str,
    over: ChecklistVersion | None,
    actor: User | None,
    now: datetime,
    review_by: date | None = None,
) -> ChecklistVersion:
    """Put an older version's content in use again, as a new version: what was, stays as it was.

    Its text is the same to the letter. What was withdrawn of the older one is withdrawn of the new
    one too, and so is what was withdrawn of any other that said it. ``over`` is the version that
    the person knows to be in use, if any is. Refused with nothing changed: NotRetired,
    PublishedMeanwhile, BadLabel, LabelTaken, Unexplained, HeldByCheck for an error, Blocked.
    """
    words = Words(changed.strip(), review_by)
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        older = ChecklistVersion.objects.select_related("checklist").get(pk=version.pk)
        if older.status != Status.RETIRED:
            raise NotRetired
        refuse_unseen(older.checklist_id, over.pk if over else None)
        refuse_unexplained(older, words)
        refuse_errors(older, today=timezone.localdate(now))
        again = new_draft(older.checklist, based_on=older, label=label, actor=actor, now=now)
        # Read anew: what is kept in memory is not what is about to be stored again. The rooms above
        # are asked about the version that stays, where this is refused.
        refuse_blocked(older, read(older))
        put_in_use(again, Content.in_version(older), actor=actor, now=now, words=words)
        copy_acceptances(older, again)
        for withdrawal in withdrawals_for(older):
            Withdrawal.objects.create(
                version=again,
                consideration=withdrawal.consideration,
                reason=withdrawal.reason,
                at=withdrawal.at,
                by_id=withdrawal.by_id,
            )
        return ChecklistVersion.objects.select_related("checklist").get(pk=again.pk)


def withdraw(
    *,
    version: ChecklistVersion,
    consideration: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Withdrawal:
    """Say of a consideration of a published version that it no longer holds, and why.

    It is said beside it wherever it is shown from now on, also in results of before. Raises
    NotPublished for a draft, NoSuchConsideration, NoReason or AlreadyWithdrawn.
    """
    keys = {each.key for _, each in definition_of(version).considerations()}
    if consideration not in keys:
        raise NoSuchConsideration(consideration)
    if not reason.strip():
        raise NoReason
    with transaction.atomic():
        withdrawal, is_new = Withdrawal.objects.get_or_create(
            version=version,
            consideration=consideration,
            defaults={"reason": reason.strip(), "at": now, "by": actor},
        )
        if not is_new:
            raise AlreadyWithdrawn
    return withdrawal


def withdraw_everywhere(
    *,
    version: ChecklistVersion,
    consideration: str,
    reason: str,
    actor: User | None,
    now: datetime,
) -> list[ChecklistVersion]:
    """Withdraw a consideration from this version and from each other that says it word for word.

    Returns all of them. Raises what ``withdraw`` raises, and nothing is withdrawn then.
    """
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        versions = [version, *also_saying(version).get(consideration, [])]
        for each in versions:
            withdraw(version=each, consideration=consideration, reason=reason, actor=actor, now=now)
    return versions

"""Publishing: a draft becomes the version in use."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions.checking import refuse_held
from checklist.content.actions.drafts import held_draft
from checklist.content.actions.in_use import (
    Content,
    Words,
    one_at_a_time,
    put_in_use,
    refuse_blocked,
    refuse_unexplained,
    refuse_unseen,
)
from checklist.content.actions.refusals import InvalidDraft, OwnWork
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.recording import let_go
from checklist.content.models.rows import Draft
from checklist.content.queries import is_own_work
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition


def publish(
    *,
    version: ChecklistVersion,
    actor: User | None,
    now: datetime,
    changed: str = "",
    review_by: date | None = None,
    over: ChecklistVersion | None = None,
) -> ChecklistVersion:
    """Put a draft in use; the version that was in use is retired, and the draft's rows go.

    ``changed`` says in words what is new, which a person owes wherever a version was in use
    before. ``over`` is the version that the person knows to be in use; without it, the one that
    the draft was started from. Refused with nothing changed: NotADraft, also for the later of two
    who publish the same draft at once; PublishedMeanwhile, for the later of two drafts too;
    OwnWork; Unexplained; InvalidDraft; HeldByCheck; Blocked.
    """
    words = Words(changed.strip(), review_by)
    with transaction.atomic():
        one_at_a_time(version.checklist_id)
        draft = held_draft(version.pk)
        refuse_unseen(draft.checklist_id, None, draft.based_on_id, over.pk if over else None)
        if actor is not None:
            if is_own_work(draft, actor):
                raise OwnWork
            refuse_unexplained(draft, words)
        definition = _compiled(draft)
        refuse_held(draft, today=timezone.localdate(now))
        refuse_blocked(draft, definition)
        put_in_use(draft, Content.of(definition), actor=actor, now=now, words=words)
        with let_go():
            Draft.objects.filter(pk=draft.pk).delete()
        return ChecklistVersion.objects.select_related("checklist").get(pk=draft.pk)


def _compiled(draft: ChecklistVersion) -> Definition:
    try:
        return compiled(draft)
    except InvalidDefinition as invalid:
        raise InvalidDraft(invalid.problems) from invalid

"""Warnings of the check: accepting them with a reason, and what the check holds back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.accounts.models import User
from checklist.content.actions.drafts import held_draft
from checklist.content.actions.refusals import BadReason, HeldByCheck, NoSuchWarning
from checklist.content.checking import blocking, checked
from checklist.content.models import AcceptedWarning, ChecklistVersion
from checklist.content.models.editing import CONSIDERATION_KEY_CHARACTERS, REASON_CHARACTERS
from checklist.engine.checks import Level


def accept_warnings(
    *, version: ChecklistVersion, reasons: Mapping[str, str], actor: User | None, now: datetime
) -> None:
    """Accept warnings that the check gives of a draft now: by the mark of each, the reason.

    One that was accepted before gets this reason. Refused with nothing changed: NotADraft,
    BadReason, NoSuchWarning.
    """
    cleaned = {mark: _reason(reason) for mark, reason in reasons.items()}
    with transaction.atomic():
        draft = held_draft(version.pk)
        findings = checked(draft, today=timezone.localdate(now))
        warnings = {each.mark: each.finding for each in findings if each.is_warning}
        if not warnings.keys() >= cleaned.keys():
            raise NoSuchWarning
        for mark, reason in cleaned.items():
            AcceptedWarning.objects.update_or_create(
                version=draft,
                fingerprint=mark,
                defaults={"reason": reason, "by": actor, "at": now},
                create_defaults={
                    "code": warnings[mark].code,
                    # A key that is still too long is cut here: the mark knows the whole of it.
                    "place": warnings[mark].place[:CONSIDERATION_KEY_CHARACTERS],
                    "reason": reason,
                    "by": actor,
                    "at": now,
                },
            )


def take_back_acceptances(*, version: ChecklistVersion, marks: Collection[str]) -> None:
    """Let warnings of a draft stand unaccepted again, by their marks. Raises NotADraft."""
    with transaction.atomic():
        draft = held_draft(version.pk)
        AcceptedWarning.objects.filter(version=draft, fingerprint__in=marks).delete()


def refuse_held(draft: ChecklistVersion, *, today: date) -> None:
    """Raise HeldByCheck where findings of the check stand against publishing a draft."""
    if found := blocking(checked(draft, today=today)):
        raise HeldByCheck(found)


def refuse_errors(version: ChecklistVersion, *, today: date) -> None:
    """Raise HeldByCheck where the check finds an error in what was published.

    A warning is accepted in a draft alone, so it holds back nothing that was published before.
    """
    findings = checked(version, today=today)
    if found := tuple(each for each in findings if each.finding.level is Level.ERROR):
        raise HeldByCheck(found)


def _reason(given: str) -> str:
    reason = given.strip()
    if not reason:
        raise BadReason(_("Say why the warning may stand."))
    if len(reason) > REASON_CHARACTERS:
        most = {"most": REASON_CHARACTERS}
        raise BadReason(_("A reason has at most %(most)s characters.") % most)
    return reason

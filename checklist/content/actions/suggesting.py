"""Corrections that people who use a checklist ask for."""

from datetime import datetime

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion, Suggestion
from checklist.content.published import NotPublished


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

    Nothing is kept of the assessment in which somebody came upon it. Raises NotPublished for a
    draft, which its own editors correct.
    """
    if version.is_draft:
        raise NotPublished(str(version))
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

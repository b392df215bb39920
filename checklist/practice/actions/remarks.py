"""Comments of supervisors on submitted attempts."""

from datetime import datetime

from django.db import transaction

from checklist.accounts.models import User
from checklist.practice.models import Attempt, AttemptEvent, Comment
from checklist.walk.saving import record


class NotSubmitted(Exception):
    """The attempt is under way: nobody but its trainee sees it."""


def add_comment(*, attempt: Attempt, author: User, text: str, now: datetime) -> Comment:
    """Add what a supervisor says of a submitted attempt. Raises NotSubmitted.

    That the author supervises the trainee, ``access`` sees to.
    """
    if not attempt.is_completed:
        raise NotSubmitted
    with transaction.atomic():
        comment = Comment.objects.create(attempt=attempt, author=author, text=text, at=now)
        record(
            attempt,
            AttemptEvent.Kind.COMMENTED,
            actor=author,
            now=now,
            changes={"comment": comment.pk},
        )
    return comment

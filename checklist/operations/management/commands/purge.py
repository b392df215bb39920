"""``manage.py purge``: delete what is due for deletion."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.walk import actions


class Command(BaseCommand):
    """Delete guests' assessments after their day, and sessions that have ended."""

    help = (
        "Delete what guests entered more than 24 hours ago, and sessions that have ended. "
        "Run it once an hour."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many."""
        now = timezone.now()
        guests = actions.forget_guests(now=now)
        sessions, _models = Session.objects.filter(expire_date__lt=now).delete()
        said = _("Deleted %(guests)d guest assessments and %(sessions)d ended sessions.")
        self.stdout.write(said % {"guests": guests, "sessions": sessions})

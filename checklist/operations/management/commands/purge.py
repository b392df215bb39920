"""``manage.py purge``: delete what is due for deletion."""

from typing import Any

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

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
        sessions, _by_model = Session.objects.filter(expire_date__lt=now).delete()
        self.stdout.write(f"Deleted {guests} guest assessments and {sessions} ended sessions.")

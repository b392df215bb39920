"""The bare page, signed in."""

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from bench.asked import Asked, Case
from bench.bare.models import Record
from bench.browsers import browser_of, cookie_of

RECORDS = 50


def cases() -> list[Case]:
    """The page of one record among fifty."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    now = timezone.now()
    records = [Record(code=f"{number:04}-{number:04}", saved_at=now) for number in range(RECORDS)]
    Record.objects.bulk_create(records)
    browser = browser_of(User.objects.create_user("reader"))
    asked = Asked(f"/records/{records[0].code}/", cookie_of(browser), [])
    return [Case("bare", 200, "adequate-trials-comment", [asked])]

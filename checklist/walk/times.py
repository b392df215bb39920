"""Moments as people read them, always with the time zone they are told in."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from checklist.ui.kept import kept


def moment(at: datetime) -> str:
    """A moment such as *24 November 2026, 23:38 UTC*, in the site's time zone."""
    return teller()(at)


def teller() -> Callable[[datetime], str]:
    """What ``moment`` does, for many moments at once."""
    language, zone = get_language(), timezone.get_current_timezone()
    return lambda at: _moment(language, at, zone)


@kept
def _moment(language: str | None, at: datetime, zone: tzinfo) -> str:
    local = timezone.localtime(at, zone)
    written = date_format(local, pgettext("date and time format", "j F Y, H:i"))
    return f"{written} {local.tzname()}"

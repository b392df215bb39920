"""What production cannot do without, each named with what to do about it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

NEEDED = {
    "SECRET_KEY": (
        "considered.E001",
        "Set SECRET_KEY, or SECRET_KEY_FILE to a file that holds it; 50 random characters or more.",
    ),
    "ALLOWED_HOSTS": (
        "considered.E002",
        "Set ALLOWED_HOSTS to the names under which the site is reached, separated by commas.",
    ),
    "URGENT_HELP": (
        "considered.E003",
        "Set URGENT_HELP to the local emergency route, as people here should read it.",
    ),
    "DATABASE_URL": (
        "considered.E004",
        "Set DATABASE_URL, or DATABASE_URL_FILE to a file that holds it, as docs/settings.md says.",
    ),
}


def production_settings(app_configs: object = None, **kwargs: Any) -> list[CheckMessage]:
    """A complaint for each setting that production needs and nobody gave."""
    if not settings.PRODUCTION:
        return []
    return [
        Error(f"{name} is not set, and PRODUCTION=yes needs it.", hint=hint, id=code)
        for name, (code, hint) in NEEDED.items()
        if name in settings.UNSET
    ]


def refuse_unready() -> None:
    """Stop here, naming at once everything that production needs and nobody gave."""
    if problems := production_settings():
        raise ImproperlyConfigured(
            "\n".join(f"{problem.msg} {problem.hint} ({problem.id})" for problem in problems)
        )

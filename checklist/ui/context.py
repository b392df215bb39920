"""What every template may ask for: facts of this site, none of which costs a query."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest


class Site(TypedDict):
    """What a deployment decides about its pages."""

    SITE_NAME: str
    SITE_MARK: str
    URGENT_HELP: str
    GUESTS: bool


def site(request: HttpRequest) -> Site:
    """The context processor of this site's own settings."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_MARK": settings.SITE_MARK,
        "URGENT_HELP": settings.URGENT_HELP,
        "GUESTS": settings.GUESTS,
    }

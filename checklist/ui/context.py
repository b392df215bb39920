"""What every template may ask for: facts of this site, and who looks at the page."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from checklist.ui import frame


class Site(TypedDict):
    """What a deployment decides about its pages."""

    SITE_NAME: str
    SITE_MARK: str
    URGENT_HELP: str
    GUESTS: bool


def site(request: HttpRequest) -> Site:
    """The context processor of this site's own settings; none of them costs a query."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_MARK": settings.SITE_MARK,
        "URGENT_HELP": settings.URGENT_HELP,
        "GUESTS": settings.GUESTS,
    }


def person(request: HttpRequest) -> dict[str, object]:
    """The context processor of who looks at the page, and of what there is to tell them."""
    return {
        "who": SimpleLazyObject(lambda: frame.who(request)),
        "told": SimpleLazyObject(lambda: frame.told(request)),
    }

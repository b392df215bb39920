"""Template tags for what every page shows: ``{% load ui %}``."""

from django import template
from django.utils.translation import get_language, get_language_bidi

from checklist.ui import symbols
from checklist.ui.kept import kept_template
from checklist.ui.mark import drawing

register = template.Library()

register.simple_tag(drawing)
register.simple_tag(get_language, name="page_language")
register.simple_tag(symbols.icon, name="icon")
register.simple_tag(symbols.sprite, name="sprite")
register.simple_tag(kept_template, name="kept")


@register.simple_tag
def direction() -> str:
    """The direction in which the page's language is written."""
    return "rtl" if get_language_bidi() else "ltr"

"""Template tags for what every page shows: ``{% load ui %}``."""

from django import template

from checklist.ui import mark, symbols
from checklist.ui.kept import kept_template

register = template.Library()

register.simple_tag(mark.drawing, name="drawing")
register.simple_tag(symbols.icon, name="icon")
register.simple_tag(symbols.sprite, name="sprite")
register.simple_tag(kept_template, name="kept")

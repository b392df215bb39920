"""Template tags for what every page shows: ``{% load ui %}``."""

from django import template

from checklist.ui import symbols

register = template.Library()

register.simple_tag(symbols.icon, name="icon")
register.simple_tag(symbols.sprite, name="sprite")

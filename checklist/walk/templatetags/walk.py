"""Filters for the templates of the walk."""

from django import template

from checklist.walk.times import moment

register = template.Library()

register.filter("moment", moment)

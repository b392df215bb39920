"""Template tags and filters of the walk: ``{% load walk %}``."""

from django import template

from checklist.walk.lines import answer_lines
from checklist.walk.progress import segments
from checklist.walk.times import moment

register = template.Library()

register.filter("moment", moment)
register.simple_tag(answer_lines)
register.simple_tag(segments)

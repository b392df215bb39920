"""Template tags and filters of the walk: ``{% load walk %}``."""

from django import template

from checklist.walk import lines
from checklist.walk.considerations import names
from checklist.walk.progress import segments, step_list
from checklist.walk.times import moment

register = template.Library()

register.filter("moment", moment)
register.filter("names", names)
register.simple_tag(lines.alarm, takes_context=True)
register.simple_tag(lines.answer_lines)
register.simple_tag(lines.consideration_lines, takes_context=True)
register.simple_tag(lines.done_lines)
register.simple_tag(lines.gap_lines)
register.simple_tag(lines.group_head)
register.simple_tag(lines.jump_link)
register.simple_tag(lines.open_lines)
register.simple_tag(segments)
register.simple_tag(step_list)

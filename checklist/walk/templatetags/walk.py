"""Template tags and filters of the walk: ``{% load walk %}``."""

from django import template

from checklist.walk.lines import answer_line, consideration_line, done_line, open_line
from checklist.walk.progress import segments, step_list
from checklist.walk.times import moment

register = template.Library()

register.filter("moment", moment)
register.simple_tag(answer_line)
register.simple_tag(consideration_line, takes_context=True)
register.simple_tag(done_line)
register.simple_tag(open_line)
register.simple_tag(segments)
register.simple_tag(step_list)

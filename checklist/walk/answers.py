"""Which answers readers see, section by section: before completing and afterwards."""

from checklist.engine.definition import Section
from checklist.walk.walks import Walk


def answered(walk: Walk, section: Section) -> list[str]:
    """The criteria of a section that are in view and have an answer or a comment, by key."""
    asked = set(walk.in_view)
    return [
        criterion.key
        for criterion in section.criteria
        if criterion.key in asked
        and (criterion.key in walk.choices or criterion.key in walk.comments)
    ]

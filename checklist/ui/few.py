"""Counts of what people did, told so that none of them can be read off a page."""

from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

LEAST_TOLD: Final = 5
"""Fewer than this are told of without their number, and by themselves not counted.

An editor who asks for a rare combination of answers should not read off a page that just one person
was so. It is no wall: who writes several drafts can subtract what they bring up.
"""


def few(count: int) -> str:
    """A number as it is told: 1 to 4 as "fewer than 5" (``LEAST_TOLD``)."""
    if 0 < count < LEAST_TOLD:
        return _("fewer than %(least)s") % {"least": LEAST_TOLD}
    return grouped(count)


def grouped(count: int) -> str:
    """A number that can be told."""
    return number_format(count, force_grouping=True)

"""What answers come to while they are given, kept for the pages that ask for it one after another.

A save asks for it before and after, and the page that it leads to once more.
"""

from collections.abc import Mapping
from typing import NamedTuple

from checklist.content.published import definition_with
from checklist.engine.in_view import in_view
from checklist.engine.parts import Kind
from checklist.engine.summary import Raised, raised_of_kind
from checklist.ui.kept import kept
from checklist.walk.steps import Step, steps_of


class Gist(NamedTuple):
    """Of one set of answers, without what anybody typed."""

    in_view: tuple[str, ...]
    """The criteria in view."""
    counted: Mapping[str, str]
    """The answers that count: those to criteria in view."""
    urgent: tuple[Raised, ...]
    """The urgent considerations that they raise."""
    steps: tuple[Step, ...]
    """The sections and how far each has come."""


@kept
def gist(digest: str, choices: tuple[tuple[str, str], ...]) -> Gist:
    """What these choices come to under the definition with this digest."""
    definition, given = definition_with(digest), dict(choices)
    asked = in_view(definition, given)
    counted = {key: given[key] for key in asked if key in given}
    urgent = raised_of_kind(definition, counted, Kind.URGENT)
    return Gist(asked, counted, urgent, steps_of(definition, asked, counted, criteria_of(urgent)))


def criteria_of(raised: tuple[Raised, ...]) -> frozenset[str]:
    """The criteria whose answers raised them."""
    return frozenset(because.criterion for each in raised for because in each.because)

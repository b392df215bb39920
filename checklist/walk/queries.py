"""What is asked of the database: what can be started, lists, and what happened to an assessment."""

from collections.abc import Callable
from typing import NamedTuple

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.prepared import Prepared
from checklist.walk.models import Assessment, AssessmentQuerySet, Reason

PAGE_SIZE = 50
"""How many assessments stand on a page of a list."""


class Offer(NamedTuple):
    """A checklist that can be started."""

    slug: str
    title: str
    purpose: str


def offer(version: ChecklistVersion) -> Offer:
    """What a version in use says of itself."""
    definition = definition_of(version)
    return Offer(version.checklist.slug, definition.title, definition.purpose)


_startable = Prepared(lambda: ChecklistVersion.objects.startable().only("pk"))


def startable() -> tuple[Offer, ...]:
    """The checklists that can be started."""
    return tuple(offer(published_version(each.pk)) for each in _startable())


class Listed(NamedTuple):
    """A list of a person's assessments: all of it, and the first page and one more."""

    all: Callable[[int], AssessmentQuerySet]
    first: Prepared[Assessment]


def _open_of(owner: int) -> AssessmentQuerySet:
    mine = Assessment.objects.filter(owner=owner)
    told = mine.in_progress().with_amendments().with_newer()
    return told.only("code", "version", "answers", "saved_at", "status")


def _done_of(owner: int) -> AssessmentQuerySet:
    mine = Assessment.objects.filter(owner=owner)
    return mine.completed().with_amendments().only("code", "version", "completed_at", "status")


OPEN = Listed(_open_of, Prepared(lambda owner: _open_of(owner)[: PAGE_SIZE + 1], owner=-1))
"""Those in progress, last saved first."""
DONE = Listed(_done_of, Prepared(lambda owner: _done_of(owner)[: PAGE_SIZE + 1], owner=-1))
"""Those that are completed, last completed first."""


_reasons = Prepared(lambda of: Reason.objects.filter(assessment=of).order_by("pk"), of=-1)


def reasons(assessment: Assessment) -> list[Reason]:
    """The reasons added beside its results, in the order in which they were added."""
    return _reasons(of=assessment.pk)

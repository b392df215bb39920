"""Taking in a pack of cases."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.practice import actions
from checklist.practice.models import Case
from checklist.practice.packs import Pack


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a pack: which cases are new, and which were here already."""

    new: list[Case]
    present: list[Case]


def load(pack: Pack, *, now: datetime) -> Loaded:
    """Take in a pack, whole or not at all. Raises InvalidDefinition with every reason."""
    version = (
        ChecklistVersion.objects.published()
        .light()
        .filter(checklist__slug=pack.slug, label=pack.label)
        .first()
    )
    if version is None:
        message = _("No published version %(label)s of the checklist “%(slug)s” is here.")
        told = message % {"label": pack.label, "slug": pack.slug}
        raise InvalidDefinition((Problem("version", told),))
    try:
        new, present = actions.take_in(version=version, written=pack.cases, now=now)
    except actions.NotReady as refused:
        raise InvalidDefinition(refused.problems) from refused
    return Loaded(new, present)

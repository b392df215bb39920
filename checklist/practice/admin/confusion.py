"""The page of which criteria confuse trainees, so that their wording can be mended."""

from dataclasses import dataclass
from functools import partial

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine.definition import Definition
from checklist.practice.confusion import Tally, tallies
from checklist.practice.models import Case
from checklist.ui.few import LEAST_TOLD, few

Page = ModelAdmin[Case]


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion, and how often its answers stood so, as it is told."""

    name: str
    question: str
    counts: tuple[str, ...]


def urls(page: Page) -> list[URLPattern]:
    """Where it is."""
    view = page.admin_site.admin_view(partial(_view, page))
    return [path("confusion/<int:version_id>/", view, name="practice_case_confusion")]


def _view(page: Page, request: HttpRequest, version_id: int) -> HttpResponse:
    """Count over the first attempts at all cases of the version's checklist."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.published().light(), pk=version_id)
    definition = definition_of(version)
    found = tallies(definition, version.checklist_id)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Criteria that confuse trainees: %(version)s") % {"version": version},
        "lines": [_line(definition, each) for each in found if each.compared],
        "least": LEAST_TOLD,
    }
    return render(request, "practice/admin/confusion.html", context)


def _line(definition: Definition, tally: Tally) -> Line:
    criterion = definition.criteria[tally.criterion]
    counts = (tally.answered, tally.agrees, tally.acceptable, tally.differs, tally.unsafe)
    return Line(
        name=f"{definition.numbers[tally.criterion]} {criterion.short}",
        question=criterion.question,
        counts=tuple(map(few, counts)),
    )

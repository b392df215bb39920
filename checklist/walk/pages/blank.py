"""The blank checklist, to print and keep for when the system is down: open to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.walk.paper import Paper


@require_safe
def blank(request: HttpRequest, slug: str) -> HttpResponse:
    """The version in use of this checklist, with nothing answered; 404 where there is none."""
    versions = ChecklistVersion.objects.active().light()
    version = get_object_or_404(versions, checklist__slug=slug)
    definition = definition_of(version)
    context = {"version": version, "definition": definition, "paper": Paper(definition)}
    return render(request, "walk/blank.html", context)

"""The start page and the page about the checklist: open to everybody."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.content.withdrawn import number_withdrawn
from checklist.walk import access, considerations
from checklist.walk.citations import cited, kinds_named, sources_by_kind, with_sources
from checklist.walk.considerations import KINDS
from checklist.walk.queries import offer
from checklist.walk.walks import AssessmentWalk


def may_start(request: HttpRequest) -> bool:
    """Whether whoever asks may start an assessment: an account, or a guest where they are let."""
    return request.user.is_authenticated or settings.GUESTS


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is and is not; start one, or go on where one was left."""
    left_off = access.mine(request, timezone.now()).in_progress().first()
    versions = ChecklistVersion.objects.startable().light().annotate(**number_withdrawn("pk"))
    context = {
        "startable": [offer(each) for each in versions],
        "specimen": considerations.specimen(versions[0]) if versions else None,
        "left_off": AssessmentWalk(left_off) if left_off else None,
        "kinds": KINDS,
    }
    return render(request, "walk/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Purpose, limits, background and sources of every checklist in use."""
    checklists = [_about(version) for version in ChecklistVersion.objects.active().light()]
    return render(request, "walk/about.html", {"checklists": checklists, "kinds": KINDS})


def _about(version: ChecklistVersion) -> dict[str, Any]:
    definition = definition_of(version)
    beside = [with_sources(definition, each.beside) for each in definition.differences]
    return {
        "version": version,
        "definition": definition,
        "context": [(line, cited(definition, line.sources)) for line in definition.context],
        "differences": [
            {"article": article, "beside": pieces, "kinds": kinds_named(pieces)}
            for article, pieces in zip(definition.differences, beside, strict=True)
        ],
        "sources": sources_by_kind(definition),
    }

"""The page that shows what a draft would bring up, before it is published. It stores no answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from checklist.content.admin.pages import no_draft_any_more
from checklist.content.compile import NoDraft, compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.words import KindWords
from checklist.content.published import definition_of
from checklist.engine.effect import Effect
from checklist.engine.parts import Kind
from checklist.engine.problems import InvalidDefinition
from checklist.preview import counting
from checklist.preview.access import turned_away
from checklist.preview.counting import are_many, count_on, counted
from checklist.preview.effect import (
    Happening,
    Row,
    Touched,
    Versions,
    cases_of,
    over_cases,
    rows_of,
    touched,
)
from checklist.ui.few import LEAST_TOLD, few, grouped


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the first table: what happens to a consideration, and where."""

    how: Happening
    text: str
    was: str
    is_now: str
    names: tuple[str, ...]
    assessments: str


@dataclass(frozen=True, slots=True)
class Often:
    """A line of the second table: how often a consideration fires, in words for assessments."""

    text: str
    kind: str
    cases_before: int
    cases_after: int
    before: str
    after: str


@never_cache
def effect_page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The effect of a draft. POST counts the next assessments, where they are many."""
    if (turned := turned_away(request)) is not None:
        return turned
    draft = get_object_or_404(ChecklistVersion.objects.light(), pk=draft_id)
    if not draft.is_draft:
        return no_draft_any_more(request)
    active = draft.checklist.versions.active().light().first()
    context = {
        **admin.site.each_context(request),
        "opts": ChecklistVersion._meta,
        "title": _("Effect of %(draft)s") % {"draft": draft},
        "draft": draft,
        "active": active,
    }
    try:
        versions = Versions(definition_of(active) if active else None, compiled(draft))
    except NoDraft:
        return no_draft_any_more(request)
    except InvalidDefinition as invalid:
        context["problems"] = invalid.problems
        return render(request, "preview/effect.html", context)
    if request.method == "POST":
        if are_many(draft.checklist_id):
            count_on(versions, draft.checklist_id, request.session)
        return redirect("preview_effect", draft.pk)
    return render(request, "preview/effect.html", context | _shown(request, draft, versions))


def _shown(request: HttpRequest, draft: ChecklistVersion, versions: Versions) -> dict[str, object]:
    found = counted(versions, draft.checklist_id, request.session)
    cases = [*cases_of(draft.checklist_id)]
    in_cases = over_cases(versions, cases)
    rows = rows_of(versions, in_cases, found.effect)
    return {
        "cases": len(cases),
        "counted": found,
        "assessments": grouped(found.effect.sets) if found.effect.sets else "",
        "total": grouped(found.total),
        "least": LEAST_TOLD,
        "at_once": grouped(counting.EFFECT_AT_ONCE),
        "changes": [_change(each) for each in touched(versions, cases, rows)],
        "rows": [_often(row) for row in rows],
        "urgent": list(_urgent(rows, in_cases, found.effect)),
    }


def _change(found: Touched) -> Change:
    return Change(
        how=found.how,
        text=found.row.text,
        was=_kind(found.row.kind_before),
        is_now=_kind(found.row.kind_after),
        names=found.names,
        assessments=few(found.assessments),
    )


def _often(row: Row) -> Often:
    return Often(
        text=row.text,
        kind=_kind(row.kind_after or row.kind_before),
        cases_before=row.cases.fires_before,
        cases_after=row.cases.fires_after,
        before=few(row.assessments.fires_before),
        after=few(row.assessments.fires_after),
    )


def _urgent(rows: tuple[Row, ...], *effects: Effect) -> Iterator[Often]:
    keys = {line.key for effect in effects for line in effect.urgent_often}
    yield from (_often(row) for row in rows if row.cases.key in keys)


def _kind(kind: Kind | None) -> str:
    """What editors call a kind of consideration."""
    return "" if kind is None else str(KindWords(kind).label)

"""The page that compares two versions of a checklist: what changed, and which answers carry over.

Published versions are read as they were stored, drafts as they stand now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from checklist.content.admin.pages import no_draft_any_more
from checklist.content.compile import NoDraft, compiled
from checklist.content.forms import CompareForm
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine.carried import Extent, still_carries
from checklist.engine.changes import Change, How, Piece, Pieces, by_section, marked
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem

Page = ModelAdmin[ChecklistVersion]


@dataclass(frozen=True, slots=True)
class Side:
    """A version, and what it says; or, of a draft that makes no definition, why not."""

    version: ChecklistVersion
    definition: Definition | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words. Texts that do not stand in the sentence are shown in pieces."""

    sentence: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Carrying:
    """A criterion of the older version, and which of its answers do not carry over."""

    name: str
    extent: Extent
    lost: tuple[str, ...]
    is_gone: bool


def url(page: Page) -> URLPattern:
    """Where two versions are compared."""
    view = page.admin_site.admin_view(partial(compare_view, page))
    address = "<int:before_id>/compare/<int:after_id>/"
    return path(address, view, name="content_version_compare")


def compare_view(page: Page, request: HttpRequest, before_id: int, after_id: int) -> HttpResponse:
    """What is different between two versions; or, once two others were chosen, the way there."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    after = get_object_or_404(ChecklistVersion.objects.light(), pk=after_id)
    before = get_object_or_404(after.checklist.versions.light(), pk=before_id)
    chosen = request.GET if "before" in request.GET else None
    form = CompareForm(after.checklist.versions.light(), before, after, data=chosen)
    if form.is_valid():
        return redirect("admin:content_version_compare", *form.chosen)
    try:
        sides = _side(before), _side(after)
    except NoDraft:
        return no_draft_any_more(request)
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Changes from %(before)s to %(after)s")
        % {"before": before.label, "after": after.label},
        "checklist": after.checklist,
        "form": form,
        **_compared(*sides),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "content/admin/compare.html", context, status=status)


def _side(version: ChecklistVersion) -> Side:
    if not version.is_draft:
        return Side(version, definition_of(version))
    try:
        return Side(version, compiled(version))
    except InvalidDefinition as invalid:
        return Side(version, None, invalid.problems)


def _compared(before: Side, after: Side) -> dict[str, Any]:
    context: dict[str, Any] = {"before": before.version, "after": after.version}
    if before.definition is None or after.definition is None:
        # A draft may be asked for on both sides.
        unsound = dict.fromkeys(side for side in (before, after) if side.problems)
        return {**context, "unsound": list(unsound)}
    groups = [
        (group.title, [_told(change) for change in group.changes])
        for group in by_section(before.definition, after.definition)
    ]
    return {
        **context,
        "groups": groups,
        "number": sum(len(found) for _title, found in groups),
        "carrying": list(_carrying(before.definition, after.definition)) if groups else [],
    }


def _told(change: Change) -> Told:
    """A change in words. What only one of the versions has is marked as a whole."""
    match change.how:
        case How.ADDED:
            return Told(change.sentence, (), (Piece(change.after, differs=True),))
        case How.REMOVED:
            return Told(change.sentence, (Piece(change.before, differs=True),), ())
        case How.REWORDED | How.CONDITIONS:
            return Told(change.sentence, *marked(change.before, change.after))
        case _:
            return Told(change.sentence, (), ())


def _carrying(before: Definition, after: Definition) -> Iterator[Carrying]:
    for each in still_carries(before, after):
        criterion = before.criteria[each.criterion]
        yield Carrying(
            name=f"{before.numbers[criterion.key]} {criterion.short}",
            extent=each.extent,
            lost=tuple(criterion.label(answer) for answer in each.lost),
            is_gone=criterion.key not in after.criteria,
        )

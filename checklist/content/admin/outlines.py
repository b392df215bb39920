"""The outline page of a version: the whole tree, of a draft to edit and of any other to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from checklist.content.admin.rights import may
from checklist.content.changes import place_of
from checklist.content.compile import examined
from checklist.content.models import ChecklistVersion, Status
from checklist.content.models.rows import (
    Difference,
    Draft,
    Limit,
    Pair,
    Parent,
    draft_of,
)
from checklist.content.nodes import Outline, Spot
from checklist.content.outline import node_of, outlined, told
from checklist.content.places import path_of, rows_by_path
from checklist.content.published import definition_of
from checklist.content.queries import newer_than, open_suggestions, proposed_label
from checklist.content.whole import WholeDraft
from checklist.content.withdrawn import withdrawn_texts
from checklist.engine.problems import Problem, stands_within

LISTED: dict[type[Parent], str] = {
    Limit: "limits-group",
    Difference: "differences-group",
    Pair: "pairs-group",
}
"""Rows without a page of their own, and where their list stands on the page of the draft."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A problem on the page of a row, and the row further in that it is about, if it is."""

    told: str
    name: str = ""
    address: str = ""


def outline_address(version_id: int, row: Parent | None = None) -> str:
    """The address of a version's outline, or of the place in it where a row stands."""
    page = reverse("admin:content_checklistversion_change", args=[version_id])
    return page if row is None else f"{page}#{place_of(type(row), row.pk)}"


def own_page(row: Parent) -> str:
    """The address of the page on which a row is edited."""
    if (group := LISTED.get(type(row))) is not None:
        return f"{own_page(draft_of(row))}#{group}"
    return reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk])


def outline_of(version: ChecklistVersion) -> Outline | None:
    """The tree of a version; None where its draft is gone, published or discarded meanwhile."""
    asked, gone = open_suggestions(version.checklist), withdrawn_texts(version.checklist_id)
    if not version.is_draft:
        return outlined(definition_of(version), suggestions=asked, withdrawn=gone)
    try:
        whole = WholeDraft.of(version.pk)
    except Draft.DoesNotExist:
        return None
    definition, problems = examined(whole)
    if definition is None:
        return None
    return outlined(definition, problems, _spots(whole), asked, gone)


def outline_context(request: HttpRequest, version: ChecklistVersion) -> dict[str, Any]:
    """What the page needs beside the tree: what the reader may do, and where."""
    active = version.checklist.versions.active().light().first()
    return {
        "version": version,
        "checklist": version.checklist,
        "active": active,
        "newer": newer_than(version, active),
        "is_active": version.status == Status.ACTIVE,
        "may_settle": may(request.user, "change"),
        "edits": version.is_draft and may(request.user, "change"),
        "may_start": may(request.user, "add"),
        "may_publish": version.is_draft and may(request.user, "publish"),
        "may_discard": version.is_draft and may(request.user, "delete"),
        "proposed": proposed_label(version.checklist_id, active) if active else "",
    }


def wrong_at(row: Parent) -> list[Wrong]:
    """What the outline says is wrong at a row's place and further in."""
    whole = WholeDraft.of(row.version_pk)
    _definition, problems = examined(whole)
    if not problems:
        return []
    path, rows = path_of(whole, row), rows_by_path(whole)
    return [_wrong(problem, path, rows) for problem in _within(problems, path)]


def _within(problems: tuple[Problem, ...], path: str) -> Iterator[Problem]:
    """Of the whole, only what is wrong with its own texts and lists."""
    for problem in problems:
        if node_of(problem.path) == path or (path and stands_within(problem.path, {path})):
            yield problem


def _wrong(problem: Problem, path: str, rows: dict[str, Parent]) -> Wrong:
    node = node_of(problem.path)
    if len(node) <= len(path):
        return Wrong(told(problem))
    return Wrong(told(problem), str(rows[node]), own_page(rows[node]))


def _spots(whole: WholeDraft) -> dict[str, Spot]:
    page = own_page(whole.draft)
    return {
        path: Spot(place_of(type(row), row.pk), _edited(row, page))
        for path, row in rows_by_path(whole).items()
    }


def _edited(row: Parent, page: str) -> str:
    """Where a link leads that is followed from the outline, and comes back to it."""
    group = LISTED.get(type(row))
    return coming_from("outline", f"{page}#{group}" if group else own_page(row))


def coming_from(place: str, address: str) -> str:
    """The address of a row's page, from which one goes back to the outline or to the check."""
    page, mark, group = address.partition("#")
    return f"{page}?from={place}{mark}{group}"

"""The corrections asked for, by checklist and by what they are about, to be marked as done."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.content.actions import reopen, settle
from checklist.content.admin.rights import ToRead, may, person
from checklist.content.models import ChecklistVersion, Suggestion
from checklist.content.published import definition_of

SHOWN = 200
"""How many are shown at a time: of those to be done the oldest, of those done the newest."""


class About(NamedTuple):
    """A criterion or a consideration, and what is asked of it."""

    key: str
    says: str
    suggestions: tuple[Suggestion, ...]


class OfChecklist(NamedTuple):
    """What is asked of one checklist."""

    checklist: str
    about: tuple[About, ...]


@admin.register(Suggestion)
class SuggestionPage(ToRead, admin.ModelAdmin[Suggestion]):
    """One page in place of Django's list; a suggestion has none of its own."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.list_view), name="content_suggestion_changelist"),
            path("<int:suggestion_id>/done/", view(self.done_view), name="content_suggestion_done"),
            path("<int:suggestion_id>/open/", view(self.open_view), name="content_suggestion_open"),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """Those to be done, in the order of their checklist, and those done last."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = Suggestion.objects.select_related("version__checklist", "by", "done_by").defer(
            "version__definition"
        )
        waiting = asked.filter(done_at=None).order_by("pk")
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Suggested corrections"),
            "opts": self.opts,
            "waiting": _by_checklist(waiting[:SHOWN]),
            "more": max(waiting.count() - SHOWN, 0),
            "done": _by_checklist(asked.exclude(done_at=None).order_by("-done_at")[:SHOWN]),
            "may_change": may(request.user, "change"),
        }
        return render(request, "content/admin/suggestions.html", context)

    def done_view(self, request: HttpRequest, suggestion_id: int) -> HttpResponse:
        """POST marks it as done."""

        def mark(suggestion: Suggestion) -> None:
            settle(suggestion=suggestion, actor=person(request), now=timezone.now())
            messages.success(request, _("Marked as done."))

        return self._marked(request, suggestion_id, mark)

    def open_view(self, request: HttpRequest, suggestion_id: int) -> HttpResponse:
        """POST marks it as not done after all."""

        def mark(suggestion: Suggestion) -> None:
            reopen(suggestion=suggestion)
            messages.success(request, _("Marked as not done."))

        return self._marked(request, suggestion_id, mark)

    def _marked(
        self, request: HttpRequest, suggestion_id: int, mark: Callable[[Suggestion], None]
    ) -> HttpResponse:
        if not may(request.user, "change"):
            raise PermissionDenied
        suggestion = get_object_or_404(Suggestion, pk=suggestion_id)
        if request.method == "POST":
            mark(suggestion)
        # Marked in the outline of a version, where one goes on.
        seen_in = request.POST.get("outline", "")
        if seen_in.isascii() and seen_in.isdigit():
            return redirect("admin:content_checklistversion_change", seen_in)
        return redirect("admin:content_suggestion_changelist")


def _by_checklist(asked: QuerySet[Suggestion]) -> list[OfChecklist]:
    """Suggestions by checklist, then in document order of what they are about."""
    found = sorted(asked, key=lambda each: (each.version.checklist.slug, _place(each)))
    return [
        OfChecklist(slug, tuple(_about(within)))
        for slug, within in groupby(found, key=lambda each: each.version.checklist.slug)
    ]


def _about(asked: Iterable[Suggestion]) -> Iterable[About]:
    for key, suggestions in groupby(asked, key=str):
        same = tuple(suggestions)
        yield About(key, _texts(same[-1].version)[key], same)


def _place(suggestion: Suggestion) -> tuple[int, str]:
    """Where what it is about stands, in the version that it is about."""
    key = str(suggestion)
    return list(_texts(suggestion.version)).index(key), key


def _texts(version: ChecklistVersion) -> dict[str, str]:
    """What a version's criteria and considerations say, in document order."""
    definition = definition_of(version)
    questions = {
        key: f"{definition.numbers[key]} {criterion.question}"
        for key, criterion in definition.criteria.items()
    }
    raised = {each.key: each.text for _path, each in definition.considerations()}
    return questions | raised

"""The page of a draft, and discarding it."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.content.actions import NotADraft, discard
from checklist.content.admin import checking, publishing
from checklist.content.admin.lists import (
    ContextLineList,
    DifferenceList,
    LimitList,
    PairList,
    RuleList,
    SectionList,
    SourceList,
)
from checklist.content.admin.outlines import outline_address
from checklist.content.admin.pages import DraftPage, no_draft_any_more
from checklist.content.admin.rights import may, note
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Draft
from checklist.content.queries import newer_than


@admin.register(Draft)
class DraftFrame(DraftPage[Draft]):
    """What a draft says before its lists begin, and those lists."""

    fields = ("title", "language", "introduction", "not_for", "purpose", "starts_from")
    inlines = (
        SectionList,
        RuleList,
        LimitList,
        SourceList,
        ContextLineList,
        DifferenceList,
        PairList,
    )
    list_display = ("outline", "title", "based_on", "started")
    list_display_links = None
    whole = ("version__checklist", "version__based_on")
    change_form_template = "content/admin/draft_frame.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Draft]:
        return super().get_queryset(request).defer("version__based_on__definition")

    @admin.display(description=gettext_lazy("version"), ordering="version__label")
    def outline(self, draft: Draft) -> str:
        """The way to the outline, from which everything in the draft is reached."""
        return format_html('<a href="{}">{}</a>', outline_address(draft.pk), draft)

    @admin.display(description=gettext_lazy("started from"))
    def based_on(self, draft: Draft) -> str:
        """The label of the version that the draft was a copy of."""
        version = draft.version.based_on
        return version.label if version else ""

    @admin.display(description=gettext_lazy("started"), ordering="version__created_at")
    def started(self, draft: Draft) -> datetime:
        return draft.version.created_at

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            publishing.url(self),
            path("<int:draft_id>/discard/", view(self.discard_view), name="content_draft_discard"),
            checking.url(self),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        version = context["original"].version
        about = {
            "may_publish": may(request.user, "publish"),
            "may_discard": may(request.user, "delete"),
            "newer": newer_than(version, version.checklist.versions.active().light().first()),
        }
        return super().render_change_form(request, {**context, **about}, *args, **kwargs)

    def discard_view(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Ask whether to discard; POST does it."""
        if not may(request.user, "delete"):
            raise PermissionDenied
        version = get_object_or_404(ChecklistVersion.objects.light(), pk=draft_id)
        try:
            if request.method == "POST":
                return self._discard(request, version)
        except NotADraft:
            return no_draft_any_more(request)
        if not version.is_draft:
            return no_draft_any_more(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Discard %(draft)s") % {"draft": version},
            "draft": version,
        }
        return render(request, "content/admin/confirm.html", context)

    def _discard(self, request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
        with transaction.atomic():
            note(request, version, DELETION, _("Draft discarded."))
            discard(version=version)
        messages.success(request, _("The draft %(draft)s was discarded.") % {"draft": version})
        return redirect("admin:content_draft_changelist")

"""Versions, to read. A draft is edited on pages of its own; what is published stays as it is."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from checklist.content.admin.files import GivesFiles
from checklist.content.admin.rights import ToRead, may
from checklist.content.models import ChecklistVersion, Status

SHOWN = (
    "checklist",
    "label",
    "status",
    "digest",
    "starts_from",
    "based_on",
    "created_at",
    "created_by",
    "published_at",
    "published_by",
    "retired_at",
)


@admin.register(ChecklistVersion)
class VersionPage(GivesFiles, ToRead, admin.ModelAdmin[ChecklistVersion]):
    fields = SHOWN
    readonly_fields = SHOWN
    list_display = ("checklist", "label", "status", "created_at", "published_at", "retired_at")
    list_display_links = ("checklist", "label")
    list_filter = ("status", "checklist")
    list_select_related = ("checklist",)
    ordering = ("checklist__slug", "-created_at", "-pk")
    change_form_template = "content/admin/version_page.html"

    class Media:
        css = {"all": ("content/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChecklistVersion]:
        versions = ChecklistVersion.objects.light().defer("based_on__definition")
        return versions.select_related("based_on__checklist")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        version = self.get_object(request, unquote(object_id))
        reads = request.method == "GET" and self.has_view_permission(request)
        if reads and version is not None and version.is_draft:
            return redirect("admin:content_draft_change", version.pk)
        in_use = version is not None and version.status == Status.ACTIVE
        context = {
            **(extra_context or {}),
            "may_start": in_use and may(request.user, "add"),
        }
        return super().change_view(request, object_id, form_url, context)

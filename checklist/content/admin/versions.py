"""Versions: the outline of each. A draft is edited from there; what is published stays as it is."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from checklist.content.admin import comparing, lifecycle
from checklist.content.admin.files import GivesFiles
from checklist.content.admin.histories import history_page, put_back_page
from checklist.content.admin.outlines import outline_context, outline_of
from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import ToRead
from checklist.content.models import ChecklistVersion


@admin.register(ChecklistVersion)
class VersionPage(GivesFiles, ToRead, admin.ModelAdmin[ChecklistVersion]):
    list_display = ("checklist", "label", "status", "created_at", "published_at", "retired_at")
    list_display_links = ("checklist", "label")
    list_filter = ("status", "checklist")
    list_select_related = ("checklist",)
    ordering = ("checklist__slug", "-created_at", "-pk")

    class Media:
        css = {"all": ("content/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChecklistVersion]:
        versions = ChecklistVersion.objects.light().defer("based_on__definition")
        return versions.select_related("based_on__checklist", "created_by", "published_by")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        history = "<int:version_id>/history/"
        return [
            path(history, view(self.version_history_view), name="content_version_history"),
            path(
                f"{history}<str:model>/<int:state>/",
                view(self.put_back_view),
                name="content_version_put_back",
            ),
            comparing.url(self),
            *lifecycle.urls(self),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The outline. Nothing is written here."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        version = self.get_object(request, unquote(object_id))
        if version is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined, no-any-return]
        outline = outline_of(version)
        if outline is None:
            return no_draft_any_more(request)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(version),
            "outline": outline,
            "acts": lifecycle.acts_on(version, request.user),
            **outline_context(request, version),
        }
        return render(request, "content/admin/outline.html", context)

    def version_history_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Who changed what in a version, and when."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return history_page(request, version_id, self.admin_site.each_context(request))

    def put_back_view(
        self, request: HttpRequest, version_id: int, model: str, state: int
    ) -> HttpResponse:
        """Put a draft's row back as it was; nothing to look at."""
        return put_back_page(request, version_id, model, state)

"""Checklists with their versions, and the page that starts a draft."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.content.actions import BadLabel, LabelTaken, NoActiveVersion, start_draft
from checklist.content.admin.files import TakesFiles
from checklist.content.admin.rights import ToRead, may, note, person
from checklist.content.forms import StartDraftForm
from checklist.content.models import Checklist, ChecklistVersion


class VersionList(ToRead, admin.TabularInline[ChecklistVersion, Checklist]):
    """A checklist's versions, newest first."""

    model = ChecklistVersion
    fields = ("label", "status", "created_at", "published_at", "retired_at")
    readonly_fields = fields
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChecklistVersion]:
        return ChecklistVersion.objects.light()


@admin.register(Checklist)
class ChecklistPage(TakesFiles, ToRead, admin.ModelAdmin[Checklist]):
    fields = ("slug",)
    list_display = ("slug", "in_use")
    inlines = (VersionList,)
    change_form_template = "content/admin/checklist_page.html"
    change_list_template = "content/admin/checklist_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Checklist]:
        active = ChecklistVersion.objects.active().light()
        return super().get_queryset(request).prefetch_related(Prefetch("versions", active))

    @admin.display(description=gettext_lazy("version in use"))
    def in_use(self, checklist: Checklist) -> str:
        """The label of the active version, of which there is one at most."""
        return "".join(version.label for version in checklist.versions.all())

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.start_view)
        start = path("<int:checklist_id>/start-draft/", page, name="content_checklist_start")
        return [start, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_start": may(request.user, "add")}
        return super().change_view(request, object_id, form_url, context)

    def start_view(self, request: HttpRequest, checklist_id: int) -> HttpResponse:
        """Ask for a label, and start a draft from the active version."""
        if not may(request.user, "add"):
            raise PermissionDenied
        checklist = get_object_or_404(Checklist, pk=checklist_id)
        form = StartDraftForm(request.POST if request.method == "POST" else None)
        draft = self._started(request, checklist, form) if form.is_valid() else None
        if draft is not None:
            return redirect("admin:content_draft_change", draft.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Start a draft of %(checklist)s") % {"checklist": checklist},
            "opts": self.opts,
            "checklist": checklist,
            "active": checklist.versions.active().light().first(),
            "form": form,
        }
        return render(
            request, "content/admin/start_draft.html", context, status=422 if form.errors else 200
        )

    def _started(
        self, request: HttpRequest, checklist: Checklist, form: StartDraftForm
    ) -> ChecklistVersion | None:
        try:
            draft = start_draft(
                checklist=checklist,
                label=form.cleaned_data["label"],
                actor=person(request),
                now=timezone.now(),
            )
        except LabelTaken:
            form.add_error("label", _("This checklist has a version with this label already."))
        except BadLabel as refused:
            form.add_error("label", str(refused))
        except NoActiveVersion:
            form.add_error(None, _("No version is in use that a draft could start from."))
        else:
            note(request, draft, ADDITION, _("Draft started."))
            messages.success(request, _("The draft %(draft)s was started.") % {"draft": draft})
            return draft
        return None

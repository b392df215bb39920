"""Checklists with their versions, and the pages that start a draft or a whole checklist."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.content.actions import (
    BadLabel,
    BadSlug,
    LabelTaken,
    NoActiveVersion,
    SlugTaken,
    start_checklist,
    start_draft,
    start_empty_draft,
)
from checklist.content.admin.files import TakesFiles
from checklist.content.admin.rights import ToRead, may, note, person
from checklist.content.forms import LabelForm, NewChecklistForm, StartDraftForm
from checklist.content.labels import next_label
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.queries import proposed_label


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

    class Media:
        css = {"all": ("content/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Checklist]:
        active = ChecklistVersion.objects.active().light()
        return super().get_queryset(request).prefetch_related(Prefetch("versions", active))

    @admin.display(description=gettext_lazy("version in use"))
    def in_use(self, checklist: Checklist) -> str:
        """The label of the active version, of which there is one at most."""
        return "".join(version.label for version in checklist.versions.all())

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("new/", view(self.new_view), name="content_checklist_new"),
            path(
                "<int:checklist_id>/start-draft/",
                view(self.start_view),
                name="content_checklist_start",
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_start": may(request.user, "add")}
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        checklist = self.get_object(request, unquote(object_id))
        context = {
            **(extra_context or {}),
            "may_start": may(request.user, "add"),
            "checklist": checklist,
            **(_starting_point(checklist) if checklist else {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A checklist's history is its versions, of which each has a history of its own."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        checklist = self.get_object(request, unquote(object_id))
        if checklist is None:
            return redirect("admin:content_checklist_changelist")
        versions = reverse("admin:content_checklistversion_changelist")
        return redirect(f"{versions}?{urlencode({'checklist__id__exact': checklist.pk})}")

    def start_view(self, request: HttpRequest, checklist_id: int) -> HttpResponse:
        """Ask for a label, and start a draft from the active version or from nothing."""
        if not may(request.user, "add"):
            raise PermissionDenied
        checklist = get_object_or_404(Checklist, pk=checklist_id)
        start = _starting_point(checklist)
        first = {"label": start["proposed"], "empty": start["active"] is None}
        form = StartDraftForm(request.POST if request.method == "POST" else None, initial=first)

        def started() -> ChecklistVersion:
            begin = start_empty_draft if form.cleaned_data["empty"] else start_draft
            return begin(
                checklist=checklist,
                label=form.cleaned_data["label"],
                actor=person(request),
                now=timezone.now(),
            )

        title = _("Start a draft of %(checklist)s") % {"checklist": checklist}
        context = {"title": title, "checklist": checklist, **start}
        return self._asked(request, form, started, context)

    def new_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a name and a label, and begin a checklist with an empty draft."""
        if not may(request.user, "add"):
            raise PermissionDenied
        first = {"label": next_label("", ())}
        form = NewChecklistForm(request.POST if request.method == "POST" else None, initial=first)

        def started() -> ChecklistVersion:
            return start_checklist(
                slug=form.cleaned_data["slug"],
                label=form.cleaned_data["label"],
                actor=person(request),
                now=timezone.now(),
            )

        return self._asked(request, form, started, {"title": _("Begin a new checklist")})

    def _asked(
        self,
        request: HttpRequest,
        form: LabelForm,
        start: Callable[[], ChecklistVersion],
        context: dict[str, Any],
    ) -> HttpResponse:
        draft = _unless_refused(form, start) if form.is_valid() else None
        if draft is not None:
            note(request, draft, ADDITION, _("Draft started."))
            messages.success(request, _("The draft %(draft)s was started.") % {"draft": draft})
            return redirect("admin:content_checklistversion_change", draft.pk)
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            **context,
        }
        status = 422 if form.errors else 200
        return render(request, "content/admin/start_draft.html", page, status=status)


def _starting_point(checklist: Checklist) -> dict[str, Any]:
    """The version that a draft would start from, and what the draft might be called."""
    active = checklist.versions.active().light().first()
    return {"active": active, "proposed": proposed_label(checklist.pk, active)}


def _unless_refused(
    form: LabelForm, start: Callable[[], ChecklistVersion]
) -> ChecklistVersion | None:
    """The draft that was started; else the form says why it was not."""
    try:
        return start()
    except LabelTaken:
        form.add_error("label", _("This checklist has a version with this label already."))
    except BadLabel as refused:
        form.add_error("label", str(refused))
    except BadSlug as refused:
        form.add_error("slug", str(refused))
    except SlugTaken:
        form.add_error("slug", _("There is a checklist with this name already."))
    except NoActiveVersion:
        form.add_error(None, _("No version is in use that a draft could start from."))
    return None

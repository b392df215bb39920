"""Versions as files: exporting one, and starting a draft from one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.models import ADDITION
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.content import envelope
from checklist.content.actions import (
    BadLabel,
    LabelTaken,
    NoSuchChecklist,
    SlugTaken,
    import_draft,
)
from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import ACTS, may, note, person
from checklist.content.compile import NoDraft
from checklist.content.envelope import Envelope
from checklist.content.exported import exported
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.reading import MOST_BYTES
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.ui.uploads import takes_up_to

AS_IT_SAYS, NEW = "", "+"
"""Into which checklist a file goes, where it is none that is chosen by its slug."""

_REST_OF_THE_FORM = 64 * 1024


class ImportForm(forms.Form):
    """Which file, and what becomes of it."""

    file = forms.FileField(
        label=gettext_lazy("Checklist file"),
        help_text=gettext_lazy("JSON, as a version is exported here. At most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    into = forms.ChoiceField(label=gettext_lazy("Checklist"), required=False)
    label = forms.CharField(
        label=gettext_lazy("Version label of the draft"),
        required=False,
        help_text=gettext_lazy(
            "Such as 1.1. Leave it empty to take the label that stands in the file. Each version "
            "of a checklist has a label of its own."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        if isinstance(into, forms.ChoiceField):
            slugs = Checklist.objects.values_list("slug", flat=True)
            into.choices = [
                (AS_IT_SAYS, _("The one that the file names")),
                *((slug, slug) for slug in slugs),
                (NEW, _("A new one, with the name in the file")),
            ]


class TakesFiles:
    """Adds to the pages of checklists the one that starts a draft from a file."""

    admin_site: AdminSite

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.import_view)
        view = takes_up_to(MOST_BYTES + _REST_OF_THE_FORM, page)
        found: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [path("import/", view, name="content_checklist_import"), *found]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_start": may(request.user, "add")}
        page: HttpResponse = super().changelist_view(request, context)  # type: ignore[misc]
        return page

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, and start a draft with all that it says, or tell all that is wrong."""
        if not may(request.user, "add"):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = ImportForm(request.POST, request.FILES) if is_sent else ImportForm()
        problems: tuple[Problem, ...] = ()
        if form.is_valid():
            try:
                file = envelope.read_file(form.cleaned_data["file"].read(MOST_BYTES + 1))
            except InvalidDefinition as invalid:
                problems = invalid.problems
            else:
                draft = _imported(request, form, file)
                if draft is not None:
                    return redirect("admin:content_draft_change", draft.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Start a draft from a file"),
            "opts": Checklist._meta,
            "form": form,
            "problems": problems,
        }
        is_refused = bool(problems or form.errors)
        return render(
            request, "content/admin/import.html", context, status=422 if is_refused else 200
        )


def _imported(request: HttpRequest, form: ImportForm, file: Envelope) -> ChecklistVersion | None:
    """The draft that was started, or None where the form now says why none was."""
    into = form.cleaned_data["into"]
    label = form.cleaned_data["label"] or file.label
    slug = file.slug if into in {AS_IT_SAYS, NEW} else into
    try:
        draft = import_draft(
            envelope=file,
            into=slug,
            is_new=into == NEW,
            label=label,
            actor=person(request),
            now=timezone.now(),
        )
    except BadLabel as refused:
        form.add_error("label", str(refused))
    except LabelTaken:
        form.data = {"into": into, "label": label}
        form.add_error(
            "label",
            _("%(checklist)s has a version with this label already. Choose another one.")
            % {"checklist": slug},
        )
    except NoSuchChecklist:
        form.add_error("into", _("There is no checklist “%(slug)s” here.") % {"slug": slug})
    except SlugTaken:
        form.add_error(
            "into", _("There is a checklist “%(slug)s” already: choose it.") % {"slug": slug}
        )
    else:
        note(request, draft, ADDITION, _("Draft started from a file."))
        messages.success(request, _("The draft %(draft)s was started.") % {"draft": draft})
        return draft
    return None


class GivesFiles:
    """Adds to the pages of versions the file of one."""

    admin_site: AdminSite

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        found: list[URLPattern] = super().get_urls()  # type: ignore[misc]
        return [path("<int:version_id>/export/", view, name="content_version_export"), *found]

    def export_view(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """The file of a version, or every reason why a draft makes none yet."""
        if not any(may(request.user, act) for act in ACTS):
            raise PermissionDenied
        versions = ChecklistVersion.objects.select_related("checklist")
        version = get_object_or_404(versions, pk=version_id)
        try:
            text = envelope.written(exported(version))
        except NoDraft:
            return no_draft_any_more(request)
        except InvalidDefinition as invalid:
            return self._refused(request, version, invalid.problems)
        name = f"{version.checklist.slug}-{version.label}.json"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type="application/json", headers=disposition)

    def _refused(
        self, request: HttpRequest, version: ChecklistVersion, problems: tuple[Problem, ...]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(draft)s cannot be exported yet") % {"draft": version},
            "opts": ChecklistVersion._meta,
            "draft": version,
            "problems": problems,
        }
        return render(request, "content/admin/not_exported.html", context, status=422)

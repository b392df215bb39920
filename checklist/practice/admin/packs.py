"""Packs of cases: files to take away, and the page that takes one in."""

from collections.abc import Iterable, Iterator
from functools import partial
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.content.reading import MOST_BYTES
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.practice import packs
from checklist.practice.loading import Loaded, load_file
from checklist.practice.models import Case
from checklist.practice.writing import read
from checklist.ui.uploads import takes_up_to

Page = ModelAdmin[Case]

_REST_OF_THE_FORM = 64 * 1024


class PackForm(forms.Form):
    """Which file."""

    file = forms.FileField(
        label=gettext_lazy("Pack of cases"),
        help_text=gettext_lazy("JSON, as cases are exported here. At most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


def urls(page: Page) -> list[URLPattern]:
    """Where a pack is taken in, and where the cases of a version are taken away."""
    view = page.admin_site.admin_view
    taken_in = takes_up_to(MOST_BYTES + _REST_OF_THE_FORM, view(partial(import_view, page)))
    return [
        path("import/", taken_in, name="practice_case_import"),
        path("export/<int:version_id>/", view(partial(_export, page)), name="practice_case_export"),
    ]


def import_view(page: Page, request: HttpRequest) -> HttpResponse:
    """Ask for a file, and take in its cases, or tell all that is wrong with it."""
    if not page.has_add_permission(request):
        raise PermissionDenied
    form = PackForm(request.POST, request.FILES) if request.method == "POST" else PackForm()
    problems: tuple[Problem, ...] = ()
    if form.is_valid():
        try:
            # One byte more than is allowed is enough to refuse it.
            return _taken_in(page, request, form.cleaned_data["file"].read(MOST_BYTES + 1))
        except InvalidDefinition as invalid:
            problems = invalid.problems
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Take in a pack of cases"),
        "form": form,
        "problems": problems,
    }
    is_refused = bool(problems or form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "practice/admin/import.html", context, status=status)


def exported(page: Page, request: HttpRequest, cases: Iterable[Case]) -> HttpResponse:
    """One file of cases, or the list again, which says why there is none."""
    found = list(cases)
    if len({case.version_id for case in found}) != 1:
        messages.error(request, _("A pack holds cases that are written for the same version."))
        return redirect("admin:practice_case_changelist")
    version = found[0].version
    definition = definition_of(version)
    says = [read(case, definition) for case in found]
    text = packs.written(version.checklist.slug, version.label, says)
    if problems := packs.problems_of(text, definition):
        said = _("There is no file yet. These would keep it from being taken in again: %(told)s")
        messages.error(request, said % {"told": " ".join(map(str, problems))})
        return redirect("admin:practice_case_changelist")
    name = f"{version.checklist.slug}-{version.label}-cases.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=disposition)


def _export(page: Page, request: HttpRequest, version_id: int) -> HttpResponse:
    """All cases that are written for a version."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.published().light(), pk=version_id)
    return exported(page, request, page.get_queryset(request).filter(version=version))


def _taken_in(page: Page, request: HttpRequest, content: bytes) -> HttpResponse:
    with transaction.atomic():
        loaded = load_file(content, now=timezone.now())
        for case in loaded.new:
            page.log_addition(request, case, _("Taken in from a file."))
    messages.success(request, " ".join(_said(loaded)))
    return redirect("admin:practice_case_changelist")


def _said(loaded: Loaded) -> Iterator[str]:
    new, present = len(loaded.new), len(loaded.present)
    if loaded.kept_back:
        taken_in = ngettext("%(count)s case was taken in.", "%(count)s cases were taken in.", new)
    else:
        taken_in = ngettext(
            "%(count)s case was taken in and is offered to trainees.",
            "%(count)s cases were taken in and are offered to trainees.",
            new,
        )
    yield taken_in % {"count": new}
    if present:
        kept = ngettext(
            "%(count)s was here already and stays as it is.",
            "%(count)s were here already and stay as they are.",
            present,
        )
        yield kept % {"count": present}
    if loaded.kept_back:
        yield loaded.kept_back

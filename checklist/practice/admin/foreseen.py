"""The page of what cases would bring up with a draft, where an editor confirms what is meant so."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import ACTS, may, person
from checklist.content.compile import NoDraft, compiled
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition
from checklist.practice import actions
from checklist.practice.admin.sheet import mark_of
from checklist.practice.beside import Line, beside, texts_of
from checklist.practice.foreseen import Foreseen, foreseen
from checklist.practice.models import Case, NewExpectation

Page = ModelAdmin[Case]


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as the page shows it. ``confirmation`` is the one for this very version, if any."""

    foreseen: Foreseen
    lines: list[Line]
    mark: str
    confirmation: NewExpectation | None


def urls(page: Page) -> list[URLPattern]:
    """Where it is."""
    view = page.admin_site.admin_view(partial(foreseen_view, page))
    return [path("foreseen/<int:version_id>/", view, name="practice_case_foreseen")]


def foreseen_view(page: Page, request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what cases would bring up; POST confirms it for one of them."""
    if not page.has_view_permission(request) or not any(may(request.user, act) for act in ACTS):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.light(), pk=version_id)
    context: dict[str, object] = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Practice cases and %(version)s") % {"version": version},
        "version": version,
        "may_confirm": page.has_change_permission(request),
    }
    try:
        definition = compiled(version) if version.is_draft else definition_of(version)
    except NoDraft:
        return no_draft_any_more(request)
    except InvalidDefinition as invalid:
        context["problems"] = invalid.problems
        return render(request, "practice/admin/foreseen.html", context)
    if request.method == "POST":
        if not page.has_change_permission(request):
            raise PermissionDenied
        return _confirmed(page, request, version, definition)
    shown = [*_shown(version, definition)]
    context["cases"] = [each for each in shown if each.foreseen.differs or each.foreseen.lacking]
    context["number"] = len(shown)
    return render(request, "practice/admin/foreseen.html", context)


def _confirmed(
    page: Page, request: HttpRequest, version: ChecklistVersion, definition: Definition
) -> HttpResponse:
    """Confirm for a case what it would bring up, if that is what the person was shown."""
    key = request.POST.get("case", "")
    found = next((each for each in foreseen(version, definition) if each.case.key == key), None)
    if found is None or request.POST.get("shown") != mark_of(found.comes_up):
        return _otherwise(request, version)
    try:
        actions.confirm_for(
            case=found.case,
            version=version,
            definition=definition,
            comes_up=found.comes_up,
            actor=person(request),
            now=timezone.now(),
        )
    except actions.OtherwiseNow:
        return _otherwise(request, version)
    noted = _("Confirmed what it is to bring up with %(version)s.") % {"version": version}
    page.log_change(request, found.case, noted)
    messages.success(request, _("Confirmed for “%(title)s”.") % {"title": found.says.title})
    return redirect(reverse("admin:practice_case_foreseen", args=[version.pk]) + f"#{key}")


def _otherwise(request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
    said = _("Nothing was confirmed: the draft or the case was changed since. Look again.")
    messages.error(request, said)
    return redirect("admin:practice_case_foreseen", version.pk)


def _shown(version: ChecklistVersion, definition: Definition) -> Iterator[Shown]:
    confirmations = NewExpectation.objects.of_current_editions().filter(version=version)
    by_case = {each.case_id: each for each in confirmations.select_related("confirmed_by")}
    for each in foreseen(version, definition):
        assert each.case.edition is not None  # noqa: S101 - that is what being on offer means
        before = definition_of(published_version(each.case.edition.version_id))
        yield Shown(
            foreseen=each,
            lines=[*beside(each.says.expected, each.comes_up, texts_of([before, definition]))],
            mark=mark_of(each.comes_up),
            confirmation=by_case.get(each.case.pk) if each.is_confirmed else None,
        )

"""What is done with a case by a button: confirmed, offered, withdrawn, carried to a version."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.models import ChecklistVersion
from checklist.practice import actions
from checklist.practice.admin.sheet import Sheet
from checklist.practice.models import Case

Page = ModelAdmin[Case]
Act = Callable[[HttpRequest, Case], str]
"""Does it and returns what is noted of it, or nothing where it told why not."""


def urls(page: Page) -> list[URLPattern]:
    """Where each of these acts is done."""
    view = page.admin_site.admin_view
    return [
        *(
            path(
                f"<int:case_id>/{name}/",
                view(partial(_done, page, act)),
                name=f"practice_case_{name}",
            )
            for name, act in ACTS.items()
        ),
        path("carry/<int:version_id>/", view(partial(_carry_all, page)), name="practice_carry_all"),
    ]


def _done(page: Page, act: Act, request: HttpRequest, case_id: int) -> HttpResponse:
    """Do it by POST, and show the case again."""
    case = get_object_or_404(page.get_queryset(request), pk=case_id)
    if not page.has_change_permission(request, case):
        raise PermissionDenied
    if request.method == "POST":
        with transaction.atomic():
            if noted := act(request, case):
                page.log_change(request, case, noted)
    return redirect("admin:practice_case_change", case.pk)


def _confirm(request: HttpRequest, case: Case) -> str:
    sheet = Sheet(case)
    if request.POST.get("shown") != sheet.mark:
        return _otherwise(request)
    try:
        actions.confirm(case=case, comes_up=sheet.comes_up)
    except actions.NotReady:
        messages.error(request, _("Nothing was confirmed: see below what is to be mended first."))
        return ""
    except actions.OtherwiseNow:
        return _otherwise(request)
    messages.success(request, _("Confirmed. The case now expects what it brings up."))
    return _("Confirmed what it brings up.")


def _otherwise(request: HttpRequest) -> str:
    said = _("Nothing was confirmed: the case was changed since. Look at what it brings up now.")
    messages.error(request, said)
    return ""


def _offer(request: HttpRequest, case: Case) -> str:
    try:
        actions.offer(case=case, now=timezone.now())
    except actions.NotReady:
        messages.error(request, _("Nothing was offered: see below what is to be mended first."))
        return ""
    except actions.VersionNotInUse:
        said = _(
            "Nothing was offered: the version that the case is written for is not in use. "
            "Carry the case to the version in use first."
        )
        messages.error(request, said)
        return ""
    messages.success(request, _("Trainees are offered the case as it is written now."))
    return _("Offered to trainees.")


def _withdraw(request: HttpRequest, case: Case) -> str:
    actions.withdraw(case=case, now=timezone.now())
    said = _("Nobody can start the case any more. Attempts that were begun can be finished.")
    messages.success(request, said)
    return _("Withdrawn.")


def _carry(request: HttpRequest, case: Case) -> str:
    version = Sheet(case).newer
    if version is None:
        messages.info(request, _("The case is written for the version in use already."))
        return ""
    named = {"label": version.label}
    try:
        missing = actions.carry_to(case=case, version=version, now=timezone.now())
    except actions.VersionNotInUse:
        messages.error(request, _out_of_use(version))
        return ""
    if missing:
        said = _("The case is now written for version %(label)s. See below what is missing.")
        messages.warning(request, said % named)
    else:
        said = _("The case is now written for version %(label)s, and nothing is missing.")
        messages.success(request, said % named)
    return _("Carried to version %(label)s.") % named


def _carry_all(page: Page, request: HttpRequest, version_id: int) -> HttpResponse:
    """Carry every case that fits the version in use."""
    if not page.has_change_permission(request):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.active().light(), pk=version_id)
    if request.method == "POST":
        try:
            with transaction.atomic():
                done, left = actions.carry_all(version=version, now=timezone.now())
                for case in done:
                    noted = _("Carried to version %(label)s.") % {"label": version.label}
                    page.log_change(request, case, noted)
        except actions.VersionNotInUse:
            messages.error(request, _out_of_use(version))
            return redirect("admin:practice_case_changelist")
        said = ngettext("%(count)s case was carried.", "%(count)s cases were carried.", len(done))
        messages.success(request, said % {"count": len(done)})
        if left:
            said = _("These do not fit yet: %(titles)s.")
            messages.warning(request, said % {"titles": ", ".join(map(str, left))})
    return redirect("admin:practice_case_changelist")


def _out_of_use(version: ChecklistVersion) -> str:
    """What is told to whoever was overtaken by another version."""
    said = _("Nothing was carried: version %(label)s is not in use any more.")
    return said % {"label": version.label}


ACTS: dict[str, Act] = {
    "confirm": _confirm,
    "offer": _offer,
    "withdraw": _withdraw,
    "carry": _carry,
}
"""What is done with one case, by the name in the address."""

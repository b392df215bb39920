"""What is done with a published version: retiring it, putting it in use again, withdrawing.

Each is asked on a page of its own and done by its POST.
"""

from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import ADDITION, CHANGE
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from checklist.accounts.models import User
from checklist.content.actions import (
    AlreadyWithdrawn,
    BadLabel,
    Blocked,
    HeldByCheck,
    LabelTaken,
    NotInUse,
    NotRetired,
    PublishedMeanwhile,
    reactivate,
    retire,
    withdraw,
    withdraw_everywhere,
)
from checklist.content.admin.publishing import against, asked_again
from checklist.content.admin.rights import may, note, person
from checklist.content.checking import told
from checklist.content.forms import ReactivateForm, WithdrawForm
from checklist.content.models import ChecklistVersion, Status
from checklist.content.published import definition_of
from checklist.content.withdrawn import also_saying

Page = ModelAdmin[ChecklistVersion]
View = Callable[[Page, HttpRequest, ChecklistVersion], HttpResponse]

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def urls(page: Page) -> list[URLPattern]:
    """Where each of these acts is done."""
    return [
        path(
            f"<int:version_id>/{act}/",
            page.admin_site.admin_view(partial(_asked, page, view, statuses)),
            name=f"content_version_{act}",
        )
        for act, (view, statuses) in ACTS.items()
    ]


def acts_on(version: ChecklistVersion, user: User | AnonymousUser) -> list[tuple[str, str]]:
    """What this person may do with a version as it stands: each address, and what to call it."""
    words = {
        "retire": _("Retire"),
        "reactivate": _("Put in use again"),
        "withdraw": _("Withdraw a consideration"),
    }
    return [
        (reverse(f"admin:content_version_{act}", args=[version.pk]), words[act])
        for act, (_view, statuses) in ACTS.items()
        if version.status in statuses and may(user, "publish")
    ]


def _asked(
    page: Page, view: View, statuses: set[Status], request: HttpRequest, version_id: int
) -> HttpResponse:
    """Show a page, or do what it is for, where the person may and the version is such a one."""
    if not may(request.user, "publish"):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.light(), pk=version_id)
    if version.status not in statuses:
        return _not_such(request, version)
    try:
        return view(page, request, version)
    except (NotInUse, NotRetired):
        return _not_such(request, version)


def _not_such(request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
    messages.error(
        request, _("Nothing was changed: %(version)s is not in that state.") % {"version": version}
    )
    return _to(version)


def _to(version: ChecklistVersion) -> HttpResponse:
    return redirect("admin:content_checklistversion_change", version.pk)


def _retire(page: Page, request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
    if request.method != "POST":
        title = _("Retire %(version)s") % {"version": version}
        return _page(page, request, version, "retire", title=title, button=_("Retire"))
    with transaction.atomic():
        retire(version=version, now=timezone.now())
        note(request, version, CHANGE, _("Retired."))
    messages.success(request, _("%(version)s is out of use.") % {"version": version})
    return _to(version)


def _reactivate(page: Page, request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
    status = HTTPStatus.OK
    if request.method == "POST":
        form = ReactivateForm(version, request.POST)
        status = REFUSED
        try:
            if form.is_valid():
                return _reactivated(request, version, form)
        except PublishedMeanwhile as meanwhile:
            form, status = asked_again(form, version, request, meanwhile), HTTPStatus.CONFLICT
        except LabelTaken:
            form.add_error("label", _("This checklist has a version with this label already."))
        except BadLabel as refused:
            form.add_error("label", str(refused))
        except HeldByCheck as held:
            form.add_error(None, [told(each.finding) for each in held.findings])
        except Blocked as refused:
            form.add_error(None, [*against(refused)])
    else:
        again = _("The content of version %(label)s, again.") % {"label": version.label}
        form = ReactivateForm(version, initial={"changed": again})
    return _page(
        page,
        request,
        version,
        "reactivate",
        status=status,
        title=_("Put %(version)s in use again") % {"version": version},
        button=_("Put in use"),
        form=form,
        active=version.checklist.versions.active().light().first(),
    )


def _reactivated(
    request: HttpRequest, version: ChecklistVersion, form: ReactivateForm
) -> HttpResponse:
    with transaction.atomic():
        again = reactivate(
            version=version, actor=person(request), now=timezone.now(), **form.cleaned_data
        )
        said = _("Put in use with the content of version %(label)s.") % {"label": version.label}
        note(request, again, ADDITION, said)
    messages.success(request, _("%(version)s is now in use.") % {"version": again})
    return _to(again)


def _withdraw(page: Page, request: HttpRequest, version: ChecklistVersion) -> HttpResponse:
    withdrawn, copies = list(version.withdrawals.all()), also_saying(version)
    choices = list(_still_held(version, {each.consideration for each in withdrawn}, copies))
    if request.method == "POST":
        form = WithdrawForm(choices, request.POST, has_copies=bool(copies))
        if form.is_valid():
            return _withdrawn(request, version, **form.cleaned_data)
    else:
        first = {"consideration": request.GET.get("consideration"), "everywhere": True}
        form = WithdrawForm(choices, initial=first, has_copies=bool(copies))
    return _page(
        page,
        request,
        version,
        "withdraw",
        status=REFUSED if form.errors else HTTPStatus.OK,
        title=_("Withdraw a consideration of %(version)s") % {"version": version},
        button=_("Withdraw"),
        form=form,
        withdrawn=withdrawn,
        has_copies=bool(copies),
    )


def _withdrawn(
    request: HttpRequest,
    version: ChecklistVersion,
    *,
    consideration: str,
    reason: str,
    everywhere: bool = False,
) -> HttpResponse:
    act = withdraw_everywhere if everywhere else _withdraw_here
    try:
        with transaction.atomic():
            versions = act(
                version=version,
                consideration=consideration,
                reason=reason,
                actor=person(request),
                now=timezone.now(),
            )
            for each in versions:
                note(request, each, CHANGE, _("Withdrawn: %(key)s.") % {"key": consideration})
    except AlreadyWithdrawn:
        messages.error(request, _("%(key)s was withdrawn already.") % {"key": consideration})
        return _to(version)
    said = {"key": consideration, "labels": ", ".join(each.label for each in versions)}
    messages.success(request, _("%(key)s is withdrawn from %(labels)s.") % said)
    if left := also_saying(version).get(consideration):
        messages.warning(request, _left_in(left, consideration))
    return _to(version)


def _withdraw_here(**given: Any) -> list[ChecklistVersion]:
    return [withdraw(**given).version]


def _left_in(versions: list[ChecklistVersion], consideration: str) -> SafeString:
    """Where the same still stands unmarked, with the way to withdraw it there."""
    query = urlencode({"consideration": consideration})
    links = (
        (f"{reverse('admin:content_version_withdraw', args=[each.pk])}?{query}", each.label)
        for each in versions
    )
    said = _("The same stands without a mark in other versions. Withdraw it there too:")
    return format_html("{} {}", said, format_html_join(", ", '<a href="{}">{}</a>', links))


def _still_held(
    version: ChecklistVersion, withdrawn: set[str], copies: dict[str, list[ChecklistVersion]]
) -> Iterator[tuple[str, str]]:
    """The considerations that can be withdrawn, as choices of a form that name their copies."""
    for _path, each in definition_of(version).considerations():
        if each.key not in withdrawn:
            said = f"{each.key}: {Truncator(each.text).chars(80)}"
            labels = ", ".join(other.label for other in copies.get(each.key, ()))
            also = _("also in %(labels)s") % {"labels": labels}
            yield each.key, f"{said} ({also})" if labels else said


def _page(
    page: Page,
    request: HttpRequest,
    version: ChecklistVersion,
    act: str,
    *,
    status: int = HTTPStatus.OK,
    form: Form | None = None,
    **context: Any,
) -> HttpResponse:
    whole = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "version": version,
        "form": form,
        **context,
    }
    return render(request, f"content/admin/{act}.html", whole, status=status)


ACTS: dict[str, tuple[View, set[Status]]] = {
    "retire": (_retire, {Status.ACTIVE}),
    "reactivate": (_reactivate, {Status.RETIRED}),
    "withdraw": (_withdraw, {Status.ACTIVE, Status.RETIRED}),
}
"""What is done with a version, by the name in the address, and the statuses in which it can be."""

"""The page that publishes a draft: what it comes in place of, what changed, and then the act."""

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import CHANGE
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.actions import (
    Blocked,
    HeldByCheck,
    InvalidDraft,
    NotADraft,
    OwnWork,
    PublishedMeanwhile,
    publish,
)
from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import may, note, person
from checklist.content.forms import PublishForm
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Draft
from checklist.content.queries import is_own_work, published_since

AnyForm = TypeVar("AnyForm", bound=PublishForm)


def url(page: ModelAdmin[Draft]) -> URLPattern:
    """Where a draft is published."""
    view = page.admin_site.admin_view(partial(publish_view, page))
    return path("<int:draft_id>/publish/", view, name="content_draft_publish")


def publish_view(page: ModelAdmin[Draft], request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask whether to publish; POST does it, or gives every reason why not."""
    if not may(request.user, "publish"):
        raise PermissionDenied
    draft = get_object_or_404(ChecklistVersion.objects.light(), pk=draft_id)
    if not draft.is_draft:
        return no_draft_any_more(request)
    if request.method != "POST":
        return _page(page, request, draft, PublishForm(draft))
    form, status = PublishForm(draft, request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if form.is_valid() and (answer := _published(request, draft, form)):
            return answer
    except NotADraft:
        return no_draft_any_more(request)
    except PublishedMeanwhile as meanwhile:
        form, status = asked_again(form, draft, request, meanwhile), HTTPStatus.CONFLICT
    return _page(page, request, draft, form, status)


def _published(
    request: HttpRequest, draft: ChecklistVersion, form: PublishForm
) -> HttpResponse | None:
    """The answer once it is published; None where the form says why it is not."""
    try:
        with transaction.atomic():
            version = publish(
                version=draft, actor=person(request), now=timezone.now(), **form.cleaned_data
            )
            note(request, version, CHANGE, _("Published."))
    except OwnWork:
        # The draft's page of publishing says so, and has no button.
        return redirect("admin:content_draft_publish", draft.pk)
    except HeldByCheck as held:
        form.add_error(None, _held(draft, held))
        return None
    except InvalidDraft as refused:
        form.add_error(None, [*_reasons(refused)])
        return None
    except Blocked as refused:
        form.add_error(None, [*against(refused)])
        return None
    messages.success(request, _("%(version)s is now in use.") % {"version": version})
    return redirect("admin:content_checklistversion_change", version.pk)


def asked_again(
    form: AnyForm,
    version: ChecklistVersion,
    request: HttpRequest,
    meanwhile: PublishedMeanwhile,
) -> AnyForm:
    """The form as it was sent, for whoever has been told which version is in use now."""
    data = request.POST.copy()
    data["over"] = str(meanwhile.active.pk) if meanwhile.active else ""
    again = type(form)(version, data)
    again.add_error(None, _said_of(meanwhile.active))
    return again


def _said_of(active: ChecklistVersion | None) -> str:
    if active is None:
        return _("Nothing was published: the version in use was retired in the meantime.")
    said = _(
        "Nothing was published: %(version)s is in use now. Look at what changed in it before you "
        "publish over it."
    )
    return said % {"version": active}


def _reasons(refused: InvalidDraft) -> Iterator[str]:
    """Every reason why a draft makes no definition."""
    for problem in refused.problems:
        said = _("At %(problem)s") if problem.path else "%(problem)s"
        yield said % {"problem": problem}


def against(refused: Blocked) -> Iterator[SafeString]:
    """Every reason that rooms above have against publishing, and where it is settled."""
    for remark in refused.remarks:
        said = _("At %(remark)s") if remark.place else "%(remark)s"
        link = format_html(' <a href="{}">{}</a>', remark.address, _("Look at it"))
        yield format_html("{}{}", said % {"remark": remark}, link if remark.address else "")


def _held(draft: ChecklistVersion, held: HeldByCheck) -> SafeString:
    said = ngettext(
        "The check of this draft has %(number)s finding to settle first.",
        "The check of this draft has %(number)s findings to settle first.",
        len(held.findings),
    )
    return format_html(
        '{} <a href="{}">{}</a>',
        said % {"number": len(held.findings)},
        reverse("admin:content_draft_check", args=[draft.pk]),
        _("Look at them"),
    )


def _page(
    page: ModelAdmin[Draft],
    request: HttpRequest,
    draft: ChecklistVersion,
    form: PublishForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    active = draft.checklist.versions.active().light().first()
    is_older = active is not None and active.pk != draft.based_on_id
    context: dict[str, Any] = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Publish %(draft)s") % {"draft": draft},
        "draft": draft,
        "active": active,
        "since": published_since(draft) if is_older else (),
        "is_own_work": is_own_work(draft, person(request)),
        "form": form,
    }
    return render(request, "content/admin/publish.html", context, status=status)

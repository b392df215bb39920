"""The history of a version, and putting a draft's row back as it was."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from checklist.content.actions import NotADraft, put_back
from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import may, person
from checklist.content.changes import changes_of
from checklist.content.earlier import CannotGoBack, NoSuchState
from checklist.content.models import ChecklistVersion

CHANGES_A_PAGE = 50


def history_page(request: HttpRequest, version_id: int, frame: dict[str, Any]) -> HttpResponse:
    """All changes of a version's rows, or of one row, newest first."""
    versions = ChecklistVersion.objects.light().select_related("created_by", "published_by")
    version = get_object_or_404(versions, pk=version_id)
    row = request.GET.get("row", "")
    changes = [change for change in changes_of(version) if row in {"", change.place}]
    pages = Paginator(changes, CHANGES_A_PAGE)
    context = {
        **frame,
        "opts": ChecklistVersion._meta,
        "title": _("History of %(version)s") % {"version": version},
        "version": version,
        "row": row,
        "page": pages.get_page(request.GET.get("page")),
        "edits": version.is_draft and may(request.user, "change"),
    }
    return render(request, "content/admin/history.html", context)


def put_back_page(request: HttpRequest, version_id: int, model: str, state: int) -> HttpResponse:
    """Put a row back by a POST, and say what came of it on the page of the history."""
    if not may(request.user, "change"):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        row = put_back(version_id=version_id, model=model, state=state, actor=person(request))
    except NotADraft:
        return no_draft_any_more(request)
    except NoSuchState as unknown:
        raise Http404 from unknown
    except CannotGoBack as refused:
        messages.error(request, str(refused))
    else:
        kind = capfirst(str(row._meta.verbose_name))
        told = _("%(kind)s “%(row)s” is again as it was.") % {"kind": kind, "row": row}
        messages.success(request, told)
    return redirect("admin:content_version_history", version_id)

"""The page of a draft's check: what was found, and which warnings are meant so, with a reason."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import CHANGE
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.actions import (
    NoSuchWarning,
    NotADraft,
    accept_warnings,
    take_back_acceptances,
)
from checklist.content.admin.outlines import coming_from, own_page
from checklist.content.admin.pages import no_draft_any_more
from checklist.content.admin.rights import ACTS, may, note, person
from checklist.content.blocking import Remark
from checklist.content.check_forms import WarningForm, WarningForms
from checklist.content.checking import Checked, checked_rows, remarks_on_rows
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Draft, Parent
from checklist.content.places import rows_by_path
from checklist.content.whole import WholeDraft
from checklist.engine.checks import Level

# Where a path, or one that it stands inside, comes to its end.
_ENDS = re.compile(r"[.\[]|\Z")
_LAST_NAME = re.compile(r"([a-z_]+)(?:\[\d+\])?\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding as the page shows it. Of two that are one, only the first has a form."""

    checked: Checked
    name: str
    address: str
    field: str
    form: WarningForm | None

    @property
    def link(self) -> str:
        """The way to the row, which leads back to the check once it is saved."""
        return coming_from("check", self.address)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the check of a draft found just now, and the forms of its warnings."""

    version: ChecklistVersion
    draft: WholeDraft
    findings: tuple[Checked, ...]
    remarks: tuple[Remark, ...]
    forms: WarningForms

    @classmethod
    def of(cls, version: ChecklistVersion, data: Mapping[str, Any] | None = None) -> "Sheet":
        """Check the draft. Raises NotADraft."""
        try:
            whole = WholeDraft.of(version.pk)
        except Draft.DoesNotExist as gone:
            raise NotADraft from gone
        findings = checked_rows(whole, today=timezone.localdate())
        remarks = remarks_on_rows(whole)
        return cls(version, whole, findings, remarks, WarningForms(findings, data))

    def lines(self) -> dict[str, list[Line]]:
        """The findings of each level, in document order."""
        rows = rows_by_path(self.draft)
        forms = dict(self.forms.by_mark)
        lines: dict[str, list[Line]] = {level: [] for level in Level}
        for each in self.findings:
            form = forms.pop(each.mark, None)
            lines[each.finding.level].append(_line(each, rows, form))
        return lines

    def standing(self) -> str:
        """How the draft stands for publishing, in a sentence."""
        to_do = list(self._to_do())
        if not to_do:
            return _("Nothing that the check finds stands against publishing.")
        return _("Not to be published yet: %(to_do)s.") % {"to_do": ", ".join(to_do)}

    def _to_do(self) -> Iterator[str]:
        against = [each for each in self.findings if each.blocks]
        warnings = sum(each.is_warning for each in against)
        remarks = sum(each.blocks for each in self.remarks)
        if errors := len(against) - warnings + remarks:
            said = ngettext("%(count)s error to mend", "%(count)s errors to mend", errors)
            yield said % {"count": errors}
        if warnings:
            said = ngettext(
                "%(count)s warning to mend or to accept",
                "%(count)s warnings to mend or to accept",
                warnings,
            )
            yield said % {"count": warnings}


def url(page: ModelAdmin[Draft]) -> URLPattern:
    """Where a draft is checked."""
    view = page.admin_site.admin_view(partial(check_view, page))
    return path("<int:draft_id>/check/", view, name="content_draft_check")


def check_view(page: ModelAdmin[Draft], request: HttpRequest, draft_id: int) -> HttpResponse:
    """Check the draft and show what is found; POST accepts warnings and takes acceptances back."""
    saves = request.method == "POST"
    if not any(may(request.user, act) for act in (("change",) if saves else ACTS)):
        raise PermissionDenied
    version = get_object_or_404(ChecklistVersion.objects.light(), pk=draft_id)
    try:
        if saves:
            return _saved(page, request, version)
        return _page(page, request, Sheet.of(version))
    except NotADraft:
        return no_draft_any_more(request)


def _saved(
    page: ModelAdmin[Draft], request: HttpRequest, version: ChecklistVersion
) -> HttpResponse:
    sheet = Sheet.of(version, request.POST)
    if sheet.forms.gone:
        return _page(page, request, sheet, HTTPStatus.CONFLICT)
    if not sheet.forms.are_valid():
        return _page(page, request, sheet, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _save(request, version, sheet.forms)
    except NoSuchWarning:
        return _page(page, request, Sheet.of(version, request.POST), HTTPStatus.CONFLICT)
    return redirect("admin:content_draft_check", version.pk)


def _save(request: HttpRequest, version: ChecklistVersion, forms: WarningForms) -> None:
    reasons, taken_back = forms.reasons, forms.taken_back
    with transaction.atomic():
        accept_warnings(version=version, reasons=reasons, actor=person(request), now=timezone.now())
        take_back_acceptances(version=version, marks=taken_back)
        if reasons or taken_back:
            note(request, version, CHANGE, _("Changed which warnings of the check are accepted."))
    counts = {"accepted": len(reasons), "taken_back": len(taken_back)}
    said = _("Saved. Acceptances stored: %(accepted)s; taken back: %(taken_back)s.")
    messages.success(request, said % counts)


def _page(
    page: ModelAdmin[Draft], request: HttpRequest, sheet: Sheet, status: int = HTTPStatus.OK
) -> HttpResponse:
    lines = sheet.lines()
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts,
        "title": _("Check of %(draft)s") % {"draft": sheet.version},
        "draft": sheet.version,
        "errors": lines[Level.ERROR],
        "warnings": lines[Level.WARNING],
        "information": lines[Level.INFORMATION],
        "against": [each for each in sheet.remarks if each.blocks],
        "remarks": [each for each in sheet.remarks if not each.blocks],
        "standing": sheet.standing(),
        "edits": may(request.user, "change"),
        "gone": sheet.forms.gone,
        "is_conflict": status == HTTPStatus.CONFLICT,
        "is_refused": status == HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    return render(request, "content/admin/check.html", context, status=status)


def _line(checked: Checked, rows: Mapping[str, Parent], form: WarningForm | None) -> Line:
    node = node_at(checked.finding.path, rows)
    row = rows[node]
    field = _LAST_NAME.search(checked.finding.path.removeprefix(node))
    name = _("the whole checklist") if isinstance(row, Draft) else str(row)
    return Line(
        checked=checked,
        name=checked.finding.place or name,
        address=own_page(row),
        field=field[1].replace("_", " ") if field else "",
        form=form,
    )


def node_at(place: str, rows: Mapping[str, Parent]) -> str:
    """The path of the innermost row that a path leads to; empty for the whole draft."""
    ways = (place[: end.start()] for end in _ENDS.finditer(place))
    return max((way for way in ways if way in rows), key=len, default="")

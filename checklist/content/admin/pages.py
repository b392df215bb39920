"""What all pages of a draft's rows have in common."""

from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.content.actions import NotADraft, editing
from checklist.content.admin.rights import ToEdit, ToEditAsList, person
from checklist.content.forms import LineField, RowForm, RowFormSet
from checklist.content.models.rows import Draft, Parent, Row, draft_of

PageRow = TypeVar("PageRow", bound=Draft | Row)
ListRow = TypeVar("ListRow", bound=Row)
PageOfList = TypeVar("PageOfList", bound=Draft | Row)


def texts(columns: int) -> dict[type[models.Field[Any, Any]], dict[str, Any]]:
    """How texts are typed: in low boxes of so many columns, without line breaks."""
    box = Textarea(attrs={"rows": 2, "cols": columns})
    return {models.TextField: {"form_class": LineField, "widget": box}}


def address(row: Parent) -> str:
    """The address of a row's own page."""
    return reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk])


def trail(row: Parent) -> list[tuple[str, str]]:
    """The pages above a row's own, from the draft down: what to call each, and its address."""
    if isinstance(row, Draft):
        return []
    return [*trail(row.parent), (str(row.parent), address(row.parent))]


def no_draft_any_more(request: HttpRequest) -> HttpResponseRedirect:
    """The answer to whoever would change or publish what is no draft, or no longer."""
    messages.error(
        request,
        _("Nothing was changed: this version is no draft. It was published or discarded."),
    )
    return redirect("admin:content_checklistversion_changelist")


class DraftPage(ToEdit, admin.ModelAdmin[PageRow]):
    """A page on which a part of a draft is edited.

    ``whole`` names what is fetched with the row: the way up to its draft's checklist.
    """

    formfield_overrides = texts(columns=70)
    change_form_template = "content/admin/draft_page.html"
    whole: tuple[str, ...] = ()

    class Media:
        css = {"all": ("content/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageRow]:
        return super().get_queryset(request).select_related(*self.whole)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Save only into a draft, and let nobody publish it before all is saved."""
        saves = request.method == "POST" and self.has_change_permission(request)
        found = self.get_object(request, unquote(object_id or "")) if saves else None
        if found is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with editing(draft_of(found).pk, actor=person(request)):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except NotADraft:
            return no_draft_any_more(request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(
            request, {**context, "trail": trail(context["original"])}, *args, **kwargs
        )


class RowPage(DraftPage[PageRow]):
    """The page of one row. It is reached from the page above, and goes back there."""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None, so that the front page of the administration does not list rows."""
        return {}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:content_draft_changelist")

    def response_post_save_change(self, request: HttpRequest, obj: PageRow) -> HttpResponseRedirect:
        return HttpResponseRedirect(trail(obj)[-1][1])


class RowList(ToEditAsList, admin.TabularInline[ListRow, PageOfList]):
    """A list of rows on the page of what they belong to."""

    form = RowForm
    formset = RowFormSet
    formfield_overrides = texts(columns=40)
    extra = 1
    show_change_link = True

"""What all pages of a draft's rows have in common."""

from typing import Any, TypeVar

from adminsortable2.admin import SortableAdminBase, SortableInlineAdminMixin
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from checklist.content.actions import NotADraft, editing
from checklist.content.admin.deleting import GuardedRows
from checklist.content.admin.outlines import outline_address, own_page, wrong_at
from checklist.content.admin.rights import ToEdit, ToEditAsList, person
from checklist.content.admin.unsaved import unsaved_page
from checklist.content.carried import carrying
from checklist.content.changes import place_of
from checklist.content.models.rows import Draft, Parent, Row, draft_of
from checklist.content.row_forms import ChangedMeanwhile, LineField, RowForm
from checklist.content.seen import stamp

PageRow = TypeVar("PageRow", bound=Draft | Row)
ListRow = TypeVar("ListRow", bound=Row)
PageOfList = TypeVar("PageOfList", bound=Draft | Row)


def texts(columns: int) -> dict[type[models.Field[Any, Any]], dict[str, Any]]:
    """How texts are typed: in low boxes of so many columns, without line breaks."""
    box = Textarea(attrs={"rows": 2, "cols": columns})
    return {models.TextField: {"form_class": LineField, "widget": box}}


def trail(row: Parent) -> list[tuple[str, str]]:
    """The pages above a row's own, from the outline down: what to call each, and its address."""
    if isinstance(row, Draft):
        return [(str(row), outline_address(row.pk))]
    above = row.parent
    return [*trail(above), (page_name(above), own_page(above))]


def page_name(row: Parent) -> str:
    """What to call a row's page: the draft's own is only one of several about it."""
    return _("Texts and lists") if isinstance(row, Draft) else str(row)


def no_draft_any_more(request: HttpRequest) -> HttpResponseRedirect:
    """The answer to whoever would change or publish what is no draft, or no longer."""
    messages.error(
        request,
        _("Nothing was changed: this version is no draft. It was published or discarded."),
    )
    return redirect("admin:content_checklistversion_changelist")


class DraftPage(ToEdit, SortableAdminBase, admin.ModelAdmin[PageRow]):  # type: ignore[misc]
    """A page on which a part of a draft is edited. Whoever came from the outline goes back to it.

    ``whole`` names what is fetched with the row: the way up to its draft's checklist.
    """

    formfield_overrides = texts(columns=70)
    change_form_template = "content/admin/draft_page.html"
    whole: tuple[str, ...] = ()

    class Media:
        css = {"all": ("content/admin.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[PageRow]:
        return super().get_queryset(request).select_related(*self.whole)

    def get_urls(self) -> list[URLPattern]:
        """Django's own, but what is sent to a row's page by nobody goes through sign-in."""
        change = path(
            "<path:object_id>/change/",
            carrying(self.admin_site.admin_view(self.change_view)),
            name=f"content_{self.opts.model_name}_change",
        )
        return [change, *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Save only into a draft, and let nobody publish it before all is saved."""
        saves = request.method == "POST" and self.has_change_permission(request)
        if not saves or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        found = self.get_object(request, unquote(object_id))
        if found is None:
            return unsaved_page(self, request)
        try:
            with editing(draft_of(found).pk, actor=person(request)):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except NotADraft:
            return unsaved_page(self, request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row: PageRow = context["original"]
        about = {
            "trail": trail(row),
            "here": page_name(row),
            "wrong": wrong_at(row),
            "seen": self._stamp(row),
        }
        answer: HttpResponse = super().render_change_form(
            request, {**context, **about}, *args, **kwargs
        )
        return answer

    def get_form(
        self,
        request: HttpRequest,
        obj: PageRow | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **kwargs: Any,
    ) -> Any:
        """The form, which refuses once where somebody else was faster."""
        form = super().get_form(request, obj, change, **kwargs)
        seen = request.POST.get("seen")
        if obj is None or seen is None or seen == self._stamp(obj):
            return form
        return type(form.__name__, (ChangedMeanwhile, form), {})

    def _stamp(self, row: PageRow) -> str:
        return stamp(row, [each.model for each in self.inlines])

    def save_model(self, request: HttpRequest, obj: PageRow, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        """Save what was changed: pressing Save is no edit, and makes nobody an author."""
        if form.has_changed():
            super().save_model(request, obj, form, change)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: PageRow, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """Whoever may only read has nothing to drag."""
        given: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if not self.has_change_permission(request):
            given.pop("default_order_field", None)
            given.pop("default_order_direction", None)
        return given

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What happened to this row, on the page of the whole version's history."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return redirect("admin:content_checklistversion_changelist")
        page = reverse("admin:content_version_history", args=[row.version_pk])
        return redirect(f"{page}?{urlencode({'row': place_of(type(row), row.pk)})}")

    def response_post_save_change(self, request: HttpRequest, obj: PageRow) -> HttpResponseRedirect:
        came_from = request.GET.get("from")
        if came_from == "check":
            return redirect("admin:content_draft_check", obj.version_pk)
        above = (
            outline_address(obj.version_pk, obj) if came_from == "outline" else trail(obj)[-1][1]
        )
        return HttpResponseRedirect(above)


class RowPage(DraftPage[PageRow]):
    """The page of one row. It is reached from the page above, and goes back there."""

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """None, so that the front page of the administration does not list rows."""
        return {}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("admin:content_draft_changelist")


class RowList(ToEditAsList, admin.TabularInline[ListRow, PageOfList]):
    """A list of rows on the page of what they belong to."""

    form = RowForm
    formset = GuardedRows
    formfield_overrides = texts(columns=40)
    extra = 1
    show_change_link = True


class SortedList(SortableInlineAdminMixin, RowList[ListRow, PageOfList]):  # type: ignore[misc]
    """A list in an order: dragged by its rows' names, or by numbers that are typed."""

    formset = GuardedRows
    template = "admin/edit_inline/tabular.html"

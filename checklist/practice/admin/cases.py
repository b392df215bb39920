"""Cases in the administration: their list, and one with its reference answers."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checklist.content.carried import carrying
from checklist.content.models import ChecklistVersion, Status
from checklist.practice import actions
from checklist.practice.actions.cases import WRITTEN
from checklist.practice.admin import acts, confusion, foreseen, packs
from checklist.practice.admin.sheet import Sheet, state_of
from checklist.practice.forms import CaseForm, NewCaseForm, PlaceForm
from checklist.practice.models import Case
from checklist.practice.standing import confirmed_for, problems_on

TOLD = 3
"""How many of the things that a case lacks the list names."""


class CaseList(ChangeList):
    """The cases of a page, each with how it stands to the version in use of its checklist."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        active = ChecklistVersion.objects.active().light()
        in_use = {each.checklist_id: (each, confirmed_for(each)) for each in active}
        for case in self.result_list:
            if case.checklist_id in in_use:
                case.in_use, confirmed = in_use[case.checklist_id]
                case.lacks = problems_on(case, case.in_use, confirmed)


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin[Case]):
    """A case is written here, offered to trainees, and carried to newer versions."""

    list_display = ("position", "title", "difficulty", "written_for", "state", "fit")
    list_display_links = ("title",)
    actions = ("export_selected",)
    list_editable = ("position",)
    list_filter = ("checklist", "difficulty")
    search_fields = ("title", "tags")
    change_form_template = "practice/admin/case.html"
    change_list_template = "practice/admin/case_list.html"

    class Media:
        css = {"all": ("content/admin.css", "practice/admin.css")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        cases = super().get_queryset(request).select_related("version__checklist", "edition")
        return cases.defer("version__definition", "edition__content").prefetch_related("references")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return CaseList

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get_changelist_form(request, **{**kwargs, "form": PlaceForm})

    def get_urls(self) -> list[URLPattern]:
        """Besides Django's own; what is sent to a case's page by nobody goes through sign-in."""
        view = self.admin_site.admin_view
        return [
            path("add/", carrying(view(self.add_view)), name="practice_case_add"),
            path(
                "<path:object_id>/change/",
                carrying(view(self.change_view)),
                name="practice_case_change",
            ),
            *acts.urls(self),
            *confusion.urls(self),
            *foreseen.urls(self),
            *packs.urls(self),
            *super().get_urls(),
        ]

    def get_fields(self, request: HttpRequest, obj: Case | None = None) -> tuple[str, ...]:
        return ("version", "key", *WRITTEN) if obj is None else ("key", "version", *WRITTEN)

    def get_readonly_fields(self, request: HttpRequest, obj: Case | None = None) -> tuple[str, ...]:
        """The key is part of addresses, and the version changes by carrying the case there."""
        return () if obj is None else ("key", "version")

    def get_form(
        self,
        request: HttpRequest,
        obj: Case | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
        **kwargs: Any,
    ) -> Any:
        form = NewCaseForm if obj is None else CaseForm
        return super().get_form(request, obj, change, **{**kwargs, "form": form})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        case: Case | None = context["original"]
        if case is not None:
            # As it is stored: what was typed stands in the form.
            context["sheet"] = Sheet(self.get_queryset(request).get(pk=case.pk))
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return answer

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Let nobody else change the case, or take its key, between the form and its saving."""
        held: AbstractContextManager[None] = nullcontext()
        if request.method == "POST":
            held = self._held(request, object_id)
        with held:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _held(self, request: HttpRequest, object_id: str | None) -> AbstractContextManager[None]:
        """What keeps others away while the person saves; nothing for who may not."""
        if object_id is None:
            return actions.adding() if self.has_add_permission(request) else nullcontext()
        case = self.get_object(request, unquote(object_id))
        if case is None or not self.has_change_permission(request, case):
            return nullcontext()
        return actions.writing(case=case)

    def save_model(self, request: HttpRequest, obj: Case, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's
        if not change:
            actions.new_case(case=obj)
        elif isinstance(form, CaseForm):
            actions.save_case(case=obj, rows=form.changed_rows())
        else:
            actions.place(case=obj, position=obj.position)

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002 - Django's
    ) -> Any:
        """What was changed; of the reference answers, the criteria are named."""
        changed: list[Any] = super().construct_change_message(request, form, formsets, add)
        rows = form.changed_rows() if isinstance(form, CaseForm) else []
        if rows:
            changed.append({"changed": {"fields": [row.criterion for row in rows]}})
        return changed

    def response_add(
        self, request: HttpRequest, obj: Case, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the reference answers, which a new case has none of."""
        return redirect("admin:practice_case_change", obj.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """A case that trainees were ever given is kept, with their attempts at it."""
        was_offered = obj is not None and obj.edition_id is not None
        return super().has_delete_permission(request, obj) and not was_offered

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Cases are deleted one by one, on their own pages."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    @admin.action(description=gettext_lazy("Export as one file"))
    def export_selected(self, request: HttpRequest, cases: QuerySet[Case]) -> HttpResponse:
        return packs.exported(self, request, cases)

    @admin.display(description=gettext_lazy("written for"), ordering="version")
    def written_for(self, case: Case) -> str:
        """The version whose criteria its reference answers are for."""
        return str(case.version)

    @admin.display(description=gettext_lazy("state"))
    def state(self, case: Case) -> str:
        """What trainees have of it."""
        return state_of(case)

    @admin.display(description=gettext_lazy("version in use"))
    def fit(self, case: Case) -> str:
        """Whether it can be practised on the version in use, and what is missing for that."""
        if case.in_use is None:
            return _("none is in use")
        named = {"label": case.in_use.label, "told": _missing(case)}
        if case.lacks:
            return _("does not fit %(label)s: %(told)s") % named
        if case.in_use.pk == case.version_id:
            return _("fits %(label)s") % named
        return _("fits %(label)s, once it is carried there") % named

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        outdated = Case.objects.filter(version__status=Status.RETIRED)
        versions = ChecklistVersion.objects.active().light()
        context = {
            **(extra_context or {}),
            "to_carry": versions.filter(checklist__in=outdated.values("checklist")),
            "may_change": self.has_change_permission(request),
            "may_add": self.has_add_permission(request),
            "in_use": versions.filter(checklist__in=Case.objects.values("checklist")),
            "to_export": ChecklistVersion.objects.light().filter(
                pk__in=Case.objects.values("version")
            ),
        }
        return super().changelist_view(request, context)


def _missing(case: Case) -> str:
    told = [each.message for each in case.lacks[:TOLD]]
    if (more := len(case.lacks) - TOLD) > 0:
        told.append(_("And %(count)s more.") % {"count": more})
    return " ".join(told)

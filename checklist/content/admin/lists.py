"""The lists on the pages of a draft. What a row may point at is asked for once a list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from checklist.content.admin.pages import RowList, SortedList
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Condition,
    Consideration,
    ContextLine,
    Criterion,
    Difference,
    Draft,
    Limit,
    Pair,
    Row,
    Rule,
    Section,
    Source,
    draft_of,
)
from checklist.content.queries import (
    accepted_options,
    as_choices,
    as_groups,
    options_in,
    sources_in,
)
from checklist.content.row_forms import CitationForm, ConditionForm, RuleForm


class LimitList(SortedList[Limit, Draft]):
    model = Limit
    fields = ("position", "text")


class SectionList(SortedList[Section, Draft]):
    model = Section
    fields = ("position", "key", "title")


class RuleList(SortedList[Rule, Draft]):
    model = Rule
    form = RuleForm
    fields = ("position", "match")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rule]:
        return super().get_queryset(request).select_related("consideration")


class SourceList(SortedList[Source, Draft]):
    model = Source
    fields = ("position", "key", "title")


class ContextLineList(SortedList[ContextLine, Draft]):
    model = ContextLine
    fields = ("position", "key", "text")


class DifferenceList(SortedList[Difference, Draft]):
    model = Difference
    fields = ("position", "locator", "says", "beside", "shows")


class PairList(SortedList[Pair, Draft]):
    model = Pair
    fields = ("position", "before", "after")


class CriterionList(SortedList[Criterion, Section]):
    model = Criterion
    fields = ("position", "key", "short")


class OptionList(SortedList[AnswerOption, Criterion]):
    model = AnswerOption
    fields = ("position", "key", "label", "unknown")


class ConsiderationList(SortedList[Consideration, AnswerOption]):
    """What an option raises."""

    model = Consideration
    fields = ("position", "key", "kind", "text")


class RaisedByRule(RowList[Consideration, Rule]):
    """The one consideration of a rule."""

    model = Consideration
    fields = ("key", "kind", "text")


class ConditionList(SortedList[Condition, Criterion | Rule]):
    """When a criterion is asked, or a rule fires."""

    model = Condition
    form = ConditionForm
    fields = ("position", "options")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Condition]:
        return super().get_queryset(request).prefetch_related(accepted_options())

    def options(self, condition: Condition) -> str:
        """The options in words, for those who may only read."""
        return ", ".join(str(accepted) for accepted in condition.accepted.all())

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        own = obj if isinstance(obj, Criterion) else None
        options = options_in(draft_of(obj), other_than=own)
        _offer(formset, "options", options, as_groups(options))
        return formset


class CitationList(SortedList[Citation, Row]):
    """What a criterion, a consideration or a context line rests on."""

    model = Citation
    form = CitationForm
    fields = ("position", "source", "locator")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Citation]:
        return super().get_queryset(request).select_related("source")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        sources = sources_in(draft_of(obj))
        _offer(formset, "source", sources, as_choices(sources))
        return formset


def _offer(formset: Any, name: str, rows: QuerySet[Any], choices: list[Any]) -> None:
    """Let a field choose among these rows; as ready choices they cost one query, not one a form."""
    field = formset.form.base_fields[name]
    field.queryset = rows
    field.choices = choices

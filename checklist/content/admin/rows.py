"""The pages of a draft's rows."""

from django.contrib import admin

from checklist.content.admin.lists import (
    CitationList,
    ConditionList,
    ConsiderationList,
    CriterionList,
    OptionList,
    RaisedByRule,
)
from checklist.content.admin.pages import RowPage
from checklist.content.models.rows import (
    AnswerOption,
    Consideration,
    ContextLine,
    Criterion,
    Rule,
    Section,
    Source,
)

CHECKLIST = "draft__version__checklist"


@admin.register(Section)
class SectionPage(RowPage[Section]):
    fields = ("key", "title", "lead")
    inlines = (CriterionList,)
    whole = (CHECKLIST,)


@admin.register(Criterion)
class CriterionPage(RowPage[Criterion]):
    fields = ("kind", "key", "short", "question", "help", "match")
    inlines = (ConditionList, OptionList, CitationList)
    whole = (f"section__{CHECKLIST}",)


@admin.register(AnswerOption)
class OptionPage(RowPage[AnswerOption]):
    fields = ("key", "label", "unknown")
    inlines = (ConsiderationList,)
    whole = (f"criterion__section__{CHECKLIST}",)


@admin.register(Rule)
class RulePage(RowPage[Rule]):
    fields = ("match",)
    inlines = (ConditionList, RaisedByRule)
    whole = (CHECKLIST, "consideration")


@admin.register(Consideration)
class ConsiderationPage(RowPage[Consideration]):
    fields = ("key", "kind", "text")
    inlines = (CitationList,)
    whole = (f"option__criterion__section__{CHECKLIST}", f"rule__{CHECKLIST}")


@admin.register(Source)
class SourcePage(RowPage[Source]):
    fields = (
        "key",
        "kind",
        "title",
        "publisher",
        "year",
        "locators",
        "address",
        "verified_with",
        "review_by",
    )
    whole = (CHECKLIST,)


@admin.register(ContextLine)
class ContextLinePage(RowPage[ContextLine]):
    fields = ("key", "text")
    inlines = (CitationList,)
    whole = (CHECKLIST,)

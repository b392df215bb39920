"""From a draft's rows to a Definition. ``unpack`` is the way back."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Condition,
    ConditionOption,
    Consideration,
    ContextLine,
    Criterion,
    Draft,
    Rule,
    Section,
    Source,
)
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem

Data = dict[str, Any]


def compiled(version: ChecklistVersion) -> Definition:
    """The Definition that a draft's rows make.

    Raises InvalidDefinition with every reason why they make none.
    """
    return codec.parse(raw(drafts_whole().get(pk=version.pk)))


def examined(draft: Draft) -> tuple[Definition | None, tuple[Problem, ...]]:
    """What a whole draft says as far as it has come, and all that keeps it from being published.

    What stands at the place of a problem may be filled in.
    """
    return codec.examined(raw(draft))


def drafts_whole() -> QuerySet[Draft]:
    """Drafts with all of their rows: a query a list, however long it is."""
    citations = Prefetch("citations", Citation.objects.select_related("source"))
    considerations = Consideration.objects.prefetch_related(citations)
    conditions = Prefetch("conditions", Condition.objects.prefetch_related(accepted_options()))
    options = AnswerOption.objects.prefetch_related(Prefetch("considerations", considerations))
    criteria = Criterion.objects.prefetch_related(
        conditions, citations, Prefetch("options", options)
    )
    return Draft.objects.select_related("version").prefetch_related(
        "limits",
        "sources",
        "differences",
        "pairs",
        Prefetch("contextlines", ContextLine.objects.prefetch_related(citations)),
        Prefetch("sections", Section.objects.prefetch_related(Prefetch("criteria", criteria))),
        Prefetch(
            "rules",
            Rule.objects.prefetch_related(conditions, Prefetch("consideration", considerations)),
        ),
    )


def accepted_options() -> Prefetch[str]:
    """What conditions accept, and the criteria that they look at: one query for all of them."""
    return Prefetch("accepted", ConditionOption.objects.select_related("option__criterion"))


def raw(draft: Draft) -> Data:
    """Plain data of a draft as far as it has come, in the form of a Definition."""
    return {
        "title": draft.title,
        "language": draft.language,
        "introduction": draft.introduction,
        "not_for": draft.not_for,
        "purpose": draft.purpose,
        "limits": [limit.text for limit in draft.limits.all()],
        "starts_from": draft.starts_from,
        "then_and_now": [
            {"before": pair.before.split(), "after": pair.after.split()}
            for pair in draft.pairs.all()
        ],
        "sources": [_source(source) for source in draft.sources.all()],
        "sections": [_section(section) for section in draft.sections.all()],
        "rules": [_rule(rule) for rule in draft.rules.all()],
        "context": [
            {"key": line.key, "text": line.text, "sources": _citations(line.citations.all())}
            for line in draft.contextlines.all()
        ],
        "differences": [
            {
                "locator": difference.locator,
                "says": difference.says,
                "beside": difference.beside,
                "shows": difference.shows,
            }
            for difference in draft.differences.all()
        ],
    }


def _source(source: Source) -> Data:
    return {
        "key": source.key,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "locators": source.locators,
        "address": source.address,
        "verified_with": source.verified_with,
        "review_by": source.review_by.isoformat() if source.review_by else "",
    }


def _section(section: Section) -> Data:
    return {
        "key": section.key,
        "title": section.title,
        "lead": section.lead,
        "criteria": [_criterion(criterion) for criterion in section.criteria.all()],
    }


def _criterion(criterion: Criterion) -> Data:
    conditions = criterion.conditions.all()
    return {
        "kind": criterion.kind,
        "key": criterion.key,
        "short": criterion.short,
        "question": criterion.question,
        "help": criterion.help,
        "in_view": _when(criterion.match, conditions) if conditions else None,
        "sources": _citations(criterion.citations.all()),
        "options": [_option(option) for option in criterion.options.all()],
    }


def _option(option: AnswerOption) -> Data:
    return {
        "key": option.key,
        "label": option.label,
        "unknown": option.unknown,
        "considerations": [_consideration(each) for each in option.considerations.all()],
    }


def _rule(rule: Rule) -> Data:
    when = {"when": _when(rule.match, rule.conditions.all())}
    # Left out where the editor has not written it yet, so that the path says what is missing.
    raised: Consideration | None = getattr(rule, "consideration", None)
    return when if raised is None else when | {"consideration": _consideration(raised)}


def _when(match: str, conditions: Iterable[Condition]) -> Data:
    return {"match": match, "conditions": [_condition(condition) for condition in conditions]}


def _condition(condition: Condition) -> Data:
    options = [accepted.option for accepted in condition.accepted.all()]
    return {
        "criterion": options[0].criterion.key if options else "",
        "options": [option.key for option in options],
    }


def _consideration(consideration: Consideration) -> Data:
    return {
        "key": consideration.key,
        "kind": consideration.kind,
        "text": consideration.text,
        "sources": _citations(consideration.citations.all()),
    }


def _citations(citations: Iterable[Citation]) -> list[Data]:
    return [{"source": citation.source.key, "locator": citation.locator} for citation in citations]

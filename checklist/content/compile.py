"""From a draft's rows to a Definition. ``unpack`` is the way back."""

from typing import Any

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Condition,
    ConditionOption,
    Consideration,
    ContextLine,
    Criterion,
    Difference,
    Draft,
    Limit,
    Pair,
    Rule,
    Section,
    Source,
)
from checklist.content.whole import WholeDraft
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem

Data = dict[str, Any]


class NoDraft(LookupError):
    """There is no draft of the version any more: it was published or discarded."""


def compiled(version: ChecklistVersion) -> Definition:
    """The Definition that a draft's rows make.

    Raises InvalidDefinition with every reason why they make none, and NoDraft.
    """
    try:
        whole = WholeDraft.of(version.pk)
    except Draft.DoesNotExist as gone:
        raise NoDraft from gone
    return codec.parse(raw(whole))


def examined(whole: WholeDraft) -> tuple[Definition | None, tuple[Problem, ...]]:
    """What a whole draft says as far as it has come, and all that keeps it from being published.

    What stands at the place of a problem may be filled in.
    """
    return codec.examined(raw(whole))


def raw(whole: WholeDraft) -> Data:
    """Plain data of a draft as far as it has come, in the form of a Definition."""
    draft = whole.draft
    return {
        "title": draft.title,
        "language": draft.language,
        "introduction": draft.introduction,
        "not_for": draft.not_for,
        "purpose": draft.purpose,
        "limits": [limit.text for limit in whole.rows(Limit, draft)],
        "starts_from": draft.starts_from,
        "then_and_now": [
            {"before": pair.before.split(), "after": pair.after.split()}
            for pair in whole.rows(Pair, draft)
        ],
        "sources": [_source(source) for source in whole.rows(Source, draft)],
        "sections": [_section(whole, section) for section in whole.rows(Section, draft)],
        "rules": [_rule(whole, rule) for rule in whole.rows(Rule, draft)],
        "context": [
            {"key": line.key, "text": line.text, "sources": _citations(whole, line)}
            for line in whole.rows(ContextLine, draft)
        ],
        "differences": [
            {
                "locator": difference.locator,
                "says": difference.says,
                "beside": difference.beside,
                "shows": difference.shows,
            }
            for difference in whole.rows(Difference, draft)
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


def _section(whole: WholeDraft, section: Section) -> Data:
    return {
        "key": section.key,
        "title": section.title,
        "lead": section.lead,
        "criteria": [_criterion(whole, each) for each in whole.rows(Criterion, section)],
    }


def _criterion(whole: WholeDraft, criterion: Criterion) -> Data:
    return {
        "kind": criterion.kind,
        "key": criterion.key,
        "short": criterion.short,
        "question": criterion.question,
        "help": criterion.help,
        "in_view": _when(whole, criterion) if whole.rows(Condition, criterion) else None,
        "sources": _citations(whole, criterion),
        "options": [_option(whole, option) for option in whole.rows(AnswerOption, criterion)],
    }


def _option(whole: WholeDraft, option: AnswerOption) -> Data:
    return {
        "key": option.key,
        "label": option.label,
        "unknown": option.unknown,
        "considerations": [
            _consideration(whole, each) for each in whole.rows(Consideration, option)
        ],
    }


def _rule(whole: WholeDraft, rule: Rule) -> Data:
    when = {"when": _when(whole, rule)}
    # Left out where the editor has not written it yet, so that the path says what is missing.
    raised = whole.raised_by(rule)
    return when if raised is None else when | {"consideration": _consideration(whole, raised)}


def _when(whole: WholeDraft, watching: Criterion | Rule) -> Data:
    conditions = [_condition(whole, each) for each in whole.rows(Condition, watching)]
    return {"match": watching.match, "conditions": conditions}


def _condition(whole: WholeDraft, condition: Condition) -> Data:
    options = [accepted.option for accepted in whole.rows(ConditionOption, condition)]
    return {
        "criterion": options[0].criterion.key if options else "",
        "options": [option.key for option in options],
    }


def _consideration(whole: WholeDraft, consideration: Consideration) -> Data:
    return {
        "key": consideration.key,
        "kind": consideration.kind,
        "text": consideration.text,
        "sources": _citations(whole, consideration),
    }


def _citations(whole: WholeDraft, above: Criterion | Consideration | ContextLine) -> list[Data]:
    return [
        {"source": citation.source.key, "locator": citation.locator}
        for citation in whole.rows(Citation, above)
    ]

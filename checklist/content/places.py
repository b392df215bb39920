"""At which path of its Definition each row of a draft stands."""

from collections.abc import Iterator

from checklist.content.models.rows import (
    AnswerOption,
    Consideration,
    ContextLine,
    Criterion,
    Difference,
    Draft,
    DraftRow,
    Limit,
    Pair,
    Row,
    Rule,
    Section,
    Source,
)
from checklist.content.whole import WholeDraft

Placed = tuple[str, Draft | Row]

_LISTS: dict[str, type[DraftRow]] = {
    "limits": Limit,
    "sources": Source,
    "context": ContextLine,
    "differences": Difference,
    "then_and_now": Pair,
}


def rows_by_path(whole: WholeDraft) -> dict[str, Draft | Row]:
    """The rows of a draft that stand in its outline."""
    return dict(_rows(whole))


def path_of(whole: WholeDraft, row: Draft | Row) -> str:
    """The path of one of a draft's rows. Raises LookupError for a row that is not there."""
    for path, other in _rows(whole):
        if other == row:
            return path
    raise LookupError(str(row))


def _rows(whole: WholeDraft) -> Iterator[Placed]:
    draft = whole.draft
    yield "", draft
    for chapter, section in enumerate(whole.rows(Section, draft)):
        path = f"sections[{chapter}]"
        yield path, section
        for place, criterion in enumerate(whole.rows(Criterion, section)):
            yield from _of_criterion(f"{path}.criteria[{place}]", whole, criterion)
    for number, rule in enumerate(whole.rows(Rule, draft)):
        yield f"rules[{number}]", rule
        if raised := whole.raised_by(rule):
            yield f"rules[{number}].consideration", raised
    for name, model in _LISTS.items():
        for number, row in enumerate(whole.rows(model, draft)):
            yield f"{name}[{number}]", row


def _of_criterion(path: str, whole: WholeDraft, criterion: Criterion) -> Iterator[Placed]:
    yield path, criterion
    for place, option in enumerate(whole.rows(AnswerOption, criterion)):
        yield f"{path}.options[{place}]", option
        for number, consideration in enumerate(whole.rows(Consideration, option)):
            yield f"{path}.options[{place}].considerations[{number}]", consideration

"""At which path of its Definition each row of a draft stands."""

from collections.abc import Iterable, Iterator

from checklist.content.models.rows import Consideration, Criterion, Draft, Row, Rule

Placed = tuple[str, Draft | Row]


def rows_by_path(draft: Draft) -> dict[str, Draft | Row]:
    """The rows of a whole draft (``compile.drafts_whole``) that stand in its outline."""
    return dict(_rows(draft))


def path_of(draft: Draft, row: Draft | Row) -> str:
    """The path of one of a whole draft's rows. Raises LookupError for a row that is not there."""
    for path, other in _rows(draft):
        if other == row:
            return path
    raise LookupError(str(row))


def _rows(draft: Draft) -> Iterator[Placed]:
    yield "", draft
    for chapter, section in enumerate(draft.sections.all()):
        path = f"sections[{chapter}]"
        yield path, section
        for place, criterion in enumerate(section.criteria.all()):
            yield from _of_criterion(f"{path}.criteria[{place}]", criterion)
    for number, rule in enumerate(draft.rules.all()):
        yield from _of_rule(f"rules[{number}]", rule)
    lists: dict[str, Iterable[Row]] = {
        "limits": draft.limits.all(),
        "sources": draft.sources.all(),
        "context": draft.contextlines.all(),
        "differences": draft.differences.all(),
        "then_and_now": draft.pairs.all(),
    }
    for name, rows in lists.items():
        for number, row in enumerate(rows):
            yield f"{name}[{number}]", row


def _of_criterion(path: str, criterion: Criterion) -> Iterator[Placed]:
    yield path, criterion
    for place, option in enumerate(criterion.options.all()):
        yield f"{path}.options[{place}]", option
        for number, consideration in enumerate(option.considerations.all()):
            yield f"{path}.options[{place}].considerations[{number}]", consideration


def _of_rule(path: str, rule: Rule) -> Iterator[Placed]:
    yield path, rule
    raised: Consideration | None = getattr(rule, "consideration", None)
    if raised is not None:
        yield f"{path}.consideration", raised

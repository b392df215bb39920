"""A draft with all of its rows, read at the cost of a query or two a table.

The page of a row reads its whole draft, to tell what is wrong there. Django's prefetching makes a
query set for each list of each row and an object for each row that is pointed at, which takes more
than twice as long.
"""

from collections import defaultdict
from itertools import chain
from typing import Any, Self, TypeVar, cast

from checklist.content.links import parents, pointers
from checklist.content.models.rows import (
    ROW_MODELS,
    AnswerOption,
    Citation,
    Condition,
    ConditionOption,
    Consideration,
    Criterion,
    Draft,
    DraftRow,
    Parent,
    Row,
    Rule,
)
from checklist.prepared import Prepared

AnyRow = TypeVar("AnyRow", bound=Row)

_TO_DRAFT: dict[type[Parent], tuple[str, ...]] = {
    Criterion: ("section__draft",),
    AnswerOption: ("criterion__section__draft",),
    Condition: ("criterion__section__draft", "rule__draft"),
    ConditionOption: ("option__criterion__section__draft",),
    Consideration: ("option__criterion__section__draft", "rule__draft"),
    Citation: ("source__draft",),
}
"""How the rows of a draft are found that do not name it themselves."""


def _ways_to_draft(model: type[Row]) -> tuple[str, ...]:
    return ("draft",) if issubclass(model, DraftRow) else _TO_DRAFT[model]


def _found_by(model: type[Row], way: str) -> Prepared[Row]:
    return Prepared(lambda draft: model._default_manager.filter(**{way: draft}), draft=-1)


_STORED = {
    model: tuple(_found_by(model, way) for way in _ways_to_draft(model))
    for model in cast("tuple[type[Row], ...]", ROW_MODELS[1:])
}
"""The queries that find the rows of a draft."""


class WholeDraft:
    """A draft, and its rows by what they belong to. Each row knows its own without a query."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._lists: dict[tuple[type[Row], type[Parent], Any], list[Any]] = defaultdict(list)
        self._read()

    @classmethod
    def of(cls, version_id: int) -> Self:
        """The draft of a version. Raises Draft.DoesNotExist once it is published or discarded."""
        return cls(Draft.objects.select_related("version").get(pk=version_id))

    def rows(self, model: type[AnyRow], above: Parent) -> list[AnyRow]:
        """The rows of this model that belong to a row, in their order."""
        return self._lists.get((model, type(above), above.pk), [])

    def raised_by(self, rule: Rule) -> Consideration | None:
        """The consideration of a rule, if it is written yet."""
        return next(iter(self.rows(Consideration, rule)), None)

    def _read(self) -> None:
        """Read the rows in the order of ``ROW_MODELS``: what a row leads to is there before it.

        Each query sees what is stored by then. What somebody adds meanwhile may lead to a row that
        was read too early to be among them: it is left out, as if it came a moment later.
        """
        found: dict[tuple[Any, Any], Parent] = {(Draft, self.draft.pk): self.draft}
        for model, queries in _STORED.items():
            above, beside = parents(model), pointers(model)
            for row in chain.from_iterable(query(draft=self.draft.pk) for query in queries):
                targets = [
                    found.get((field.related_model, getattr(row, field.attname)))
                    for field in beside
                ]
                if None in targets:
                    continue
                found[model, row.pk] = row
                for field, target in zip(beside, targets, strict=True):
                    field.set_cached_value(row, target)
                for field in above:
                    parent = found.get((field.related_model, getattr(row, field.attname)))
                    if parent is not None:
                        self._put(row, field, parent)

    def _put(self, row: Row, field: Any, parent: Parent) -> None:
        field.set_cached_value(row, parent)
        self._lists[type(row), type(parent), parent.pk].append(row)
        if isinstance(row, Rule):
            # It has none until that is met, further on.
            Rule._meta.get_field("consideration").set_cached_value(row, None)
        if field.one_to_one:
            field.remote_field.set_cached_value(parent, row)

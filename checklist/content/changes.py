"""The history of a version's rows in words: who changed what, when, from what to what.

It is read whole, a query a model: a draft's edits are some hundreds, and each is told by the names
that rows had at its time, which stand in the history as well.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from checklist.content.links import parents, pointers
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    ROW_MODELS,
    Citation,
    ConditionOption,
    Consideration,
    Draft,
    Rule,
)
from checklist.content.models.rows.base import named

ADDED, CHANGED, DELETED = "+", "~", "-"

Place = tuple[type[models.Model], Any]
"""A row, by its model and key."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's name, what stood in it and what stands in it now."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row, added, changed or deleted. ``back_to`` names the state to which it can go back."""

    at: datetime
    by: str
    act: str
    what: str
    name: str
    within: str
    place: str
    model: str
    fields: tuple[FieldChange, ...]
    back_to: int | None


def changes_of(version: ChecklistVersion) -> list[Change]:
    """All changes of a version's rows, newest first."""
    return list(_Told(version).changes())


def place_of(model: type[models.Model], pk: Any) -> str:
    """How addresses name a row, whether it is still there or not."""
    return f"{model._meta.model_name}-{pk}"


def _target(field: Any, record: Any) -> Place:
    """The row that a field of a record names."""
    return field.related_model, getattr(record, field.attname)


class _Told:
    """A version's history, and what its rows were called when."""

    def __init__(self, version: ChecklistVersion) -> None:
        self.version = version
        self.states: dict[Place, list[Any]] = defaultdict(list)
        self.raised: dict[Any, Any] = {}
        for model in ROW_MODELS:
            history: Any = model.history
            records = history.filter(version_id=version.pk).select_related("history_user")
            for record in records.order_by("history_date", "history_id"):
                self.states[model, getattr(record, model._meta.pk.attname)].append(record)
        for (kind, pk), states in self.states.items():
            if kind is Consideration and states[-1].rule_id is not None:
                self.raised[states[-1].rule_id] = pk

    def changes(self) -> Iterator[Change]:
        told = [
            change
            for place, states in self.states.items()
            for change in self._of_row(place, states)
        ]
        told.sort(key=lambda each: each[0], reverse=True)
        return (change for _key, change in told)

    def _of_row(self, place: Place, states: list[Any]) -> Iterator[tuple[Any, Change]]:
        model, pk = place
        is_gone = states[-1].history_type == DELETED
        for number, record in enumerate(states):
            before = states[number - 1] if number else None
            if before is None and self._is_first_state(record):
                continue
            fields = tuple(self._fields(model, before, record))
            if record.history_type == CHANGED and not fields:
                continue
            order = (record.history_date, ROW_MODELS.index(model), record.history_id)
            yield (
                order,
                Change(
                    at=record.history_date,
                    by=str(record.history_user or ""),
                    act=record.history_type,
                    what=str(model._meta.verbose_name),
                    name=self._name(place, record.history_date),
                    within=self._within(place, record.history_date),
                    place=place_of(model, pk),
                    model=str(model._meta.model_name),
                    fields=fields,
                    back_to=self._back_to(record, before, is_gone=is_gone),
                ),
            )

    def _is_first_state(self, record: Any) -> bool:
        """Whether it only tells how the row was when the draft began."""
        began = record.history_date <= self.version.created_at
        return bool(record.history_type == ADDED and began)

    def _back_to(self, record: Any, before: Any, *, is_gone: bool) -> int | None:
        """A row that is gone comes back as it was; one that is there goes back before a change."""
        if not self.version.is_draft:
            return None
        back_to = {DELETED: record if is_gone else None, CHANGED: None if is_gone else before}
        state = back_to.get(record.history_type)
        return state.history_id if state else None

    def _fields(self, model: type[models.Model], before: Any, after: Any) -> Iterator[FieldChange]:
        skipped = {model._meta.pk.attname, *(field.attname for field in parents(model))}
        # One that was deleted before comes back whole.
        old = None if after.history_type == ADDED else before
        new = None if after.history_type == DELETED else after
        for field in model._meta.concrete_fields:
            if field.attname in skipped:
                continue
            was, is_now = self._words(field, old), self._words(field, new)
            if was != is_now:
                yield FieldChange(capfirst(str(field.verbose_name)), was, is_now)

    def _words(self, field: Any, record: Any) -> str:
        if record is None:
            return ""
        value = getattr(record, field.attname)
        if value is None or value == "":
            return ""
        if field.related_model:
            return self._name(_target(field, record), record.history_date)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        return value if isinstance(value, str) else str(localize(value))

    def _state(self, place: Place, at: datetime) -> Any:
        """The row as it was at a moment, or as it was first, if it came later; None if unknown."""
        states = self.states.get(place, [])
        earlier = [state for state in states if state.history_date <= at]
        return earlier[-1] if earlier else next(iter(states), None)

    def _name(self, place: Place, at: datetime) -> str:
        model, pk = place
        record = self._state(place, at)
        if model is Draft:
            return ""
        if model is Rule:
            raised = self.raised.get(pk)
            return self._name((Consideration, raised), at) if raised else str(Rule())
        if record is None:
            return named("")
        if model is ConditionOption or model is Citation:
            (field,) = pointers(model)
            target = self._name(_target(field, record), at)
            return named(" ".join(filter(None, (target, getattr(record, "locator", "")))))
        return str(record.instance)

    def _within(self, place: Place, at: datetime) -> str:
        """The names of what a row belongs to, from the outermost inwards."""
        names: list[str] = []
        above = self._parent(place, at)
        while above is not None and above[0] is not Draft:
            kind = str(above[0]._meta.verbose_name)
            names.insert(0, f"{kind} “{self._name(above, at)}”")
            above = self._parent(above, at)
        return ", ".join(names)

    def _parent(self, place: Place, at: datetime) -> Place | None:
        record = self._state(place, at)
        for field in parents(place[0]) if record else ():
            if getattr(record, field.attname) is not None:
                return _target(field, record)
        return None

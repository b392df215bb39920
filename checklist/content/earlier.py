"""Which rows must be stored for a draft's row to be again as it was, and whether they can be."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from checklist.content.changes import DELETED, Place
from checklist.content.links import parents, pointers
from checklist.content.models.rows import ROW_MODELS, Draft, Row, draft_of


class CannotGoBack(Exception):
    """The row cannot be as it was; the message says why."""


class NoSuchState(LookupError):
    """No row of this version was ever so."""


def rows_as_they_were(version_id: int, model_name: str, state_id: int) -> list[Draft | Row]:
    """The row of an earlier state and, where it was deleted, what was deleted with it.

    In an order in which they can be stored. Raises NoSuchState and CannotGoBack.
    """
    model = next((each for each in ROW_MODELS if each._meta.model_name == model_name), None)
    if model is None:
        raise NoSuchState
    history: Any = model.history
    state = history.filter(version_id=version_id, history_id=state_id).first()
    if state is None:
        raise NoSuchState
    rows = [state.instance]
    if state.history_type == DELETED:
        rows += _deleted_with(state.instance, state)
    for row in rows:
        _refuse_what_does_not_fit(row, rows, version_id)
    return rows


def _deleted_with(row: Any, state: Any) -> list[Any]:
    """The rows that belonged to a row and went at the same moment, at whatever depth."""
    gone = [row]
    for model in ROW_MODELS:
        history: Any = model.history
        went = history.filter(
            version_id=state.version_id,
            history_date=state.history_date,
            history_type=DELETED,
        )
        for other in (record.instance for record in went):
            if any(_is_among(gone, above) for above in _targets(other, parents(model))):
                gone.append(other)
    return gone[1:]


def _targets(row: Any, links: Iterable[Any]) -> Iterator[Place]:
    """What the filled ones of these fields name."""
    for field in links:
        if (pk := getattr(row, field.attname)) is not None:
            yield field.related_model, pk


def _is_among(rows: list[Any], place: Place) -> bool:
    return any((type(row), row.pk) == place for row in rows)


def _refuse_what_does_not_fit(row: Any, rows: list[Any], version_id: int) -> None:
    model = type(row)
    for place in _targets(row, (*parents(model), *pointers(model))):
        if not _is_among(rows, place):
            _refuse_what_is_gone(place, version_id)
    row._state.adding = not model._default_manager.filter(pk=row.pk).exists()
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as refused:
        raise CannotGoBack(" ".join(refused.messages)) from refused


def _refuse_what_is_gone(place: Place, version_id: int) -> None:
    model, pk = place
    there = model._default_manager.filter(pk=pk).first()
    if there is None or draft_of(there).pk != version_id:  # type: ignore[arg-type]
        raise CannotGoBack(
            _("The %(kind)s that it needs is not in this draft any more. Bring that back first.")
            % {"kind": model._meta.verbose_name}
        )

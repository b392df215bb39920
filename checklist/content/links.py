"""Which fields of a draft's rows lead to which other rows."""

from typing import Any

from django.db import models

from checklist.content.models.rows import ROW_MODELS


def parents(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields that say what a row belongs to; one of them is filled."""
    return _links(model, models.CASCADE)


def pointers(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields that point at a row beside it."""
    return _links(model, models.RESTRICT)


def _links(model: type[models.Model], on_delete: Any) -> tuple[Any, ...]:
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.related_model in ROW_MODELS and field.remote_field.on_delete is on_delete  # type: ignore[union-attr]
    )

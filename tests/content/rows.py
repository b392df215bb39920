"""Rows of a draft, by what tests know of them."""

from typing import Any

from django.db.models import Model

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Criterion


def row(model: type[Model], **fields: Any) -> Any:
    """The first of the rows that are so."""
    return model._default_manager.filter(**fields).order_by("pk")[:1].get()


def criterion(draft: ChecklistVersion, key: str) -> Any:
    """The criterion of this draft with this key."""
    return Criterion.objects.get(section__draft_id=draft.pk, key=key)

"""Whether somebody has changed a page of a draft since another person opened it."""

from collections.abc import Iterable

from django.db.models import Subquery
from simple_history.utils import get_history_manager_for_model

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Parent, Row


def stamp(row: Parent, lists: Iterable[type[Row]]) -> str:
    """What was written so far of a row and of the rows in its lists, in one word.

    It is made of the latest entries of their histories, and differs as soon as one is added.
    """
    page = type(row)
    latest = [_latest(page, page._meta.pk.attname, row.pk)]
    for model in lists:
        (above,) = [each.attname for each in model._meta.fields if each.related_model is page]
        latest.append(_latest(model, above, row.pk))
    version = ChecklistVersion.objects.filter(pk=row.version_pk)
    return "-".join(str(each or 0) for each in version.values_list(*latest)[0])


def _latest(model: type[Parent], column: str, key: int) -> Subquery:
    entries = get_history_manager_for_model(model).filter(**{column: key})
    return Subquery(entries.order_by("-history_id").values("history_id")[:1])

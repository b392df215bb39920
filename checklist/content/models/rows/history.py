"""Who changed which row of a draft, and when. What is kept outlives the row and the draft.

The hundreds of rows with which a draft begins are copies, and nobody's work: a row's first state is
written down when it is about to be changed, so that there is something to compare and to go back
to. So is that of the rows by which it is known, such as the question of an answer: the history of
a draft is still read when all of them are gone.
"""

from typing import Any

from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record
from simple_history.utils import get_history_manager_for_model

from checklist.accounts.models import User
from checklist.content.models.recording import editor, is_let_go, moment, written_by
from checklist.content.models.versions import ChecklistVersion


class InVersion(models.Model):
    """Names the version that a row was part of, also when neither is there any more."""

    version = models.ForeignKey(
        ChecklistVersion,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("version"),
    )

    class Meta:
        abstract = True


class RowHistory(HistoricalRecords):  # type: ignore[misc]
    """The earlier states of a row, written by its own saves and deletions."""

    def __init__(self) -> None:
        super().__init__(inherit=True, bases=(InVersion,))

    def get_history_user(self, instance: models.Model) -> User | None:
        """Who is editing (``written_by``)."""
        return editor()

    def pre_delete(self, instance: Any, **kwargs: Any) -> None:
        """Note the version while the rows above are there: they may be deleted first."""
        super().pre_delete(instance, **kwargs)
        if not is_let_go():
            instance.deleted_from = instance.version_pk

    def post_delete(self, instance: models.Model, using: str | None = None, **kwargs: Any) -> None:
        """Write down that a row was deleted, but not that all rows were let go."""
        if not is_let_go():
            super().post_delete(instance, using=using, **kwargs)


@receiver(pre_create_historical_record)
def _name_version(instance: Any, history_instance: Any, **kwargs: Any) -> None:
    was_in = getattr(instance, "deleted_from", None)
    history_instance.version_id = was_in or instance.version_pk
    history_instance.history_date = moment()


def keep_first_state(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Before a row is changed for the first time, write down how it was when its draft began."""
    if is_let_go():
        return
    if not instance._state.adding:
        _keep(instance)
    for other in instance.known_by:
        _keep(other)


def _keep(row: Any) -> None:
    """Write down the first state, where that was not done, and those by which it was known."""
    model = type(row)
    history = get_history_manager_for_model(model)
    if history.filter(**{model._meta.pk.attname: row.pk}).exists():
        return
    first = model._default_manager.get(pk=row.pk)
    version = ChecklistVersion.objects.light().get(pk=first.version_pk)
    at_version = {"version_id": version.pk}
    with written_by(version.created_by):
        history.bulk_history_create(
            [first],
            default_date=version.created_at,
            # The top of a draft has its version among its own fields.
            custom_historical_attrs={} if model._meta.pk.attname == "version_id" else at_version,
        )
    for other in first.known_by:
        _keep(other)

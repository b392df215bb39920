"""The top of a draft, and what all of its rows have in common."""

from abc import abstractmethod
from typing import TypeAlias, Union

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.content.models.rows.history import RowHistory
from checklist.content.models.versions import ChecklistVersion

KEY_ROOM = 200
"""Room for a key that is still too long to be one."""

LAST = 9999
"""The highest number in an order."""

Parent: TypeAlias = Union["Draft", "Row"]


def one_parent(name: str, *parents: str) -> models.CheckConstraint:
    """The rule that a row belongs to exactly one of several possible parents."""
    alone = Q()
    for parent in parents:
        alone |= Q(**{f"{other}__isnull": other != parent for other in parents})
    return models.CheckConstraint(condition=alone, name=name)


def named(name: str) -> str:
    """A row's name for lists and headings."""
    return Truncator(name).chars(80) or gettext("(no name yet)")


class Draft(models.Model):
    """The top of a draft: what a Definition says before its lists begin."""

    version = models.OneToOneField(
        ChecklistVersion,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="draft",
        verbose_name=_("version"),
    )
    title = models.TextField(_("title"), blank=True)
    language = models.CharField(
        _("language"), max_length=KEY_ROOM, blank=True, help_text=_("A tag such as en or pt-BR.")
    )
    introduction = models.TextField(_("introduction"), blank=True)
    not_for = models.TextField(_("not for"), blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    starts_from = models.CharField(
        _("starts from"),
        max_length=KEY_ROOM,
        blank=True,
        help_text=_("The slug of the checklist that this one follows; empty if it stands alone."),
    )

    history = RowHistory()

    class Meta:
        default_permissions = ()
        ordering = ["version__checklist__slug", "version__created_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return str(self.version)

    @property
    def version_pk(self) -> int:
        """The key of the version that this draft is of."""
        return self.version_id

    @property
    def known_by(self) -> tuple["Row", ...]:
        """The rows by which a reader of the history knows this one: none is needed."""
        return ()


class Row(models.Model):
    """A row that stands somewhere in a list. Rows with the same number stand as they were added."""

    position = models.PositiveIntegerField(_("order"), validators=[MaxValueValidator(LAST)])

    history = RowHistory()

    class Meta:
        abstract = True
        default_permissions = ()
        ordering = ["position", "pk"]

    @property
    @abstractmethod
    def parent(self) -> Parent:
        """What the list belongs to in which this row stands."""

    @property
    def version_pk(self) -> int:
        """The key of the version that this row is part of."""
        return self.parent.version_pk

    @property
    def known_by(self) -> tuple["Row", ...]:
        """The rows by which a reader of the history knows this one: what it belongs to."""
        parent = self.parent
        return (parent,) if isinstance(parent, Row) else ()


def draft_of(row: Parent) -> Draft:
    """The draft that a row is part of."""
    return row if isinstance(row, Draft) else draft_of(row.parent)


class DraftRow(Row):
    """A row of one of the draft's own lists."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta(Row.Meta):
        abstract = True

    @property
    def parent(self) -> Parent:
        return self.draft

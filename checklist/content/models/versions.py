"""Checklists and their versions. What is published is stored once, as text, and kept."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checklist.content.labels import LABEL_CHARACTERS, check_label
from checklist.content.models.recording import let_go
from checklist.engine.limits import KEY_CHARACTERS

DIGEST_CHARACTERS = 64


class Status(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", _("draft")
    ACTIVE = "active", _("active")
    RETIRED = "retired", _("retired")


MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.ACTIVE}),
    Status.ACTIVE: frozenset({Status.RETIRED}),
    Status.RETIRED: frozenset(),
}
"""From each status, those that a version may go to next."""

EDITED_IN_ROWS: dict[Status, bool] = {
    Status.DRAFT: True,
    Status.ACTIVE: False,
    Status.RETIRED: False,
}
"""Where each status has its content: in rows that editors change, or in a stored definition."""


def may_become(status: Status) -> frozenset[Status]:
    """The statuses from which a version may come to this one."""
    return frozenset(before for before, after in MOVES.items() if status in after)


class PublishedIsKept(Exception):
    """A version that was once published cannot be deleted: assessments show what it said."""


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def startable(self) -> Self:
        """Those that a person may start on their own: active, and not the sequel of another."""
        return self.filter(versions__status=Status.ACTIVE, versions__starts_from="")


class Checklist(models.Model):
    """A named instrument. Its content is in its versions, of which one at most is active."""

    slug = models.SlugField(_("slug"), max_length=KEY_CHARACTERS, unique=True)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["slug"]
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def __str__(self) -> str:
        return self.slug


class VersionQuerySet(models.QuerySet["ChecklistVersion"]):
    def active(self) -> Self:
        """The versions in use, one a checklist."""
        return self.filter(status=Status.ACTIVE)

    def drafts(self) -> Self:
        """The versions that editors are working on."""
        return self.filter(status=Status.DRAFT)

    def published(self) -> Self:
        """The versions that are or were in use."""
        return self.exclude(status=Status.DRAFT)

    def startable(self) -> Self:
        """The active versions of the checklists that a person may start on their own."""
        return self.active().filter(starts_from="")

    def light(self) -> Self:
        """With the checklist and without the long text, which ``published`` keeps in memory."""
        return self.select_related("checklist").defer("definition")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete drafts. Raises PublishedIsKept, and deletes none, where another is among them."""
        if self.published().exists():
            raise PublishedIsKept
        with let_go():
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class ChecklistVersion(models.Model):
    """One version of a checklist's content.

    A draft's content is in its rows and ``definition`` is empty; from publishing on it is the
    other way round. ``starts_from`` repeats what the definition says, so that a query can ask.
    ``loaded_digest`` tells which file brought the version, also after editors changed a draft.
    """

    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="versions", verbose_name=_("checklist")
    )
    label = models.CharField(_("version"), max_length=LABEL_CHARACTERS, validators=[check_label])
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    definition = models.TextField(_("definition"), blank=True, editable=False)
    digest = models.CharField(_("digest"), max_length=DIGEST_CHARACTERS, blank=True, editable=False)
    starts_from = models.CharField(
        _("starts from"), max_length=KEY_CHARACTERS, blank=True, editable=False
    )
    loaded_digest = models.CharField(
        _("digest of the file"), max_length=DIGEST_CHARACTERS, blank=True, editable=False
    )
    based_on = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("started from version"),
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(_("created"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("created by"),
        null=True,
        blank=True,
        editable=False,
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("published by"),
        null=True,
        blank=True,
        editable=False,
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)
    changed = models.TextField(
        _("what changed"),
        blank=True,
        editable=False,
        help_text=_("In words, for the people who use the checklist."),
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the content should be looked through again."),
    )

    objects = VersionQuerySet.as_manager()

    number_withdrawn: int | None = None
    """How many of its considerations are withdrawn, where the query told (``withdrawn``)."""

    class Meta:
        # All that the admin of this room asks for; the rows of drafts have no rights of their own.
        default_permissions = ()
        permissions = [
            ("view_checklistversion", "Can see checklist versions and drafts"),
            ("add_checklistversion", "Can start a draft"),
            ("change_checklistversion", "Can edit drafts"),
            ("delete_checklistversion", "Can discard drafts"),
            ("publish_checklistversion", "Can publish drafts"),
        ]
        # By its own columns: the checklist's slug would be joined, and locked, each time.
        ordering = ["checklist_id", "-created_at", "-pk"]
        verbose_name = _("checklist version")
        verbose_name_plural = _("checklist versions")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "label"], name="content_version_label_once"
            ),
            models.UniqueConstraint(
                fields=["checklist"],
                condition=Q(status="active"),
                name="content_version_one_active",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="draft", definition="", digest="", starts_from="")
                    & Q(published_at=None, published_by=None, retired_at=None)
                )
                | (
                    (
                        Q(status="active", retired_at=None)
                        | Q(status="retired", retired_at__isnull=False)
                    )
                    & ~Q(definition="")
                    & ~Q(digest="")
                    & Q(published_at__isnull=False)
                ),
                name="content_version_fits_status",
                violation_error_message=_(
                    "A draft has no definition and no dates of publishing; any other version has."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist.slug} {self.label}"

    @property
    def is_draft(self) -> bool:
        """Whether editors can still change it."""
        return EDITED_IN_ROWS[Status(self.status)]

    def delete(
        self,
        using: str | None = None,
        keep_parents: bool = False,  # noqa: FBT001, FBT002 - Django's own signature
    ) -> tuple[int, dict[str, int]]:
        """Delete a draft. Raises PublishedIsKept for any other version, going by the database."""
        return ChecklistVersion.objects.using(using).filter(pk=self.pk).delete()

"""Answered documents: an assessment, what happened to it, and reasons added to its results."""

from collections.abc import Mapping
from typing import Self, TypedDict, TypeVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.content.newer import newer_label
from checklist.content.withdrawn import number_withdrawn
from checklist.walk.references import new_reference

COMMENT_CHARACTERS = 500
OWN_VIEW_CHARACTERS = 200
REASON_CHARACTERS = 500


class Given(TypedDict, total=False):
    """What was given for one criterion: the option's key, a comment, or both."""

    option: str
    comment: str


def merged(answers: Mapping[str, Given], changes: Mapping[str, Given]) -> dict[str, Given]:
    """The answers after the changes. An empty text takes something back; what is empty is gone."""
    after = dict(answers)
    for key, change in changes.items():
        both = {**after.get(key, {}), **change}
        kept = cast("Given", {name: value for name, value in both.items() if value})
        if kept:
            after[key] = kept
        else:
            after.pop(key, None)
    return after


def choices_in(answers: Mapping[str, Given]) -> dict[str, str]:
    """The answers as the engine takes them: the option's key by the criterion's key."""
    return {key: each["option"] for key, each in answers.items() if "option" in each}


A = TypeVar("A", bound="Answered")


class Answered(models.Model):
    """A checklist answered by one person, pinned to the version it began with.

    ``answers`` maps a criterion's key to what was given for it; a criterion without answer and
    comment does not stand in it. ``revision`` counts the saves: a save names the revision it was
    made from, and is refused when another one came between.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        IN_PROGRESS = "in-progress", _("in progress")
        COMPLETED = "completed", _("completed")

    code = models.CharField(_("reference"), max_length=9, unique=True, default=new_reference)
    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.IN_PROGRESS
    )
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    answers = models.JSONField(_("answers"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    started_at = models.DateTimeField(_("started"))
    saved_at = models.DateTimeField(_("saved"))

    number_withdrawn: int | None = None
    """How many considerations of its version are withdrawn, where the query told."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    @property
    def is_completed(self) -> bool:
        """Whether it is closed for good."""
        return self.status == self.Status.COMPLETED

    @property
    def choices(self) -> dict[str, str]:
        """The answers as the engine takes them: the option's key by the criterion's key."""
        return choices_in(self.answers)

    @property
    def comments(self) -> dict[str, str]:
        """The comments by the criterion's key."""
        given: dict[str, Given] = self.answers
        return {key: each["comment"] for key, each in given.items() if "comment" in each}


class AnsweredQuerySet(models.QuerySet[A]):
    """What is answered, as its pages need it."""

    def with_withdrawals(self) -> Self:
        """With how many considerations of its version are withdrawn (``Walk.withdrawn``)."""
        return self.annotate(**number_withdrawn("version"))


class AssessmentQuerySet(AnsweredQuerySet["Assessment"]):
    """Assessments by whose they are and how far they have come."""

    def with_amendments(self) -> "AssessmentQuerySet":
        """With the references of the one it amends and of the latest one that amends it."""
        later = Assessment.objects.filter(amends=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(
            amends_code=models.F("amends__code"),
            amended_by_code=models.Subquery(later.values("code")[:1]),
            amended_by_status=models.Subquery(later.values("status")[:1]),
        )

    def with_newer(self) -> "AssessmentQuerySet":
        """With the label of the version in use, where that is another, and with what carries on."""
        onward = Assessment.objects.filter(continues=models.OuterRef("pk"))
        return self.annotate(
            newer_label=newer_label("version"),
            continued_by_code=models.Subquery(onward.values("code")[:1]),
        )

    def in_progress(self) -> "AssessmentQuerySet":
        """Those that can still be answered, last saved first."""
        return self.filter(status=Assessment.Status.IN_PROGRESS).order_by("-saved_at", "-pk")

    def completed(self) -> "AssessmentQuerySet":
        """Those that are closed, last completed first."""
        return self.filter(status=Assessment.Status.COMPLETED).order_by("-completed_at", "-pk")


class Assessment(Answered):
    """One walk through a checklist by one clinician, or by one guest.

    A guest's has no owner but the token that only the guest's session holds. A completed one
    keeps its summary as it was shown, and nothing of it changes any more.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("clinician"),
    )
    guest_token = models.CharField(max_length=64, blank=True, editable=False)
    summary = models.TextField(blank=True, editable=False)
    own_view = models.CharField(_("own view"), max_length=OWN_VIEW_CHARACTERS, blank=True)
    amends = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("amends"),
    )
    continues = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
        verbose_name=_("carries on"),
    )
    """The one of an older version whose answers it took over; that one stays as it is."""

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        indexes = (
            models.Index(fields=("owner", "status", "-saved_at"), name="walk_mine_by_saving"),
            models.Index(fields=("guest_token",), name="walk_guests_own"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(owner__isnull=False, guest_token="")
                | (Q(owner__isnull=True) & ~Q(guest_token="")),
                name="walk_assessment_is_an_owners_or_a_guests",
                violation_error_message=_("An assessment belongs to a clinician or to a guest."),
            ),
            models.CheckConstraint(
                condition=Q(status="in-progress", completed_at__isnull=True, summary="")
                | (Q(status="completed", completed_at__isnull=False) & ~Q(summary="")),
                name="walk_completed_assessment_has_its_summary",
                violation_error_message=_("A completed assessment keeps its summary."),
            ),
        )

    @property
    def is_guests(self) -> bool:
        """Whether it belongs to a guest's session."""
        return self.owner_id is None


class Happened(models.Model):
    """One thing that happened to what is answered: appended with it, never edited.

    The model says what it happened to, under the name ``events``, and what can happen.
    """

    at = models.DateTimeField()
    # Nobody asks what somebody did: every save would keep an index up for the rare account that
    # is deleted.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    revision = models.PositiveIntegerField()
    changes = models.JSONField(default=dict)
    """Old and new value by the criterion's key, for a save."""

    class Meta:
        abstract = True
        ordering = ("pk",)


class Event(Happened):
    """One thing that happened to an assessment: appended in the same transaction, never edited."""

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started", _("started")
        SAVED = "saved", _("saved")
        COMPLETED = "completed", _("completed")
        REASONED = "reasoned", _("reason added")
        CLAIMED = "claimed", _("taken over from a guest")
        CARRIED = "carried", _("carried over to a newer version")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta(Happened.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Reason(models.Model):
    """Why the owner sees a line of the results otherwise. Added beside it; alters no answer."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="reasons")
    consideration = models.CharField(max_length=200)
    text = models.CharField(max_length=REASON_CHARACTERS)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reason to differ")
        verbose_name_plural = _("reasons to differ")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.consideration} {self.at:%Y-%m-%d %H:%M}"

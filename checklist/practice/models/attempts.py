"""Attempts: a trainee's walk of a case, what came of it, and what was said of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checklist.practice.models.cases import Case, Edition
from checklist.walk.models import Answered, AnsweredQuerySet, Happened

COMMENT_CHARACTERS = 2_000


class AttemptQuerySet(AnsweredQuerySet["Attempt"]):
    """Attempts by how far they have come."""

    def in_progress(self) -> "AttemptQuerySet":
        """Those that can still be answered, last saved first."""
        return self.filter(status=Attempt.Status.IN_PROGRESS).order_by("-saved_at", "-pk")

    def submitted(self) -> "AttemptQuerySet":
        """Those that are closed, in the order in which they were submitted."""
        return self.filter(status=Attempt.Status.COMPLETED).order_by("completed_at", "pk")


class Attempt(Answered):
    """One walk of a case by one trainee: never an assessment, and never counted among those.

    ``seen`` are the keys of the sections whose feedback was shown already, and whose answers are
    closed by it. ``judged`` is what came of a submitted one: by the criterion's key how its answer
    stood to the reference (``engine.comparison``), and its credit where a panel answered.
    ``is_first`` says that it was submitted before anything of the reference could be known: no
    other attempt of its trainee at its case was submitted, or had feedback shown on a section.
    """

    class Feedback(models.TextChoices):
        """When feedback is given."""

        AT_THE_END = "end", _("at the end")
        BY_SECTION = "section", _("after each section")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="attempts",
        verbose_name=_("trainee"),
    )
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attempts")
    feedback = models.CharField(
        _("feedback"), max_length=8, choices=Feedback.choices, default=Feedback.AT_THE_END
    )
    seen = models.JSONField(default=list, blank=True)
    judged = models.JSONField(default=dict, blank=True)
    is_first = models.BooleanField(default=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        indexes = (
            models.Index(fields=("owner", "status", "-saved_at"), name="practice_mine_by_saving"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status="in-progress", completed_at__isnull=True, judged={}, is_first=False
                )
                | (Q(status="completed", completed_at__isnull=False) & ~Q(judged={})),
                name="practice_submitted_attempt_is_judged",
            ),
        )


class AttemptEvent(Happened):
    """One thing that happened to an attempt: appended in the same transaction, never edited."""

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started", _("started")
        SAVED = "saved", _("saved")
        SHOWN = "shown", _("shown feedback on a section")
        COMPLETED = "completed", _("submitted")
        COMMENTED = "commented", _("comment added")

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta(Happened.Meta):
        verbose_name = _("event of an attempt")
        verbose_name_plural = _("events of attempts")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Comment(models.Model):
    """What a supervisor says of an attempt. Added beside it; alters nothing of it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=COMMENT_CHARACTERS)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Card(models.Model):
    """When a case is to come again for a trainee, as spaced repetition reckons it.

    ``state`` is the scheduler's own, ``missed_unsafely`` whether the last attempt was unsafe.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_cards"
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    state = models.TextField()
    due = models.DateTimeField()
    missed_unsafely = models.BooleanField()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = (
            models.UniqueConstraint(fields=("owner", "case"), name="practice_one_card_a_case"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.due:%Y-%m-%d}"

"""Cases: what an editor writes, and the editions of it that trainees are given."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from checklist.content.models import Checklist, ChecklistVersion
from checklist.engine import cases
from checklist.engine.limits import KEY_CHARACTERS
from checklist.engine.problems import Problem
from checklist.practice.reserved import not_reserved

LAST = 9999
"""The last place in order that is counted; what comes behind it shares it."""


class Difficulty(models.IntegerChoices):
    """How hard a case is."""

    EASY = 1, _("easy")
    MODERATE = 2, _("moderate")
    HARD = cases.HARDEST, _("hard")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by whether they can be practised."""

    def offered(self) -> "CaseQuerySet":
        """Those that a trainee can start, in the order in which they are offered."""
        return self.filter(edition__isnull=False, withdrawn_at__isnull=True)


class Case(models.Model):
    """An invented person, as an editor writes about them.

    What trainees are given is ``edition``, which never changes: an edit reaches them once it is
    offered, and what was begun before keeps the edition that it began with. ``version`` is the
    version of the checklist whose criteria the reference answers are for.
    """

    key = models.SlugField(
        _("key"),
        max_length=KEY_CHARACTERS,
        unique=True,
        validators=[not_reserved],
        help_text=_("Its name in addresses, for good: small letters, digits and hyphens."),
    )
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="cases", verbose_name=_("checklist")
    )
    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("written for")
    )
    position = models.PositiveIntegerField(
        _("order"), default=0, validators=[MaxValueValidator(LAST)]
    )
    title = models.CharField(_("title"), max_length=cases.TITLE_CHARACTERS)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"),
        choices=Difficulty.choices,
        default=Difficulty.EASY,
        validators=[MinValueValidator(1), MaxValueValidator(cases.HARDEST)],
    )
    tags = models.CharField(
        _("tags"),
        max_length=cases.TAGS_CHARACTERS,
        blank=True,
        help_text=_("Separated by commas."),
    )
    vignette = models.TextField(
        _("vignette"), help_text=_("Invented. An empty line begins a new paragraph.")
    )
    learning_points = models.TextField(_("learning points"), help_text=_("One on each line."))
    expected = models.JSONField(default=dict, editable=False)
    """The keys of what the reference answers are to bring up, by kind, as last confirmed."""
    edition = models.OneToOneField(
        "Edition",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="current_for",
        verbose_name=_("edition on offer"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    in_use: ChecklistVersion | None = None
    """The version of its checklist that is in use, where a list asked for it."""
    lacks: tuple[Problem, ...] = ()
    """What keeps it from being practised on that version, likewise."""

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=cases.HARDEST),
                name="practice_case_difficulty",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_offered(self) -> bool:
        """Whether a trainee can start it."""
        return self.edition_id is not None and self.withdrawn_at is None


class ReferenceAnswer(models.Model):
    """How a supervisor would answer one criterion of a case, and why.

    ``option`` is empty where a panel answered, and where the criterion is out of view.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="references")
    criterion = models.SlugField(_("criterion"), max_length=KEY_CHARACTERS)
    option = models.SlugField(_("reference answer"), max_length=KEY_CHARACTERS, blank=True)
    acceptable = models.JSONField(_("also acceptable"), default=list, blank=True)
    """Keys of other options."""
    panel = models.JSONField(_("panel"), default=list, blank=True)
    """Pairs of an option's key and how many people gave it, in an order that matters."""
    is_unsafe = models.BooleanField(_("another answer would be unsafe"), default=False)
    rationale = models.CharField(_("rationale"), max_length=cases.RATIONALE_CHARACTERS, blank=True)

    class Meta:
        verbose_name = _("reference answer")
        verbose_name_plural = _("reference answers")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "criterion"), name="practice_one_reference_a_criterion"
            ),
        )

    def __str__(self) -> str:
        return self.criterion


class Edition(models.Model):
    """A case as it is, or once was, given to trainees: written once and never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="editions")
    version = models.ForeignKey(ChecklistVersion, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.digest[:8]}"

    @cached_property
    def says(self) -> cases.Case:
        """The case as the engine takes it."""
        return cases.Case.model_validate_json(self.content)

"""What a draft asks: sections, criteria, answer options, and the conditions that look at them."""

from typing import cast

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.content.models.rows.base import KEY_ROOM, DraftRow, Parent, Row, named, one_parent
from checklist.content.models.words import CriterionKindWords, MatchWords


class Section(DraftRow):
    """A page of the walk."""

    key = models.CharField(_("key"), max_length=KEY_ROOM, blank=True)
    title = models.TextField(_("title"), blank=True)
    lead = models.TextField(_("lead"), blank=True)

    class Meta(DraftRow.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return named(self.title or self.key)


class Criterion(Row):
    """One question. Without conditions it is always asked."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=CriterionKindWords.choices,
        default=CriterionKindWords.CHOICE,
    )
    key = models.CharField(_("key"), max_length=KEY_ROOM, blank=True)
    short = models.TextField(_("short name"), blank=True)
    question = models.TextField(_("question"), blank=True)
    help = models.TextField(_("help"), blank=True)
    match = models.CharField(
        _("asked when"),
        max_length=10,
        choices=MatchWords.choices,
        default=MatchWords.ALL,
        help_text=_("Without conditions the question is always asked."),
    )

    class Meta(Row.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")

    def __str__(self) -> str:
        return named(self.short or self.key)

    @property
    def parent(self) -> Parent:
        return self.section


class AnswerOption(Row):
    """One possible answer."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(_("key"), max_length=KEY_ROOM, blank=True)
    label = models.TextField(_("label"), blank=True)
    unknown = models.BooleanField(_("means “not known”"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("answer option")
        verbose_name_plural = _("answer options")

    def __str__(self) -> str:
        return named(self.label or self.key)

    @property
    def parent(self) -> Parent:
        return self.criterion


class Condition(Row):
    """Options of one criterion, of which the answer must be one.

    It belongs to the criterion that it shows or to the rule that it fires; what it looks at is told
    by the options that it accepts.
    """

    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, related_name="conditions", null=True
    )
    rule = models.ForeignKey(
        "content.Rule", on_delete=models.CASCADE, related_name="conditions", null=True
    )

    class Meta(Row.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [one_parent("content_condition_one_parent", "criterion", "rule")]

    def __str__(self) -> str:
        """The criterion that it looks at, and the options; one that is not stored tells none."""
        is_stored = self.pk is not None and not self._state.adding
        options = [each.option for each in self.accepted.all()] if is_stored else []
        if not options:
            return gettext("condition")
        return named(f"{options[0].criterion}: {', '.join(map(str, options))}")

    @property
    def parent(self) -> Parent:
        return cast("Row", self.criterion or self.rule)


class ConditionOption(Row):
    """An option that fulfils a condition."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="accepted")
    option = models.ForeignKey(AnswerOption, on_delete=models.RESTRICT, related_name="conditions")

    class Meta(Row.Meta):
        verbose_name = _("accepted option")
        verbose_name_plural = _("accepted options")
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "option"], name="content_condition_option_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.option)

    @property
    def parent(self) -> Parent:
        return self.condition

    @property
    def known_by(self) -> tuple[Row, ...]:
        return (*super().known_by, self.option)

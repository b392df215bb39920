"""What a draft raises: rules, and the considerations of rules and of options."""

from typing import cast

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.content.models.rows.asked import AnswerOption
from checklist.content.models.rows.base import KEY_ROOM, DraftRow, Parent, Row, named, one_parent
from checklist.content.models.words import KindWords, MatchWords


class Rule(DraftRow):
    """Conditions that raise the rule's consideration."""

    match = models.CharField(
        _("fires when"), max_length=10, choices=MatchWords.choices, default=MatchWords.ALL
    )

    class Meta(DraftRow.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        raised: Consideration | None = getattr(self, "consideration", None)
        is_named = raised is not None and (raised.key or raised.text)
        return str(raised) if is_named else gettext("New rule")

    @property
    def known_by(self) -> tuple[Row, ...]:
        raised: Consideration | None = getattr(self, "consideration", None)
        return (raised,) if raised and raised.pk else ()


class Consideration(Row):
    """What an answer or a rule gives the clinician to weigh."""

    option = models.ForeignKey(
        AnswerOption, on_delete=models.CASCADE, related_name="considerations", null=True
    )
    rule = models.OneToOneField(
        Rule, on_delete=models.CASCADE, related_name="consideration", null=True
    )
    key = models.CharField(
        _("key"),
        max_length=KEY_ROOM,
        blank=True,
        help_text=_("Kept for ever: never give it to another thought."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KindWords.choices, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("consideration")
        verbose_name_plural = _("considerations")
        constraints = [one_parent("content_consideration_one_parent", "option", "rule")]

    def __str__(self) -> str:
        return named(self.key or self.text)

    @property
    def parent(self) -> Parent:
        return self.option or cast("Rule", self.rule)

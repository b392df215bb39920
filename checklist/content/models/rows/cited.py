"""What a draft rests on and says of itself: sources, citations, background, limits."""

from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.content.models.rows.asked import Criterion
from checklist.content.models.rows.base import KEY_ROOM, DraftRow, Parent, Row, named, one_parent
from checklist.content.models.rows.raised import Consideration
from checklist.content.models.words import SourceKindWords


class Limit(DraftRow):
    """Something that the checklist does not do, in its own words."""

    text = models.TextField(_("limit"), blank=True)

    class Meta(DraftRow.Meta):
        verbose_name = _("limit")
        verbose_name_plural = _("limits")

    def __str__(self) -> str:
        return named(self.text)


class Source(DraftRow):
    """A document that content rests on."""

    key = models.CharField(_("key"), max_length=KEY_ROOM, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKindWords.choices, blank=True)
    title = models.TextField(_("title"), blank=True)
    publisher = models.TextField(_("publisher"), blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        help_text=_("Empty where the copy that was read shows none."),
    )
    locators = models.TextField(
        _("locators"),
        blank=True,
        help_text=_("How places in it are named: section, page, heading."),
    )
    address = models.TextField(_("address"), blank=True, help_text=_("Web address or DOI."))
    verified_with = models.TextField(
        _("verified with"), blank=True, help_text=_("Which copy was read, and how much of it.")
    )
    review_by = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("After this day, checking a draft says that the source may be out of date."),
    )

    class Meta(DraftRow.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return named(": ".join(filter(None, (self.key, self.title))))


class ContextLine(DraftRow):
    """A line of background for the About page."""

    key = models.CharField(_("key"), max_length=KEY_ROOM, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta(DraftRow.Meta):
        verbose_name = _("context line")
        verbose_name_plural = _("context lines")

    def __str__(self) -> str:
        return named(self.text or self.key)


class Citation(Row):
    """A place in a source, named by whatever rests on it."""

    criterion = models.ForeignKey(
        Criterion, on_delete=models.CASCADE, related_name="citations", null=True
    )
    consideration = models.ForeignKey(
        Consideration, on_delete=models.CASCADE, related_name="citations", null=True
    )
    context_line = models.ForeignKey(
        ContextLine, on_delete=models.CASCADE, related_name="citations", null=True
    )
    source = models.ForeignKey(
        Source, on_delete=models.RESTRICT, related_name="citations", verbose_name=_("source")
    )
    locator = models.TextField(_("locator"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            one_parent("content_citation_one_parent", "criterion", "consideration", "context_line")
        ]

    def __str__(self) -> str:
        return named(self.locator)

    @property
    def parent(self) -> Parent:
        return cast("Row", self.criterion or self.consideration or self.context_line)

    @property
    def known_by(self) -> tuple[Row, ...]:
        return (*super().known_by, self.source)


class Difference(DraftRow):
    """A point on which the article and a primary source differ."""

    locator = models.TextField(_("place in the article"), blank=True)
    says = models.TextField(_("what it says"), blank=True)
    beside = models.TextField(_("beside it"), blank=True)
    shows = models.TextField(_("where it shows"), blank=True)

    class Meta(DraftRow.Meta):
        verbose_name = _("difference between sources")
        verbose_name_plural = _("differences between sources")

    def __str__(self) -> str:
        return named(self.says)


class Pair(DraftRow):
    """Criteria of the checklist that this one follows, and those here to set beside them."""

    before = models.TextField(
        _("then"), blank=True, help_text=_("Keys of criteria there, separated by spaces.")
    )
    after = models.TextField(
        _("now"), blank=True, help_text=_("Keys of criteria here, separated by spaces.")
    )

    class Meta(DraftRow.Meta):
        verbose_name = _("then and now")
        verbose_name_plural = _("then and now")

    def __str__(self) -> str:
        return named(f"{self.before} → {self.after}")

"""The engine's fixed choices in words, for those who edit drafts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatchWords(models.TextChoices):
    """The engine's Match."""

    ALL = "all", _("all of the conditions hold")
    ANY = "any", _("any one of the conditions holds")


class KindWords(models.TextChoices):
    """The engine's Kind, as results are headed."""

    URGENT = "urgent", _("urgent")
    RESOLVE = "resolve", _("needs attention before proceeding")
    CAUTION = "caution", _("weighs against")
    SUPPORT = "support", _("supports considering")
    NOTE = "note", _("good to know")


class SourceKindWords(models.TextChoices):
    """The engine's SourceKind."""

    ARTICLE = "article", _("article")
    LABEL = "label", _("label")
    GUIDELINE = "guideline", _("guideline")
    CONSENSUS = "consensus", _("consensus statement")
    REGULATOR = "regulator", _("regulator")
    TRIAL = "trial", _("trial")
    REVIEW = "review", _("review")


class CriterionKindWords(models.TextChoices):
    """The kinds of criterion that the engine knows."""

    CHOICE = "choice", _("one of several options")

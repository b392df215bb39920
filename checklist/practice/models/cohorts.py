"""Cohorts: whose attempts a supervisor sees."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_CHARACTERS = 100


class Cohort(models.Model):
    """Trainees, and the supervisors who see their submitted attempts. Nobody else does.

    Two may have one name: whether a name is taken would tell of a cohort that is not theirs.
    """

    name = models.CharField(_("name"), max_length=NAME_CHARACTERS)
    supervisors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="supervises", verbose_name=_("supervisors")
    )
    trainees = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="cohorts",
        verbose_name=_("trainees"),
    )

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

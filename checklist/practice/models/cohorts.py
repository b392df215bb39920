"""Cohorts: whose attempts a supervisor sees."""

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from checklist.accounts.models import User

NAME_CHARACTERS = 100
SUPERVISE = "practice.supervise_cohort"
"""The right to make cohorts, and to see those that one supervises."""


class Cohort(models.Model):
    """Trainees, and the supervisors who see their submitted attempts. Nobody else does.

    A supervisor sees them only while they have the right to supervise (``access``).

    Two may have one name: whether a name is taken would tell of a cohort that is not theirs.
    """

    name = models.CharField(_("name"), max_length=NAME_CHARACTERS)
    supervisors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="supervises",
        verbose_name=_("supervisors"),
        help_text=_("They see what its trainees submit, while they are in the group Supervisor."),
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
        permissions = (("supervise_cohort", "Can supervise cohorts"),)

    def __str__(self) -> str:
        return self.name


def supervisors() -> QuerySet[User]:
    """Whoever has the right to supervise: others see nothing of the cohorts they are named in."""
    return User.objects.with_perm(SUPERVISE)

"""What an editor has confirmed that a case will bring up once a draft is published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.practice.models.cases import Case, Edition


class NewExpectationQuerySet(models.QuerySet["NewExpectation"]):
    """Confirmations by what they were given for."""

    def of_current_editions(self) -> "NewExpectationQuerySet":
        """Those of what trainees are given of the case now."""
        return self.filter(edition=models.F("case__edition"))


class NewExpectation(models.Model):
    """That a case will bring up something else than now, and that this is meant.

    ``expected`` are the keys by kind that were confirmed: where the draft is changed again and
    brings up others, they no longer are. Nor are they of another edition than ``edition``, which
    may be meant to bring up other things.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ChecklistVersion, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    expected = models.JSONField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    objects = NewExpectationQuerySet.as_manager()

    class Meta:
        verbose_name = _("new expectation")
        verbose_name_plural = _("new expectations")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "version"), name="practice_one_expectation_a_draft"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.version_id}"

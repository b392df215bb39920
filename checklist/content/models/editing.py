"""What surrounds the content of a version, and is no part of its Definition.

Warnings that were accepted, words to avoid, considerations withdrawn, corrections asked for.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from checklist.content.models.versions import ChecklistVersion
from checklist.engine.limits import KEY_CHARACTERS

CONSIDERATION_KEY_CHARACTERS = 200
REASON_CHARACTERS = 500
SUGGESTION_CHARACTERS = 500
FINGERPRINT_CHARACTERS = 64
TERM_CHARACTERS = 60


class AcceptedWarning(models.Model):
    """A warning of the check that an editor has thought about, and why it may stand.

    ``fingerprint`` is of the finding's code, place and own fingerprint together
    (``checking.mark_of``): where what it judged changes, the warning comes back. It belongs to the
    version, so that it stays when a draft is published and its rows go.
    """

    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.CASCADE, related_name="accepted_warnings"
    )
    fingerprint = models.CharField(max_length=FINGERPRINT_CHARACTERS, editable=False)
    code = models.CharField(_("code"), max_length=KEY_CHARACTERS)
    place = models.CharField(_("place"), max_length=CONSIDERATION_KEY_CHARACTERS, blank=True)
    reason = models.CharField(_("reason"), max_length=REASON_CHARACTERS)
    at = models.DateTimeField(_("accepted"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("accepted warning")
        verbose_name_plural = _("accepted warnings")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "fingerprint"], name="content_warning_accepted_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="content_accepted_warning_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.place}".strip()


class Term(models.Model):
    """A word that the check of wording looks for, beside those that it knows by itself."""

    class Kind(models.TextChoices):
        """What is wrong with the word."""

        VERDICT = "verdict", _("sounds like a verdict")
        DOSE_UNIT = "dose-unit", _("unit of a dose")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.CharField(
        _("word or words"),
        max_length=TERM_CHARACTERS,
        help_text=_("Found as whole words, in small or capital letters."),
    )

    class Meta:
        default_permissions = ()
        ordering = ["kind", "text"]
        verbose_name = _("word to avoid")
        verbose_name_plural = _("words to avoid")
        constraints = [
            models.UniqueConstraint(
                "kind",
                models.functions.Lower("text"),
                name="content_term_once",
                violation_error_message=_("This word is in the list already."),
            )
        ]

    def __str__(self) -> str:
        return self.text


class Withdrawal(models.Model):
    """A consideration of a published version that no longer holds, and why.

    What is published and what was summarised stay as they are; this is shown beside it.
    """

    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="withdrawals"
    )
    consideration = models.CharField(
        _("consideration"), max_length=CONSIDERATION_KEY_CHARACTERS, editable=False
    )
    reason = models.CharField(_("reason"), max_length=REASON_CHARACTERS)
    at = models.DateTimeField(_("withdrawn"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("withdrawn consideration")
        verbose_name_plural = _("withdrawn considerations")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "consideration"], name="content_withdrawn_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="content_withdrawal_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.consideration


class Suggestion(models.Model):
    """A correction that somebody who uses a checklist asks for.

    It is about a criterion, or about a consideration, of one published version.
    """

    version = models.ForeignKey(
        ChecklistVersion, on_delete=models.PROTECT, related_name="suggestions"
    )
    criterion = models.CharField(max_length=KEY_CHARACTERS, blank=True, editable=False)
    consideration = models.CharField(
        max_length=CONSIDERATION_KEY_CHARACTERS, blank=True, editable=False
    )
    text = models.CharField(_("suggestion"), max_length=SUGGESTION_CHARACTERS)
    at = models.DateTimeField(_("sent"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("done by"),
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = _("suggested correction")
        verbose_name_plural = _("suggested corrections")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(criterion="") ^ models.Q(consideration=""),
                name="content_suggestion_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="content_suggestion_has_a_text"
            ),
        ]

    def __str__(self) -> str:
        return self.criterion or self.consideration

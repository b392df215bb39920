"""What supervisors write: the name of a cohort, whom to put into it, a comment on an attempt."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from checklist.accounts.models import User
from checklist.practice.models.attempts import COMMENT_CHARACTERS
from checklist.practice.models.cohorts import NAME_CHARACTERS
from checklist.walk.forms import SentOnceForm, TypedText

PERSON_CHARACTERS = 254
"""As many as an e-mail address can have."""


class _Drawn(SentOnceForm):
    """A form inside a form of its page."""

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class CohortForm(_Drawn):
    """A new cohort."""

    name = TypedText(
        limit=NAME_CHARACTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        label=_("Name of the cohort"),
        help_text=_("Such as “Spring intake”. Its trainees read it too."),
        error_messages={"required": _("Give the cohort a name.")},
    )


class TraineeForm(_Drawn):
    """Somebody who has an account here, and what they sign in with."""

    person = TypedText(
        limit=PERSON_CHARACTERS,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        label=_("User name or e-mail address of the trainee"),
        help_text=_("They read on their practice page that you see what they submit."),
        error_messages={"required": _("Write a user name or an e-mail address.")},
    )

    def clean(self) -> dict[str, Any]:
        """With the account, as ``trainee``."""
        cleaned = super().clean()
        if typed := cleaned.get("person"):
            found = _account(typed)
            if found is None:
                self.add_error("person", _("No account here has this user name or e-mail address."))
            else:
                cleaned["trainee"] = found
        return cleaned


class CommentForm(_Drawn):
    """What a supervisor says of an attempt."""

    comment = TypedText(
        limit=COMMENT_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Your comment"),
        help_text=_(
            "The trainee and the other supervisors of the trainee read it, with your name."
        ),
        error_messages={"required": _("Write a comment, or leave it.")},
    )


def _account(typed: str) -> User | None:
    """The account with this user name, else with this address, if it may sign in."""
    accounts = User.objects.filter(is_active=True)
    return (
        accounts.filter(username__iexact=typed).first()
        or accounts.filter(email__iexact=typed).first()
    )

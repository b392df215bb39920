"""Single choice in a form: a group of radio buttons, of which one may be taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.engine.kinds import ChoiceCriterion


def answer_field(criterion: ChoiceCriterion) -> forms.ChoiceField:
    """The field of a single choice. Nothing is forced: an empty value takes the answer back."""
    return forms.ChoiceField(
        label=criterion.question,
        choices=[(option.key, option.label) for option in criterion.options],
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("This is not one of the answers offered. Choose one of them.")
        },
    )

"""A form a section."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from bench.definition import sections

COMMENT_CHARACTERS = 500


class SectionForm(forms.Form):
    """The questions of a section, each with a comment."""

    section: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def form_of(section: dict[str, Any]) -> type[SectionForm]:
    """The form of one section."""
    fields: dict[str, Any] = {"section": section}
    for criterion in section["criteria"]:
        fields[criterion["key"]] = forms.ChoiceField(
            label=criterion["question"],
            help_text=criterion["help"],
            choices=[(option["key"], option["label"]) for option in criterion["options"]],
            widget=forms.RadioSelect,
            required=False,
        )
        fields[f"{criterion['key']}-comment"] = forms.CharField(
            label="Comment (optional)",
            help_text="No names, dates of birth or record numbers.",
            max_length=COMMENT_CHARACTERS,
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
        )
    return type("SectionForm", (SectionForm,), fields)


STEPS = [(section["key"], form_of(section)) for section in sections()]

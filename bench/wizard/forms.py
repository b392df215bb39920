"""A form a section. What it says of a question is made once, with the form."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.template.loader import render_to_string

from bench.definition import sections, sources

COMMENT_CHARACTERS = 500
SECTIONS = sections()
SOURCES = sources()
CRITERIA = {
    criterion["key"]: {**criterion, "number": f"{place}.{number}"}
    for place, section in enumerate(SECTIONS, start=1)
    for number, criterion in enumerate(section["criteria"], start=1)
}


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
    for criterion in (CRITERIA[each["key"]] for each in section["criteria"]):
        options = [(option["key"], option["label"]) for option in criterion["options"]]
        fields[criterion["key"]] = forms.ChoiceField(
            label=f"{criterion['number']} {criterion['question']}",
            help_text=help_of(criterion),
            choices=[*options, ("", "No answer")],
            widget=forms.RadioSelect,
            required=False,
        )
        fields[f"{criterion['key']}-comment"] = forms.CharField(
            label=f"Comment on {criterion['number']} (optional)",
            help_text=(
                "No names, dates of birth or record numbers. "
                f"At most {COMMENT_CHARACTERS} characters."
            ),
            max_length=COMMENT_CHARACTERS,
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
        )
    return type("SectionForm", (SectionForm,), fields)


def help_of(criterion: dict[str, Any]) -> str:
    """What stands below a question: when it is asked, its help, and the sources behind it."""
    conditions = criterion.get("in_view", {}).get("conditions", [])
    about = {
        "help": criterion["help"],
        "conditions": [condition_of(each) for each in conditions],
        "sources": [source_of(each) for each in criterion["sources"]],
    }
    return render_to_string("wizard/help.html", about)


def condition_of(condition: dict[str, Any]) -> dict[str, Any]:
    """The question that a condition is about, and the answers that fulfil it."""
    criterion = CRITERIA[condition["criterion"]]
    labels = {option["key"]: option["label"] for option in criterion["options"]}
    return {"criterion": criterion, "labels": [labels[key] for key in condition["options"]]}


def source_of(citation: dict[str, Any]) -> dict[str, Any]:
    """A source with the place in it and, where its address is one, a link."""
    source = SOURCES[citation["source"]]
    url = source["address"].replace("doi:", "https://doi.org/")
    return {**source, **citation, "url": url if url.startswith("http") else ""}


STEPS = [(section["key"], form_of(section)) for section in SECTIONS]

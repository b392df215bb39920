"""What an editor fills in: a new case, and a case with its reference answers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine.cases import MOST_PEOPLE, RATIONALE_CHARACTERS
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.kinds import AnyCriterion
from checklist.practice.models import Case, ReferenceAnswer
from checklist.practice.writing import one_line

PANEL = "panel."
"""What stands before an answer in the name of the field for how many of a panel gave it."""

MOST_DIGITS = 9
"""What is typed as a number is read as one up to here: ``int`` refuses what is very long."""


class NewCaseForm(forms.ModelForm[Case]):
    """What is to be said of a case before its answers are written."""

    version = forms.ModelChoiceField(
        label=_("Checklist"),
        queryset=ChecklistVersion.objects.active().light(),
        help_text=_("The version in use: the reference answers are to its criteria."),
    )

    def clean(self) -> dict[str, Any] | None:
        """The checklist is the version's."""
        cleaned = super().clean()
        if version := self.cleaned_data.get("version"):
            self.instance.checklist = version.checklist
        return cleaned


class PlaceForm(forms.ModelForm[Case]):
    """A case's place in the list of all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Order of “%(title)s”") % {"title": self.instance}
        self.fields["position"].widget.attrs["aria-label"] = label


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer on offer: is it the reference, is it accepted, how many of a panel gave it."""

    reference: BoundWidget
    acceptable: BoundWidget
    people: BoundField


class ReferenceForm(forms.Form):
    """The reference answer to one criterion. Its fields are named by the criterion's key."""

    option = forms.ChoiceField(
        label=_("Reference answer"), required=False, widget=forms.RadioSelect
    )
    acceptable = forms.MultipleChoiceField(
        label=_("Also acceptable"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_unsafe = forms.BooleanField(label=_("Any other answer would be unsafe"), required=False)
    rationale = forms.CharField(
        label=_("Rationale"),
        required=False,
        max_length=RATIONALE_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    number = ""
    """The criterion's, as readers see it."""
    is_in_view = True

    def __init__(self, row: ReferenceAnswer, criterion: AnyCriterion, data: Any = None) -> None:
        self.row, self.criterion = row, criterion
        panel = dict(row.panel)
        initial: dict[str, Any] = {
            "option": row.option,
            "acceptable": row.acceptable,
            "is_unsafe": row.is_unsafe,
            "rationale": row.rationale,
            **{f"{PANEL}{option}": people for option, people in panel.items()},
        }
        super().__init__(data, prefix=criterion.key, initial=initial)
        self.answers = [(key, criterion.label(key)) for _path, key in criterion.listed()]
        self.fields["option"].choices = [("", _("No reference answer")), *self.answers]  # type: ignore[attr-defined]  # it is a choice
        self.fields["acceptable"].choices = self.answers  # type: ignore[attr-defined]  # it is a choice
        for key, label in self.answers:
            self.fields[f"{PANEL}{key}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=MOST_PEOPLE
            )

    def add_prefix(self, field_name: str) -> str:
        """No key of a criterion or an answer has a full stop in it."""
        return f"{self.prefix}.{field_name}"

    def clean_rationale(self) -> str:
        """A single line: the breaks that were typed become spaces."""
        return one_line(self.cleaned_data["rationale"])

    def clean(self) -> dict[str, Any]:
        """One person's answer or a panel's, and the one person's once."""
        given = self.cleaned_data
        option = given.get("option", "")
        if option and self.panel:
            message = _("Give one reference answer, or the answers of a panel.")
            self.add_error("option", message)
        if option in given.get("acceptable", ()):
            message = _("The reference answer is accepted without being ticked.")
            self.add_error("acceptable", message)
        return given

    @property
    def panel(self) -> list[list[Any]]:
        """How many of a panel gave each answer, as far as it can be read."""
        people = {
            name.removeprefix(PANEL): number
            for name, number in self.cleaned_data.items()
            if name.startswith(PANEL) and number
        }
        before = dict(self.row.panel)
        # The order tells which of the most frequent answers counts as the reference.
        order = [*before, *(key for key in people if key not in before)]
        return [[key, people[key]] for key in order if key in people]

    @property
    def answer(self) -> str:
        """The reference answer as it stands on the page, empty where there is none."""
        option = str(self["option"].value() or "")
        if option:
            return option if self.criterion.accepts(option) else ""
        people = {key: _number(self[f"{PANEL}{key}"].value()) for key, _label in self.answers}
        key = max(people, key=lambda key: people[key], default="")
        return key if people.get(key) else ""

    @property
    def has_panel(self) -> bool:
        """Whether a panel's answers stand on the page."""
        return any(self[f"{PANEL}{key}"].value() for key, _label in self.answers)

    @property
    def without_answer(self) -> BoundWidget:
        """The choice that there is no reference answer."""
        return self["option"][0]

    def lines(self) -> Iterator[AnswerLine]:
        """The answers on offer, each with its own fields."""
        _none, *references = self["option"]
        for reference, acceptable, (key, _label) in zip(
            references, self["acceptable"], self.answers, strict=True
        ):
            yield AnswerLine(reference, acceptable, self[f"{PANEL}{key}"])

    def people_errors(self) -> list[str]:
        """What is wrong with the numbers of a panel."""
        return [
            str(error)
            for name, errors in self.errors.items()
            if name.startswith(PANEL)
            for error in errors
        ]

    def changed_row(self) -> ReferenceAnswer:
        """The row as it is to be stored."""
        row, given = self.row, self.cleaned_data
        row.option, row.is_unsafe = given["option"], given["is_unsafe"]
        row.rationale, row.panel = given["rationale"], self.panel
        if {*row.acceptable} != {*given["acceptable"]}:
            row.acceptable = given["acceptable"]
        return row


def _number(value: Any) -> int:
    """How many people a field says; none where it says no number."""
    text = str(value)
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


class CaseForm(forms.ModelForm[Case]):
    """A case with a form for every criterion of the version that it is written for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stamp = stamp(self.instance)
        rows = {row.criterion: row for row in self.instance.references.all()}
        self.rows = [
            ReferenceForm(rows[key], criterion, self.data if self.is_bound else None)
            for key, criterion in self.definition.criteria.items()
            if key in rows
        ]
        asked = self.in_view()
        for row in self.rows:
            row.number = self.definition.numbers[row.criterion.key]
            row.is_in_view = row.criterion.key in asked

    @property
    def definition(self) -> Definition:
        """What the version says that the case is written for."""
        return definition_of(self.instance.version)

    def in_view(self) -> frozenset[str]:
        """The criteria in view with the reference answers that stand on the page."""
        answers = {each.criterion.key: each.answer for each in self.rows if each.answer}
        return frozenset(in_view(self.definition, answers))

    def clean(self) -> dict[str, Any] | None:
        """Save nothing over what somebody else saved, or where a reference answer will not do."""
        cleaned = super().clean()
        if self.data.get("seen") != self.stamp:
            self.add_error(
                None,
                _(
                    "Nothing is saved yet: somebody has changed this case since you opened it. "
                    "What you typed still stands below. Look in another window at what is stored "
                    "now, and save again to put yours in its place."
                ),
            )
        if wrong := [each for each in self.rows if not each.is_valid()]:
            numbers = ", ".join(each.number for each in wrong)
            said = _("Nothing is saved yet: look at the reference answers to %(numbers)s.")
            self.add_error(None, said % {"numbers": numbers})
        return cleaned

    def changed_rows(self) -> list[ReferenceAnswer]:
        """The reference answers that were changed."""
        return [each.changed_row() for each in self.rows if each.has_changed()]

    def has_changed(self) -> bool:
        return super().has_changed() or any(each.has_changed() for each in self.rows)


def stamp(case: Case) -> str:
    """Everything that is stored of a case, in one word."""
    rows = [model_to_dict(row) for row in case.references.all()]
    stored = [model_to_dict(case, exclude=["position"]), case.version_id, rows]
    return hashlib.sha256(DjangoJSONEncoder().encode(stored).encode()).hexdigest()

"""The forms of a draft's rows, beyond Django's own. ``row_lists`` holds the lists of them."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from simple_history.utils import get_history_manager_for_model

from checklist.content.changes import DELETED
from checklist.content.models.rows import AnswerOption, Condition, ConditionOption, Row, Source
from checklist.content.models.words import MatchWords
from checklist.content.widgets import OneRow, OptionsByCriterion, PlainRenderer

BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


class LineField(forms.CharField):
    """A text without line breaks, as all texts of a checklist are: those typed become spaces."""

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in BREAKS.split(super().to_python(value) or ""))
        return " ".join(filter(None, lines))


class RowForm(forms.ModelForm[Any]):
    """A row in a list. Without a number it keeps its place; a new one comes last."""

    default_renderer = PlainRenderer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            # Whoever drags a row sees its number follow (adminsortable2 looks for this class).
            self.fields["position"].widget.attrs["class"] = "vIntegerField _reorder_"

    def clean_position(self) -> int | None:
        given: int | None = self.cleaned_data["position"]
        return self.instance.position if given is None else given


class OwnKey(forms.Field):
    """The hidden key of a row that is in the list: to find it again costs no query."""

    widget = forms.HiddenInput

    def __init__(self, row: Row) -> None:
        super().__init__(required=False, initial=row.pk)
        self.row = row

    def to_python(self, value: Any) -> Row | None:
        if not value:
            return None
        if self.row.pk is None or str(value) != str(self.row.pk):
            raise forms.ValidationError(_("This row is not in the list."))
        return self.row

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never: it says which row this is."""
        return False


class ChangedMeanwhile:
    """Mixed into the form of a page that somebody else has changed since it was opened."""

    add_error: Callable[[str | None, Any], None]

    def clean(self) -> Any:
        """Save nothing yet; what was typed stays in its fields."""
        cleaned = super().clean()  # type: ignore[misc]
        self.add_error(
            None,
            _(
                "Nothing is saved yet: somebody has changed this page since you opened it. What "
                "you typed still stands below. Look in another window at what is stored now, and "
                "save again to put yours in its place."
            ),
        )
        return cleaned


class RuleForm(RowForm):
    """A rule in the list of rules. Of a new one nothing is chosen yet, so that a choice adds it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        match = self.fields.get("match")
        if self.instance.pk is None and isinstance(match, forms.ChoiceField):
            self.initial["match"] = ""
            match.choices = [("", "---------"), *MatchWords.choices]


class CitationForm(RowForm):
    """Which source is cited. It has its place on the draft's page: nothing is added to it here."""

    source = forms.ModelChoiceField(
        label=_("source"), queryset=Source.objects.none(), widget=OneRow
    )


class ConditionForm(RowForm):
    """The options that fulfil a condition; the criterion it looks at is theirs."""

    options = forms.ModelMultipleChoiceField(
        label=_("the answer is one of"),
        queryset=AnswerOption.objects.none(),
        widget=OptionsByCriterion,
        help_text=_("Answer options of one criterion."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "options" in self.fields:
            self.initial["options"] = accepted_by(self.instance)

    def clean_options(self) -> Iterable[AnswerOption]:
        options: Iterable[AnswerOption] = self.cleaned_data["options"]
        if len({option.criterion_id for option in options}) > 1:
            raise forms.ValidationError(_("Choose answer options of one criterion only."))
        return options

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        condition = super().save(commit=commit)
        if "options" in self.changed_data:
            self._store_options(condition)
        return condition

    def _store_options(self, condition: Condition) -> None:
        """What stays keeps its place; what is new follows in the order in which it is listed."""
        chosen = {option.pk: option for option in self.cleaned_data["options"]}
        before = [each.option_id for each in condition.accepted.all()]
        order = [pk for pk in before if pk in chosen] + [pk for pk in chosen if pk not in before]
        ConditionOption.objects.filter(condition=condition).exclude(option__in=chosen).delete()
        for position, pk in enumerate(order, start=1):
            ConditionOption.objects.update_or_create(
                condition=condition, option=chosen[pk], defaults={"position": position}
            )


def accepted_by(condition: Condition) -> list[int]:
    """The keys of the options that a condition accepts, or did before it was deleted."""
    if not condition._state.adding:
        return [each.option_id for each in condition.accepted.all()]
    deleted = get_history_manager_for_model(ConditionOption).filter(
        condition_id=condition.pk, history_type=DELETED
    )
    return list(deleted.order_by("history_id").values_list("option_id", flat=True))

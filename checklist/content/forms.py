"""What the admin pages ask for beyond Django's own form of a row."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.content.models.editing import REASON_CHARACTERS
from checklist.content.models.rows import AnswerOption, Condition, ConditionOption
from checklist.content.models.rows.base import LAST
from checklist.content.models.words import MatchWords

CHANGED_CHARACTERS = 1000
BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")


class LabelForm(forms.Form):
    """What a draft is called when it is started."""

    label = forms.CharField(
        label=_("Version label of the draft"),
        help_text=_("Such as 1.1. Each version of a checklist has a label of its own."),
    )


class StartDraftForm(LabelForm):
    """What is to be decided when a draft of a checklist is started."""

    empty = forms.BooleanField(
        label=_("Begin with an empty draft"),
        help_text=_("Else it begins as a full copy of the version in use."),
        required=False,
    )


class NewChecklistForm(LabelForm):
    """What is to be decided when a checklist is begun from nothing."""

    slug = forms.CharField(
        label=_("Name in addresses"),
        help_text=_("Small letters, digits and hyphens. It stays the same in all versions."),
    )
    field_order = ("slug", "label")


class CompareForm(forms.Form):
    """Which two versions of a checklist are compared."""

    before = forms.TypedChoiceField(label=_("Changes from"), coerce=int)
    after = forms.TypedChoiceField(label=_("to"), coerce=int)

    def __init__(
        self,
        versions: Iterable[ChecklistVersion],
        before: ChecklistVersion,
        after: ChecklistVersion,
        **kwargs: Any,
    ) -> None:
        super().__init__(initial={"before": before.pk, "after": after.pk}, **kwargs)
        choices = [(each.pk, f"{each.label} ({each.get_status_display()})") for each in versions]
        for name in ("before", "after"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a choice

    @property
    def chosen(self) -> tuple[int, int]:
        """The keys of the two versions."""
        return self.cleaned_data["before"], self.cleaned_data["after"]


class LineField(forms.CharField):
    """A text without line breaks, as all texts of a checklist are: those typed become spaces."""

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in BREAKS.split(super().to_python(value) or ""))
        return " ".join(filter(None, lines))


class RowForm(forms.ModelForm[Any]):
    """A row in a list. Without a number it keeps its place; a new one comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            # Whoever drags a row sees its number follow (adminsortable2 looks for this class).
            self.fields["position"].widget.attrs["class"] = "vIntegerField _reorder_"

    def clean_position(self) -> int | None:
        given: int | None = self.cleaned_data["position"]
        return self.instance.position if given is None else given


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


class RowFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """The rows of one list. Whether it is dragged is told by the field of its order."""

    def __init__(
        self,
        *args: Any,
        default_order_field: str = "",
        default_order_direction: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if default_order_field:
            self.default_order_direction = default_order_direction

    def save_new(self, form: RowForm, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's
        if form.instance.position is None:
            taken = [each.instance.position or 0 for each in self.forms]
            form.instance.position = min(max(taken) + 1, LAST)
        return super().save_new(form, commit=commit)


class ConditionForm(RowForm):
    """The options that fulfil a condition; the criterion it looks at is theirs."""

    options = forms.ModelMultipleChoiceField(
        label=_("the answer is one of"),
        queryset=AnswerOption.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Options of one question."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "options" in self.fields:
            self.initial["options"] = [each.option_id for each in self.instance.accepted.all()]

    def clean_options(self) -> Iterable[AnswerOption]:
        options: Iterable[AnswerOption] = self.cleaned_data["options"]
        if len({option.criterion_id for option in options}) > 1:
            raise forms.ValidationError(_("Choose options of one question only."))
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


class PublishForm(forms.Form):
    """What is told of a version beside its content when it is put in use.

    ``over`` is the version that was in use when the page was made, so that nobody retires in
    silence what a colleague has put in use since.
    """

    changed = forms.CharField(
        label=_("What changed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=CHANGED_CHARACTERS,
        help_text=_("In words, for the people who use the checklist."),
        error_messages={"required": _("Say in a few words what changed.")},
    )
    review_by = forms.DateField(
        label=_("Review by (optional)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("When the content should be looked through again."),
    )
    over = forms.ModelChoiceField(
        queryset=ChecklistVersion.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, version: ChecklistVersion, data: Any = None, **kwargs: Any) -> None:
        versions = version.checklist.versions.published().light()
        initial = {"over": versions.active().first(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        over = self.fields["over"]
        assert isinstance(over, forms.ModelChoiceField)  # noqa: S101
        over.queryset = versions
        self.fields["changed"].required = versions.exists()

    def clean_review_by(self) -> date | None:
        day: date | None = self.cleaned_data["review_by"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is still to come."))
        return day


class ReactivateForm(PublishForm):
    """The same, and a label, for content that is put in use again."""

    label = forms.CharField(
        label=_("Version label"),
        help_text=_("The same content becomes a new version, with a label of its own."),
    )
    field_order = ("label", "changed", "review_by")


class WithdrawForm(forms.Form):
    """Which consideration no longer holds, and why."""

    consideration = forms.ChoiceField(label=_("Consideration"))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=REASON_CHARACTERS,
        help_text=_("Shown beside the consideration from now on, to everybody who sees it."),
        error_messages={"required": _("Write why it no longer holds.")},
    )

    def __init__(self, choices: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consideration = self.fields["consideration"]
        assert isinstance(consideration, forms.ChoiceField)  # noqa: S101
        consideration.choices = [("", "---------"), *choices]

"""What the admin pages ask for when something is done with a whole version."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.content.models.editing import REASON_CHARACTERS

CHANGED_CHARACTERS = 1000


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
    everywhere = forms.BooleanField(
        label=_("Withdraw it from all versions that say the same"),
        help_text=_("Beside each consideration stand the other versions that say it too."),
        required=False,
    )

    def __init__(
        self, choices: Iterable[tuple[str, str]], *args: Any, has_copies: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        consideration = self.fields["consideration"]
        assert isinstance(consideration, forms.ChoiceField)  # noqa: S101
        consideration.choices = [("", "---------"), *choices]
        if not has_copies:
            del self.fields["everywhere"]

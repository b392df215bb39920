"""What the admin pages ask for about the check: which warnings are meant so, and words to avoid."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.content.checking import Checked
from checklist.content.models import Term
from checklist.content.models.editing import REASON_CHARACTERS, TERM_CHARACTERS
from checklist.content.row_forms import LineField
from checklist.engine.checks import DEFAULT
from checklist.engine.texts import UNPRINTABLE


class WarningForm(forms.Form):
    """Whether one warning of the check is accepted, and why.

    ``shown`` is the reason that stood on the page: what somebody else accepted since is no change
    of whoever sends the form.
    """

    accepted = forms.BooleanField(label=_("Meant so"), label_suffix="", required=False)
    reason = LineField(
        label=_("Reason"),
        required=False,
        max_length=REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, warning: Checked, data: Mapping[str, Any] | None) -> None:
        self.mark = warning.mark
        reason = warning.acceptance.reason if warning.acceptance else ""
        initial = {"accepted": bool(reason), "reason": reason, "shown": reason}
        super().__init__(data, prefix=warning.mark, initial=initial)

    def clean(self) -> dict[str, Any] | None:
        """A tick has a reason; and a reason that was typed is not lost for want of a tick."""
        said = self.cleaned_data
        ticked, reason, shown = (said.get(name) for name in ("accepted", "reason", "shown"))
        if ticked and reason == "":
            self.add_error("reason", _("Say why the warning may stand."))
        if not ticked and reason and reason != shown:
            message = _("Tick this as well to accept the warning, or leave the reason empty.")
            self.add_error("accepted", message)
        return super().clean()

    @property
    def accepts(self) -> bool:
        """Whether there is an acceptance to store, or another reason for one."""
        said = self.cleaned_data
        return bool(said["accepted"] and said["reason"] != said["shown"])

    @property
    def takes_back(self) -> bool:
        """Whether the tick was taken away from what was accepted when the page was shown."""
        return bool(self.cleaned_data["shown"] and not self.cleaned_data["accepted"])


class WarningForms:
    """The forms of all warnings, saved together. Two warnings that are one share a form."""

    def __init__(self, findings: Iterable[Checked], data: Mapping[str, Any] | None) -> None:
        self.by_mark = {each.mark: WarningForm(each, data) for each in findings if each.is_warning}
        self.gone = list(self._gone(data or {}))

    def _gone(self, data: Mapping[str, Any]) -> Iterator[str]:
        """The reasons that were sent for warnings which the check does not give any more."""
        for name, reason in data.items():
            mark, dash, field = name.rpartition("-")
            if dash and field == "reason" and mark not in self.by_mark and reason.strip():
                yield reason.strip()

    def are_valid(self) -> bool:
        """Whether all can be saved."""
        return all(form.is_valid() for form in self.by_mark.values())

    @property
    def reasons(self) -> dict[str, str]:
        """What is to be accepted: by mark, the reason."""
        forms = self.by_mark.values()
        return {form.mark: form.cleaned_data["reason"] for form in forms if form.accepts}

    @property
    def taken_back(self) -> list[str]:
        """The marks of what is accepted no longer."""
        return [form.mark for form in self.by_mark.values() if form.takes_back]


class TermForm(forms.ModelForm[Term]):
    """A word to avoid, as the check will look for it: neither blank nor in the lists already."""

    text = LineField(
        label=Term._meta.get_field("text").verbose_name,
        help_text=Term._meta.get_field("text").help_text,
        max_length=TERM_CHARACTERS,
    )

    def clean_text(self) -> str:
        """The words with single spaces between."""
        text = " ".join(self.cleaned_data["text"].split())
        if UNPRINTABLE.search(text):
            raise forms.ValidationError(_("This holds a character that cannot be printed."))
        return text

    def clean(self) -> dict[str, Any] | None:
        kind, text = self.cleaned_data.get("kind"), self.cleaned_data.get("text")
        if kind and text and _alike(text) in map(_alike, self._others(kind)):
            self.add_error("text", _("This is in the list already."))
        return super().clean()

    def _others(self, kind: str) -> Iterator[str]:
        """The words of a kind that there are: those that the check knows, and those added."""
        built_in = DEFAULT.verdicts if kind == Term.Kind.VERDICT else DEFAULT.dose_units
        yield from built_in
        yield from (
            Term.objects.filter(kind=kind)
            .exclude(pk=self.instance.pk)
            .values_list("text", flat=True)
        )


def _alike(words: str) -> str:
    """One spelling for words that the check cannot tell apart."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())

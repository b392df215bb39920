"""A list of a draft's rows as it was sent, also when somebody else has changed it meanwhile."""

import re
from collections import defaultdict
from typing import Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.translation import gettext as _
from simple_history.utils import get_history_manager_for_model

from checklist.content.changes import DELETED
from checklist.content.models.rows import Row
from checklist.content.models.rows.base import LAST
from checklist.content.row_forms import OwnKey, RowForm


class RowFormSet(forms.BaseInlineFormSet[Any, Any, Any]):
    """The rows of one list. Whether it is dragged is told by the field of its order.

    Of a row that somebody else has deleted, it says so and saves nothing yet. It is then a list
    without that row, and can be sent again; what was typed in the row stands in a new one.
    """

    model: type[Row]
    prefix: str
    data: Any

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
        self.sent: list[Any] = []
        self.told: list[str] = []
        if self.is_bound:
            self._take_in()

    def get_queryset(self) -> Any:
        """The rows; of a list that was sent, those in it, each where its own form stands."""
        rows = super().get_queryset()
        return self.sent if self.is_bound else rows

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Django's own, but a row is known by its key and not asked for, one by one."""
        super().add_fields(form, index)
        form.fields[self.model._meta.pk.name] = OwnKey(form.instance)

    def clean(self) -> None:
        """Save nothing where there is something to tell first."""
        if self.told:
            raise forms.ValidationError(self.told)
        super().clean()

    def save_new(self, form: RowForm, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's
        if form.instance.position is None:
            taken = [each.instance.position or 0 for each in self.forms]
            form.instance.position = min(max(taken) + 1, LAST)
        return super().save_new(form, commit=commit)

    def _take_in(self) -> None:
        """Find the rows that were sent, and make the list one without those that are gone."""
        there = {str(row.pk): row for row in super().get_queryset()}
        keys = {
            number: self.data.get(f"{self.add_prefix(number)}-{self.model._meta.pk.name}", "")
            for number in range(min(self.initial_form_count(), self.total_form_count()))
        }
        self.sent = [there[key] for key in keys.values() if key in there]
        gone = {number: key for number, key in keys.items() if key not in there}
        if gone:
            typed = self._typed_in_deleted(gone)
            kept = [number for number in keys if number not in gone]
            added = range(len(keys), self.total_form_count())
            self._renumber([*kept, *added, *typed], typed)

    def _typed_in_deleted(self, gone: dict[int, str]) -> list[int]:
        """Tell what was deleted, and return the numbers of the forms that say something new."""
        deleted = self._deleted(gone)
        if len(deleted) < len(gone):
            self.told.append(
                _("Somebody else has deleted a row from this list. Save again without it.")
            )
        typed = []
        for number, row in deleted.items():
            said = _("Somebody else has deleted from this list: “%(row)s”.") % {"row": row}
            if self._says_something_new(number, row):
                typed.append(number)
                more = _(
                    "What you typed in it stands below as a new row. Save again to add it, or "
                    "empty its fields to do without it."
                )
            else:
                more = _("Save again without it.")
            self.told.append(f"{said} {more}")
        return typed

    def _deleted(self, gone: dict[int, str]) -> dict[int, Row]:
        """The rows that once stood in this list, as they were last, by the numbers of forms."""
        history = get_history_manager_for_model(self.model)
        here = {self.fk.attname: self.instance.pk}
        states = history.filter(history_type=DELETED, **here).order_by("history_id")
        rows = {str(state.instance.pk): state.instance for state in states}
        return {number: rows[key] for number, key in gone.items() if key in rows}

    def _says_something_new(self, number: int, row: Row) -> bool:
        """Whether a form says something else than its row did when it was deleted."""
        if f"{self.add_prefix(number)}-{DELETION_FIELD_NAME}" in self.data:
            return False
        form = self.form(self.data, prefix=self.add_prefix(number), instance=row)
        return bool(form.has_changed())

    def _renumber(self, order: list[int], as_new: list[int]) -> None:
        """Keep these forms of what was sent, in this order; some of them as those of new rows."""
        key = self.model._meta.pk.name
        data = self.data.copy()
        sent: dict[int, dict[str, list[str]]] = defaultdict(dict)
        field = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-(.+)")
        for name in self.data:
            if found := field.fullmatch(name):
                sent[int(found[1])][found[2]] = data.pop(name)
        for place, number in enumerate(order):
            for name, values in sent[number].items():
                if not (name == key and number in as_new):
                    data.setlist(f"{self.add_prefix(place)}-{name}", values)
        data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = len(order)
        data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = len(self.sent)
        self.data = data
        del self.management_form

"""Rows that something else points at: they are not deleted, and the list says what does."""

from collections.abc import Iterable

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from checklist.content.admin.outlines import own_page
from checklist.content.models.rows import Citation, ConditionOption, Parent, Row
from checklist.content.row_lists import RowFormSet

NAMED = 10
"""How many rows are named at most: a source may be cited a hundred times."""


class GuardedRows(RowFormSet):
    """A list from which nothing goes that a condition looks at or that is cited."""

    def clean(self) -> None:
        """Say of each row that was to be deleted what points at it, all at once."""
        for form in self.initial_forms:
            if form.cleaned_data.get(DELETION_FIELD_NAME):
                self.told.extend(refusals(form.instance))
        super().clean()


def refusals(row: Row) -> Iterable[SafeString]:
    """Why a row cannot be deleted, with the way to all that stands against it."""
    collector = NestedObjects(using=router.db_for_write(type(row)))
    collector.collect([row])
    against = collector.protected
    looking = [each.condition.parent for each in against if isinstance(each, ConditionOption)]
    citing = [each.parent for each in against if isinstance(each, Citation)]
    if looking:
        said = _("“%(row)s” stays: conditions look at it. Change these first:") % {"row": row}
        yield format_html("{} {}", said, _links(looking))
    if citing:
        said = _("“%(row)s” stays: it is cited. Change these first:") % {"row": row}
        yield format_html("{} {}", said, _links(citing))


def _links(rows: Iterable[Parent]) -> SafeString:
    """Each row once, by its kind and name."""
    once = sorted(dict.fromkeys(rows), key=lambda row: (str(row._meta.model_name), row.pk))
    named = ((own_page(row), row._meta.verbose_name, row) for row in once[:NAMED])
    links = format_html_join(", ", '<a href="{}">{} “{}”</a>', named)
    more = len(once) - NAMED
    said = _("and %(number)s more") % {"number": more}
    return format_html("{} {}", links, said) if more > 0 else links

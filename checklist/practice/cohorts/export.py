"""A cohort's answers as a table that a spreadsheet opens, and of which it runs nothing."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext as _

from checklist.engine.comparison import Agreement
from checklist.practice.cohorts.attempts import answered_in, definition_behind
from checklist.practice.feedback import AGREEMENTS
from checklist.practice.models import Attempt

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins with one of these for a formula."""
MARK = "\ufeff"
"""By which spreadsheets know that the text is UTF-8."""


def table(attempts: Iterable[Attempt]) -> str:
    """A row for each answer of these attempts, which are ``numbered``."""
    written = StringIO()
    written.write(MARK)
    writer = csv.writer(written)
    writer.writerow(
        (
            *(_("User name"), _("Name"), _("Case"), _("Attempt"), _("Reference of the attempt")),
            *(_("Submitted"), _("Criterion"), _("Question"), _("Answer"), _("Reference")),
            *(_("Agreement"), _("Unsafe")),
        )
    )
    for row in _rows(attempts):
        writer.writerow(map(harmless, row))
    return written.getvalue()


def harmless(cell: str) -> str:
    """The text, which an apostrophe keeps from being taken for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _rows(attempts: Iterable[Attempt]) -> Iterator[tuple[str, ...]]:
    for attempt, answers in answered_in(attempts):
        definition = definition_behind(attempt)
        submitted = "" if attempt.completed_at is None else attempt.completed_at.isoformat()
        for each in answers:
            key = each.question.criterion
            criterion = definition.criteria[key]
            yield (
                attempt.owner.username,
                attempt.owner.name,
                attempt.edition.says.title,
                str(attempt.number),  # type: ignore[attr-defined]  # ``numbered``
                attempt.code,
                submitted,
                key,
                criterion.question,
                "" if each.answer is None else criterion.label(each.answer),
                criterion.label(each.reference.answer),
                str(AGREEMENTS[each.agreement]),
                _("yes") if each.agreement is Agreement.UNSAFE else _("no"),
            )

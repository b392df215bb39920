"""Checklists and their versions. A draft's rows are loaded, but no business of other rooms."""

from checklist.content.models import rows  # noqa: F401 - Django finds models by loading them
from checklist.content.models.editing import AcceptedWarning, Suggestion, Term, Withdrawal
from checklist.content.models.versions import Checklist, ChecklistVersion, Status

__all__ = [
    "AcceptedWarning",
    "Checklist",
    "ChecklistVersion",
    "Status",
    "Suggestion",
    "Term",
    "Withdrawal",
]

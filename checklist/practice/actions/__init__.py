"""The only code that writes practice. Each act is one transaction."""

from checklist.practice.actions.attempts import (
    NotOffered,
    SectionSeen,
    save_section,
    show_section,
    start,
    submit,
)
from checklist.practice.actions.cases import (
    NotReady,
    carry_to,
    new_case,
    offer,
    take_in,
    withdraw,
)
from checklist.practice.actions.cohorts import AlreadyIn, add_trainee, new_cohort, remove_trainee
from checklist.practice.actions.remarks import NotSubmitted, add_comment

__all__ = [
    "AlreadyIn",
    "NotOffered",
    "NotReady",
    "NotSubmitted",
    "SectionSeen",
    "add_comment",
    "add_trainee",
    "carry_to",
    "new_case",
    "new_cohort",
    "offer",
    "remove_trainee",
    "save_section",
    "show_section",
    "start",
    "submit",
    "take_in",
    "withdraw",
]

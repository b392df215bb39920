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
    OtherwiseNow,
    VersionNotInUse,
    adding,
    carry_all,
    carry_to,
    confirm,
    confirm_for,
    new_case,
    offer,
    place,
    save_case,
    take_in,
    withdraw,
    writing,
)
from checklist.practice.actions.cohorts import AlreadyIn, add_trainee, new_cohort, remove_trainee
from checklist.practice.actions.remarks import NotSubmitted, add_comment

__all__ = [
    "AlreadyIn",
    "NotOffered",
    "NotReady",
    "NotSubmitted",
    "OtherwiseNow",
    "SectionSeen",
    "VersionNotInUse",
    "add_comment",
    "add_trainee",
    "adding",
    "carry_all",
    "carry_to",
    "confirm",
    "confirm_for",
    "new_case",
    "new_cohort",
    "offer",
    "place",
    "remove_trainee",
    "save_case",
    "save_section",
    "show_section",
    "start",
    "submit",
    "take_in",
    "withdraw",
    "writing",
]

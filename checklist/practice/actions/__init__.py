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
)

__all__ = [
    "NotOffered",
    "NotReady",
    "OtherwiseNow",
    "SectionSeen",
    "carry_all",
    "carry_to",
    "confirm",
    "confirm_for",
    "new_case",
    "offer",
    "place",
    "save_case",
    "save_section",
    "show_section",
    "start",
    "submit",
    "take_in",
    "withdraw",
]

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

__all__ = [
    "NotOffered",
    "NotReady",
    "SectionSeen",
    "carry_to",
    "new_case",
    "offer",
    "save_section",
    "show_section",
    "start",
    "submit",
    "take_in",
    "withdraw",
]

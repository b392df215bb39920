"""A change as a value, and the sentence that tells of it. Editors read these, in plain English."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Thing(StrEnum):
    """What a change has happened to."""

    CHECKLIST = "checklist"
    LIMIT = "limit"
    PAIR = "pair"
    SOURCE = "source"
    SECTION = "section"
    CRITERION = "criterion"
    OPTION = "option"
    CONSIDERATION = "consideration"
    RULE = "rule"
    CONTEXT = "context"
    DIFFERENCE = "difference"


class How(StrEnum):
    """What has happened to it."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    """A criterion, to another section."""
    REORDERED = "reordered"
    REWORDED = "reworded"
    RESOURCED = "re-sourced"
    """A citation came, went or names another place in its source."""
    KIND = "kind"
    CONDITIONS = "conditions"
    UNKNOWN = "unknown"
    """An option began or ceased to mean "not known"."""


FIELD_WORDS: Final = {
    "title": "the title",
    "language": "the language",
    "introduction": "the introduction",
    "not_for": "the words on whom it is not for",
    "purpose": "the purpose",
    "starts_from": "the starting point",
    "publisher": "the publisher",
    "year": "the year",
    "locators": "the note on locators",
    "address": "the address",
    "verified_with": "the note on verification",
    "review_by": "the date of review",
    "lead": "the lead",
    "short": "the short name",
    "question": "the question",
    "help": "the help text",
    "label": "the label",
    "text": "the text",
}
"""The fields that can be reworded, as readers call them."""

_SENTENCES: Final = {
    How.ADDED: "Added: {name}.",
    How.REMOVED: "Removed: {name}.",
    How.MOVED: "Moved to {after}: {name}.",
    How.REORDERED: "Reordered: {name}, now {after}.",
    How.REWORDED: "Reworded: {field} of {name}.",
    How.RESOURCED: "Re-sourced: {name} now cites {after} instead of {before}.",
    How.KIND: "Kind changed: {name} was “{before}” and is now “{after}”.",
    How.CONDITIONS: "Conditions changed: {name}.",
    How.UNKNOWN: "Meaning changed: {name} was {before} and is now {after}.",
}
_FROM_NOTHING: Final = {
    How.REWORDED: "Added: {field} of {name}.",
    How.RESOURCED: "Re-sourced: {name} now cites {after}.",
}
_TO_NOTHING: Final = {
    How.REWORDED: "Removed: {field} of {name}.",
    How.RESOURCED: "Re-sourced: {name} no longer cites {before}.",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    ``key`` is the thing's key, that of an option led by its criterion's (``depth.deep``); what
    has no key has its text there. ``name`` is what readers call it, in the newer definition where
    it stands in both. ``field`` is the field that changed, empty where the thing as a whole did.
    ``before`` and ``after`` are what readers saw and see: the text of a field, the sentence of
    conditions, a citation, the place in an order.
    """

    thing: Thing
    key: str
    name: str
    how: How
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def sentence(self) -> str:
        """The change in words, without the texts before and after where these may be long."""
        return self._words().format(
            name=self.name,
            field=FIELD_WORDS.get(self.field, self.field),
            before=self.before,
            after=self.after,
        )

    def _words(self) -> str:
        usual = _SENTENCES[self.how]
        if not self.before:
            return _FROM_NOTHING.get(self.how, usual)
        if not self.after:
            return _TO_NOTHING.get(self.how, usual)
        return usual

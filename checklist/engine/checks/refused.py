"""What ``validity`` and the reading of shapes refuse, by code: all errors, and found there."""

from checklist.engine.checks.findings import Level
from checklist.engine.checks.registry import Check, Group, register

CONDITION = ("condition.criterion", "condition.options")
KEYS = (
    *("source.key", "section.key", "criterion.key", "option.key", "consideration.key"),
    "context line.key",
)

_STRUCTURE: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "shape",
        "A field that is missing, unknown or of the wrong type.",
        ("every field",),
        "Fill it in, or correct it where the checklist came from a file.",
    ),
    (
        "no-section",
        "A checklist without a section.",
        ("checklist.sections",),
        "Add a section.",
    ),
    (
        "empty-section",
        "A section without a criterion.",
        ("section.criteria",),
        "Add a criterion to it, or delete the section.",
    ),
    (
        "no-option",
        "A criterion without an answer option.",
        ("criterion.options",),
        "Add the answers that may be given, “Not known yet” among them.",
    ),
    (
        "several-unknown",
        "A criterion with more than one option that means “not known”.",
        ("option.unknown",),
        "Leave the mark on one of them.",
    ),
    (
        "no-limits",
        "A checklist that states no limits of its own.",
        ("checklist.limits",),
        "Say what the checklist does not cover.",
    ),
    (
        "duplicate-key",
        "A key that stands twice among things of one sort.",
        KEYS,
        "Give one of the two another key.",
    ),
    (
        "malformed-key",
        "A key that is not made of small letters, digits and single hyphens, or is too long.",
        (*KEYS, "checklist.starts_from", "pair.before"),
        "Write it like this: blood-pressure.",
    ),
    (
        "misplaced-key",
        "A consideration of an option whose key does not begin with the option's own.",
        ("consideration.key", "criterion.key", "option.key"),
        "Begin it with the criterion's key, a dot, the option's key and a dot.",
    ),
    (
        "reserved-key",
        "A key that an address or a form needs for itself.",
        ("section.key", "criterion.key"),
        "Choose another key.",
    ),
    (
        "empty-text",
        "A text that is missing or blank.",
        ("every text",),
        "Write it.",
    ),
    (
        "long-text",
        "A text over its limit of characters or of words.",
        ("every text",),
        "Shorten it; what does not fit is often a second thought.",
    ),
    (
        "unprintable-text",
        "A text that holds a line break or another character that cannot be printed.",
        ("every text",),
        "Type the text again at that place instead of pasting it.",
    ),
    (
        "malformed-language",
        "A language that is not a tag.",
        ("checklist.language",),
        "For English it is en.",
    ),
    (
        "pairs-alone",
        "Criteria set side by side in a checklist that starts from no other.",
        ("checklist.starts_from", "checklist.then_and_now"),
        "Name the checklist that this one starts from, or delete the pair.",
    ),
    (
        "empty-pair",
        "A pair that names no criterion on one side.",
        ("pair.before", "pair.after"),
        "Name a criterion on either side, or delete the pair.",
    ),
)

_REACH: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "no-condition",
        "A rule or a criterion whose list of conditions is empty.",
        ("when.conditions",),
        "Add a condition.",
    ),
    (
        "empty-condition",
        "A condition that names no option.",
        CONDITION,
        "Choose the options that fulfil it, or delete it.",
    ),
    (
        "repeated-option",
        "A condition that names an option twice.",
        CONDITION,
        "Name it once.",
    ),
    (
        "unknown-criterion",
        "A condition or a pair that names a criterion that does not exist.",
        ("condition.criterion", "pair.after"),
        "Choose a criterion that there is.",
    ),
    (
        "unknown-option",
        "A condition that names an option that its criterion does not have.",
        CONDITION,
        "Choose an option that there is.",
    ),
    (
        "later-criterion",
        "A criterion shown by a condition on one that is asked later.",
        CONDITION,
        "Move the criterion it looks at before this one.",
    ),
    (
        "own-criterion",
        "A criterion shown by a condition on itself.",
        CONDITION,
        "Let it look at an earlier criterion, or delete the condition.",
    ),
)

_SOURCES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "unknown-source",
        "A citation of a source that does not exist.",
        ("citation.source", "source.key"),
        "Add the source, or cite one that there is.",
    ),
    (
        "repeated-source",
        "A source that is cited twice at one place.",
        ("citation.source",),
        "Put both places into one locator.",
    ),
    (
        "malformed-year",
        "A source whose year cannot be one.",
        ("source.year",),
        "Leave the year out where the document shows none.",
    ),
    (
        "malformed-date",
        "A source to be reviewed by a day that is not in the calendar.",
        ("source.review_by",),
        "Write the day as 2030-01-31.",
    ),
)

for group, rows in (
    (Group.STRUCTURE, _STRUCTURE),
    (Group.REACH, _REACH),
    (Group.SOURCES, _SOURCES),
):
    for row in rows:
        register(Check(group, row[0], Level.ERROR, *row[1:]))

"""Checks of structure, beside what is refused altogether."""

import unicodedata
from collections.abc import Iterable, Iterator

from checklist.engine.checks.enumeration import ways
from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.registry import Group, checks
from checklist.engine.checks.subject import Subject
from checklist.engine.definition import Section

MANY, TOO_MANY = 9, 15
"""More criteria than these in view together are many, or too many, for one page."""


@checks(
    Group.STRUCTURE,
    "repeated-question",
    Level.ERROR,
    reads=("criterion.question",),
    hint="Ask once, and let conditions look at that answer.",
)
def repeated_question(subject: Subject) -> Iterator[Found]:
    """A question that repeats another one, but for capitals, spaces and punctuation."""
    questions = ((f"{path}.question", each.question) for path, each in subject.criteria)
    return _repeated(questions, "Another criterion asks the same question.")


@checks(
    Group.STRUCTURE,
    "repeated-consideration",
    Level.ERROR,
    reads=("consideration.text",),
    hint="Say what is particular here, or raise it once with a rule on several answers.",
)
def repeated_consideration(subject: Subject) -> Iterator[Found]:
    """A consideration whose text repeats another one, but for capitals, spaces and punctuation."""
    texts = ((f"{path}.text", each.text) for path, each in subject.considerations)
    return _repeated(texts, "Another consideration says the same.")


@checks(
    Group.STRUCTURE,
    "no-unknown-option",
    Level.WARNING,
    reads=("option.unknown",),
    hint="Add an option such as “Not known yet” and mark it.",
)
def no_unknown_option(subject: Subject) -> Iterator[Found]:
    """A criterion none of whose options is marked as “not known”."""
    for path, criterion in subject.criteria:
        if not criterion.can_be_unknown():
            labels = tuple(criterion.label(answer) for _, answer in criterion.listed())
            message = "No option means that the matter is not known yet."
            yield Found(f"{path}.options", message, labels)


@checks(
    Group.STRUCTURE,
    "crowded-section",
    Level.WARNING,
    reads=("section.criteria", "criterion.in_view"),
    hint="Divide the section in two.",
)
def crowded_section(subject: Subject) -> Iterator[Found]:
    """A section with more than 9 criteria in view together, and at most 15."""
    return (found for most, found in _crowds(subject) if MANY < most <= TOO_MANY)


@checks(
    Group.STRUCTURE,
    "overcrowded-section",
    Level.ERROR,
    reads=("section.criteria", "criterion.in_view"),
    hint="Divide the section in two.",
)
def overcrowded_section(subject: Subject) -> Iterator[Found]:
    """A section with more than 15 criteria in view together."""
    return (found for most, found in _crowds(subject) if most > TOO_MANY)


def _repeated(texts: Iterable[tuple[str, str]], message: str) -> Iterator[Found]:
    seen: set[str] = set()
    for path, text in texts:
        folded = _folded(text)
        if folded and folded in seen:
            yield Found(path, message, (text,))
        seen.add(folded)


def _folded(text: str) -> str:
    """The text without capitals, spaces and punctuation; itself if it is made of nothing else."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in plain)
    return " ".join(kept.split()) or text.strip()


def _crowds(subject: Subject) -> Iterator[tuple[int, Found]]:
    """How many criteria of each section can be in view together, and how to say so."""
    for number, section in enumerate(subject.definition.sections):
        if len(section.criteria) > MANY:
            most, decided = _most_in_view(subject, number, section)
            how = f"{most} criteria can be in view here together."
            if not decided:
                how = (
                    f"Up to {most} criteria may be in view here together; not every way was tried."
                )
            keys = tuple(criterion.key for criterion in section.criteria)
            yield most, Found(f"sections[{number}].criteria", how, keys)


def _most_in_view(subject: Subject, number: int, section: Section) -> tuple[int, bool]:
    """The greatest number in view together; if that is not decided, that of all, and False."""
    sound = dict(subject.sound_whens)
    paths = (
        f"sections[{number}].criteria[{place}].in_view" for place in range(len(section.criteria))
    )
    whens = [sound[path] for path in paths if path in sound]
    found = ways(subject.definition, whens)
    if found is None:
        return len(section.criteria), False
    most = max(_holding(found.met, [found.where(when) for when in whens]))
    return len(section.criteria) - len(whens) + most, True


def _holding(met: Iterable[int], places: list[frozenset[int]]) -> Iterator[int]:
    """For each combination, how many conditions hold in it."""
    return (sum(each in place for place in places) for each in met)

"""Checks of wording: no text decides for the clinician, and none gives a dose.

Titles, notes and addresses of sources are as their publishers wrote them, and are not judged.
"""

from collections.abc import Callable, Iterator

from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.registry import Group, checks
from checklist.engine.checks.subject import Subject

TEXTS = (
    *("criterion.short", "criterion.question", "criterion.help", "option.label"),
    "consideration.text",
)


@checks(
    Group.WORDING,
    "verdict",
    Level.ERROR,
    reads=TEXTS,
    hint="Say what there is to weigh; the clinician decides.",
)
def verdict(subject: Subject) -> Iterator[Found]:
    """A term that sounds like a decision, such as “eligible”; editors can add to the list."""
    return _said(subject, subject.words.verdicts_in, "“{}” sounds like a decision.")


@checks(
    Group.WORDING,
    "dose",
    Level.ERROR,
    reads=TEXTS,
    hint="Leave the amount out: doses are no part of a checklist.",
)
def dose(subject: Subject) -> Iterator[Found]:
    """A number with a unit that makes it a dose, such as mg; editors can add to the list."""
    return _said(subject, subject.words.doses_in, "“{}” reads as a dose.")


def _said(
    subject: Subject, terms_in: Callable[[str], Iterator[str]], message: str
) -> Iterator[Found]:
    for path, text in subject.texts():
        for term in dict.fromkeys(terms_in(text)):
            yield Found(path, message.format(term), (term, text))

"""The checks of a draft: everything that an editor should see before it is published.

A check never fails on a draft that is wrong: what is wrong is what it tells.
"""

from collections.abc import Iterator

from checklist.engine.checks import meaning, reach, refused, sources, structure, wording
from checklist.engine.checks.findings import Finding, Found, Identity, Level
from checklist.engine.checks.places import document_order, place_of
from checklist.engine.checks.registry import CHECKS, Check, Group
from checklist.engine.checks.subject import Subject
from checklist.engine.checks.words import DEFAULT, WordLists
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem, stands_within
from checklist.engine.shape import read_shape
from checklist.engine.texts import is_date

__all__ = [
    "CHECKS",
    "DEFAULT",
    "Check",
    "Finding",
    "Group",
    "Identity",
    "Level",
    "WordLists",
    "check",
    "check_raw",
]

_LOADED = (meaning, reach, refused, sources, structure, wording)
"""Every module of checks: loading them is what fills the list."""


def check(definition: Definition, *, today: str, words: WordLists = DEFAULT) -> tuple[Finding, ...]:
    """Every finding, errors first, each level in document order.

    The definition has the right shape, and may break every rule that ``parse`` holds it to.
    ``today`` is a day written as YYYY-MM-DD.
    """
    return _in_order(_findings(definition, today, words))


def check_raw(raw: object, *, today: str, words: WordLists = DEFAULT) -> tuple[Finding, ...]:
    """Every finding in plain data, those of shape among them; without any error it can be parsed.

    What only follows from a problem of shape is left out, as ``parse`` leaves it out; and no check
    judges anything in which the shape is wrong.
    """
    definition, told = read_shape(raw)
    shape = (_refused(definition, problem) for problem in told)
    if definition is None:
        return _in_order(shape)
    places = frozenset(problem.path for problem in told)
    findings = _findings(definition, today, words)
    return _in_order((*shape, *(each for each in findings if _is_sure(each, places))))


def _is_sure(finding: Finding, told: frozenset[str]) -> bool:
    """Whether a finding would stand if the problems of shape at these places were mended."""
    if stands_within(finding.path, told):
        return False
    is_refused = CHECKS[finding.code].find is None
    return is_refused or not any(stands_within(place, {finding.path}) for place in told)


def _findings(definition: Definition, today: str, words: WordLists) -> Iterator[Finding]:
    if not is_date(today):
        raise ValueError(f"“{today}” is no day written as YYYY-MM-DD.")
    subject = Subject(definition, today, words)
    for problem in subject.problems:
        yield _refused(definition, problem)
    for each in CHECKS.values():
        if each.find is not None:
            for found in each.find(subject):
                yield _finding(definition, each, found)


def _refused(definition: Definition | None, problem: Problem) -> Finding:
    found = Found(problem.path, problem.message, (problem.path, problem.message))
    return _finding(definition, CHECKS[problem.code], found)


def _finding(definition: Definition | None, by: Check, found: Found) -> Finding:
    place = place_of(definition, found.path) if definition else ""
    return Finding(by.level, by.code, found.path, place, found.message, by.hint, found.judged)


def _in_order(findings: Iterator[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    levels = tuple(Level)
    return tuple(
        sorted(findings, key=lambda each: (levels.index(each.level), document_order(each.path)))
    )

"""Checks of meaning: what answers and rules say, and whether they contradict one another."""

from collections.abc import Iterator

from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.registry import Group, checks
from checklist.engine.checks.subject import Subject
from checklist.engine.definition import Rule
from checklist.engine.in_view import holds
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Consideration, Kind

AGAINST = frozenset({Kind.CAUTION, Kind.RESOLVE, Kind.URGENT})
"""The kinds that pull the other way than support."""


@checks(
    Group.MEANING,
    "silent-criterion",
    Level.WARNING,
    reads=("option.considerations", "condition.criterion"),
    hint="Let an answer raise a consideration, let a condition look at it, or do not ask.",
)
def silent_criterion(subject: Subject) -> Iterator[Found]:
    """A criterion none of whose options raises anything and at which no condition looks."""
    for path, criterion in subject.criteria:
        if _is_silent(subject, criterion):
            message = "No answer to this raises anything, and no condition looks at it."
            yield Found(f"{path}.options", message, (criterion.question,))


@checks(
    Group.MEANING,
    "silent-option",
    Level.INFORMATION,
    reads=("option.considerations", "option.unknown", "condition.options"),
    hint="Nothing to do where the answer is meant to raise nothing.",
)
def silent_option(subject: Subject) -> Iterator[Found]:
    """An option that raises nothing and that no condition names; not the one for “not known”."""
    for path, criterion in subject.criteria:
        if _is_silent(subject, criterion):
            continue
        for inside, answer in criterion.listed():
            speaks = (
                criterion.raised_by(answer)
                or criterion.is_unknown(answer)
                or (criterion.key, answer) in subject.answers_looked_at
            )
            if not speaks:
                message = "This answer raises nothing, and no condition names it."
                yield Found(f"{path}.{inside}", message, (criterion.label(answer),))


@checks(
    Group.MEANING,
    "opposite-rules",
    Level.WARNING,
    reads=("rule.when", "consideration.kind"),
    hint="Merge the two into one consideration that says both, or tell their conditions apart.",
)
def opposite_rules(subject: Subject) -> Iterator[Found]:
    """Two rules with the same conditions, one of which supports what the other weighs against."""
    for number, (path, rule) in enumerate(subject.rules):
        for _, earlier in subject.rules[:number]:
            if _conditions(rule) == _conditions(earlier) and _are_opposite(rule, earlier):
                key = earlier.consideration.key
                message = f"On the same conditions the rule “{key}” says the opposite."
                told = _said(earlier.consideration, rule.consideration)
                yield Found(path, message, told)


@checks(
    Group.MEANING,
    "opposite-answer",
    Level.WARNING,
    reads=("option.considerations", "rule.when", "consideration.kind"),
    hint="Say both in one consideration, or divide the answer in two.",
)
def opposite_answer(subject: Subject) -> Iterator[Found]:
    """An answer that by itself raises both support and what weighs against it."""
    for path, criterion in subject.criteria:
        for inside, answer in criterion.listed():
            raised = (*criterion.raised_by(answer), *_by_rules(subject, criterion.key, answer))
            if {each.kind for each in raised} >= {Kind.SUPPORT, Kind.CAUTION}:
                message = "This answer alone raises both support and what weighs against it."
                told = (each for each in raised if each.kind in {Kind.SUPPORT, Kind.CAUTION})
                yield Found(f"{path}.{inside}", message, _said(*told))


def _is_silent(subject: Subject, criterion: AnyCriterion) -> bool:
    raises = any(True for _ in criterion.considerations())
    return not raises and criterion.key not in subject.keys_looked_at


def _by_rules(subject: Subject, key: str, answer: str) -> Iterator[Consideration]:
    """What rules raise when nothing but this answer is given."""
    for _, rule in subject.rules:
        if rule.when.conditions and holds(subject.definition, rule.when, {key: answer}):
            yield rule.consideration


def _conditions(rule: Rule) -> tuple[str, frozenset[tuple[str, frozenset[str]]]]:
    """A rule's conditions without their order. All or any is the same where there is one."""
    asked = frozenset((each.criterion, frozenset(each.options)) for each in rule.when.conditions)
    return (rule.when.match if len(asked) > 1 else ""), asked


def _are_opposite(one: Rule, other: Rule) -> bool:
    kinds = {one.consideration.kind, other.consideration.kind}
    return Kind.SUPPORT in kinds and not kinds.isdisjoint(AGAINST)


def _said(*considerations: Consideration) -> tuple[str, ...]:
    return tuple(text for each in considerations for text in (each.key, each.kind, each.text))

"""Checks of reach: what can be shown at all. Decided by trying answers (see ``enumeration``)."""

from collections.abc import Iterator

from checklist.engine.checks.enumeration import BOUND, Ways, looked_at, ways
from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.registry import Group, checks
from checklist.engine.checks.subject import Subject
from checklist.engine.parts import Condition, When

CONDITIONS = ("when.match", "when.conditions", "condition.criterion", "condition.options")


@checks(
    Group.REACH,
    "cycle",
    Level.ERROR,
    reads=("criterion.in_view", "condition.criterion"),
    hint="Let one of them be asked without looking at the others.",
)
def cycle(subject: Subject) -> Iterator[Found]:
    """Criteria each of which is shown by an answer to another of them, in a ring."""
    definition = subject.definition
    behind = {key: looked_at(definition, (when,)) for key, when in definition.conditions.items()}
    told: set[str] = set()
    for path, criterion in subject.criteria:
        ring = tuple(
            key
            for key in behind
            if key in behind.get(criterion.key, ()) and criterion.key in behind[key]
        )
        if len(ring) > 1 and told.isdisjoint(ring):
            told.update(ring)
            names = ", ".join(f"“{key}”" for key in ring)
            yield Found(f"{path}.in_view", f"These wait for one another: {names}.", ring)


@checks(
    Group.REACH,
    "never-in-view",
    Level.ERROR,
    reads=("criterion.in_view", *CONDITIONS, "criterion.options"),
    hint="Change the conditions so that some answers meet them, or delete the criterion.",
)
def never_in_view(subject: Subject) -> Iterator[Found]:
    """A criterion that no answers bring into view."""
    for path, when, found in _decided(subject, ".in_view"):
        if not found.ever(when):
            message = "No answers bring this criterion into view."
            yield Found(path, message, _texts(when))


@checks(
    Group.REACH,
    "never-fires",
    Level.ERROR,
    reads=("rule.when", *CONDITIONS, "criterion.options"),
    hint="Change the conditions so that some answers meet them, or delete the rule.",
)
def never_fires(subject: Subject) -> Iterator[Found]:
    """A rule that no answers fulfil."""
    for path, when, found in _decided(subject, ".when"):
        if not found.ever(when):
            yield Found(path, "No answers fulfil the conditions of this rule.", _texts(when))


@checks(
    Group.REACH,
    "always-fires",
    Level.WARNING,
    reads=("rule.when", *CONDITIONS, "criterion.options"),
    hint="What is always shown tells nobody apart: narrow it, or make it a context line.",
)
def always_fires(subject: Subject) -> Iterator[Found]:
    """A rule that fires however the questions in view are answered, if all of them are."""
    for path, when, found in _decided(subject, ".when"):
        if found.ever(when):
            full = ways(subject.definition, (when,), all_answered=True)
            if full is not None and full.always(when):
                message = "This rule fires for everybody who answers all questions."
                yield Found(path, message, _texts(when))


@checks(
    Group.REACH,
    "redundant-condition",
    Level.WARNING,
    reads=("criterion.in_view", "rule.when", *CONDITIONS, "criterion.options"),
    hint="Delete it, or check whether it was meant to say something else.",
)
def redundant_condition(subject: Subject) -> Iterator[Found]:
    """A condition without which everything would be shown just as it is."""
    for path, when, found in _decided(subject, ""):
        if found.ever(when):
            for place, condition in _redundant(when, found):
                message = "Without this condition nothing would change."
                before = [_texts(each) for each in when.conditions[: place + 1]]
                copies = str(before.count(_texts(condition)))
                judged = (*_texts(when), *_texts(condition), copies)
                yield Found(f"{path}.conditions[{place}]", message, judged)


@checks(
    Group.REACH,
    "not-decided",
    Level.INFORMATION,
    reads=("criterion.in_view", "rule.when", *CONDITIONS, "criterion.options"),
    hint="Try the draft in the preview, or make the conditions simpler.",
)
def not_decided(subject: Subject) -> Iterator[Found]:
    """Conditions that can be met in more than 50,000 ways, so that reach was not decided."""
    for path, when in subject.sound_whens:
        if subject.ways[path] is None:
            message = (
                f"These conditions can be met in more than {BOUND:,} ways: not all were tried."
            )
            yield Found(path, message, _texts(when))


def _decided(subject: Subject, ending: str) -> Iterator[tuple[str, When, Ways]]:
    """The conditions that could be decided, of criteria (``.in_view``), of rules (``.when``)."""
    for path, when in subject.sound_whens:
        found = subject.ways[path]
        if found is not None and path.endswith(ending):
            yield path, when, found


def _redundant(when: When, found: Ways) -> Iterator[tuple[int, Condition]]:
    """The conditions that could all go together, looked for from the last one on."""
    holds = found.where(when)
    left = list(when.conditions)
    for place in reversed(range(len(when.conditions))):
        fewer = left[:place] + left[place + 1 :]
        if fewer and found.where(When(match=when.match, conditions=tuple(fewer))) == holds:
            yield place, left[place]
            left = fewer


def _texts(what: When | Condition) -> tuple[str, ...]:
    """Conditions as texts, so that a finding knows when they change."""
    if isinstance(what, Condition):
        return (f"{what.criterion}={'|'.join(sorted(what.options))}",)
    return (what.match, *sorted(text for each in what.conditions for text in _texts(each)))

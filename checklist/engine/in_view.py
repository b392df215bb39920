"""Which criteria are asked. Whatever counts, shows or exports answers goes through here."""

from collections.abc import Iterable

from checklist.engine.answers import Answers
from checklist.engine.definition import Definition
from checklist.engine.parts import Condition, Match, When


def in_view(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """The keys of the criteria in view, in document order.

    An answer to a criterion out of view counts as none: it is kept, so that a change of mind
    brings it back, but no condition sees it. The answers must have been checked.
    """
    seen: dict[str, str] = {}
    found: list[str] = []
    for key, criterion in definition.criteria.items():
        if criterion.in_view is None or holds(definition, criterion.in_view, seen):
            found.append(key)
            if key in answers:
                seen[key] = answers[key]
    return tuple(found)


def answers_in_view(definition: Definition, answers: Answers) -> dict[str, str]:
    """The answers that count: those to criteria in view, in document order."""
    return {key: answers[key] for key in in_view(definition, answers) if key in answers}


def holds(definition: Definition, when: When, counted: Answers) -> bool:
    """Whether conditions hold for the answers that count."""
    together = all if when.match is Match.ALL else any
    return together(_fulfilled(definition, when.conditions, counted))


def fulfilled(definition: Definition, when: When, counted: Answers) -> tuple[Condition, ...]:
    """The conditions that the answers fulfil."""
    verdicts = _fulfilled(definition, when.conditions, counted)
    return tuple(condition for condition, met in zip(when.conditions, verdicts, strict=True) if met)


def _fulfilled(
    definition: Definition, conditions: Iterable[Condition], counted: Answers
) -> Iterable[bool]:
    for condition in conditions:
        answer = counted.get(condition.criterion)
        yield answer is not None and definition.criteria[condition.criterion].fulfils(
            condition, answer
        )

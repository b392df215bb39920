"""Which criteria are asked. Whatever counts, shows or exports answers goes through here."""

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
    conditions = definition.conditions
    for key in definition.criteria:
        if key not in conditions or holds(definition, conditions[key], seen):
            found.append(key)
            if key in answers:
                seen[key] = answers[key]
    return tuple(found)


def answers_in_view(definition: Definition, answers: Answers) -> dict[str, str]:
    """The answers that count: those to criteria in view, in document order."""
    return {key: answers[key] for key in in_view(definition, answers) if key in answers}


def holds(definition: Definition, when: When, counted: Answers) -> bool:
    """Whether conditions hold for the answers that count."""
    needs_all = when.match is Match.ALL
    for condition in when.conditions:
        if _is_met(definition, condition, counted) is not needs_all:
            return not needs_all
    return needs_all


def fulfilled(definition: Definition, when: When, counted: Answers) -> tuple[Condition, ...]:
    """The conditions that the answers fulfil."""
    return tuple(each for each in when.conditions if _is_met(definition, each, counted))


def _is_met(definition: Definition, condition: Condition, counted: Answers) -> bool:
    key = condition.criterion
    return key in counted and definition.criteria[key].fulfils(condition, counted[key])

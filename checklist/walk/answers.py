"""Answers as readers see them, section by section: before completing and afterwards."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from checklist.engine.kinds import AnyCriterion
from checklist.walk.walks import Step, Walk


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One criterion in the list of answers."""

    number: str
    short: str
    label: str
    comment: str
    is_known: bool
    is_urgent: bool
    url: str


def answers_by_section(walk: Walk) -> list[tuple[Step, list[AnswerShown]]]:
    """The sections of a walk, each with what was given in it."""
    return [(step, _answers(walk, step)) for step in walk.steps]


def _answers(walk: Walk, step: Step) -> list[AnswerShown]:
    """What was given in a section, of what is in view; what is missing stands apart as well."""
    return [
        _answer(walk, criterion)
        for criterion in step.section.criteria
        if criterion.key in walk.in_view
        and (criterion.key in walk.choices or criterion.key in walk.comments)
    ]


def _answer(walk: Walk, criterion: AnyCriterion) -> AnswerShown:
    key = criterion.key
    return AnswerShown(
        number=walk.definition.numbers[key],
        short=criterion.short,
        label=criterion.label(walk.choices[key]) if key in walk.choices else _("No answer"),
        comment=walk.comments.get(key, ""),
        is_known=key in walk.choices and not criterion.is_unknown(walk.choices[key]),
        is_urgent=key in walk.urgent_criteria,
        url=walk.criterion_url(key),
    )

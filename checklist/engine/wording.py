"""Sentences made from conditions and labels, in the language of the checklist.

They stand in stored summaries, so they follow the definition's language and not the reader's.
A language that has no words here yet is given the English ones.
"""

from dataclasses import dataclass

from checklist.engine.definition import Definition
from checklist.engine.parts import Condition, Match, When


@dataclass(frozen=True, slots=True)
class Words:
    """The joints of a sentence in one language."""

    shown_when: str
    asked_because: str
    asked_if: str
    whenever: str
    condition: str
    quoted: str
    one_of: str
    all_of: str
    any_of: str


ENGLISH = Words(
    shown_when="Shown whenever {conditions}.",
    asked_because="Asked because {conditions}.",
    asked_if="Asked only if {conditions}.",
    whenever="Whenever {conditions}:",
    condition="{number} {short} is {options}",
    quoted="“{label}”",
    one_of=" or ",
    all_of=", and ",
    any_of=", or ",
)

_BY_LANGUAGE = {"en": ENGLISH}


def rule_sentence(definition: Definition, when: When) -> str:
    """A rule in words, such as *Shown whenever 1.2 Adequate trials is “None”*."""
    words = _words(definition)
    return words.shown_when.format(conditions=_conditions(definition, when, words))


def asked_sentence(definition: Definition, when: When) -> str:
    """Why a criterion is in view, in words."""
    words = _words(definition)
    return words.asked_because.format(conditions=_conditions(definition, when, words))


def asked_if_sentence(definition: Definition, when: When) -> str:
    """What must hold for a criterion to be asked, for a reader who has answered nothing yet."""
    words = _words(definition)
    return words.asked_if.format(conditions=_conditions(definition, when, words))


def whenever(definition: Definition, when: When) -> str:
    """What must hold for a text to apply, to stand before that text."""
    words = _words(definition)
    return words.whenever.format(conditions=_conditions(definition, when, words))


def option_sentence(definition: Definition, criterion: str, answer: str) -> str:
    """Why an option's consideration is shown, in words."""
    return rule_sentence(definition, chosen(criterion, answer))


def chosen(criterion: str, answer: str) -> When:
    """The condition that an option alone makes."""
    condition = Condition(criterion=criterion, options=(answer,))
    return When(match=Match.ALL, conditions=(condition,))


def _words(definition: Definition) -> Words:
    return _BY_LANGUAGE.get(definition.language.split("-")[0], ENGLISH)


def _conditions(definition: Definition, when: When, words: Words) -> str:
    joint = words.all_of if when.match is Match.ALL else words.any_of
    return joint.join(_condition(definition, condition, words) for condition in when.conditions)


def _condition(definition: Definition, condition: Condition, words: Words) -> str:
    criterion = definition.criteria[condition.criterion]
    labels = (words.quoted.format(label=criterion.label(key)) for key in condition.options)
    return words.condition.format(
        number=definition.numbers[condition.criterion],
        short=criterion.short,
        options=words.one_of.join(labels),
    )

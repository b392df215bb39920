"""Conditions in words, word for word."""

import pytest

from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.parts import Condition, Match, When
from checklist.engine.wording import (
    asked_if_sentence,
    asked_sentence,
    chosen,
    option_sentence,
    rule_sentence,
    whenever,
)
from tests.engine.small import changed, small

DEEP = Condition(criterion="depth", options=("deep",))
LONG = Condition(criterion="length", options=("unknown", "years"))


def sentences(definition: Definition, when: When) -> tuple[str, str]:
    return rule_sentence(definition, when), asked_sentence(definition, when)


def test_one_condition_with_one_option() -> None:
    assert sentences(small(), When(match=Match.ANY, conditions=(DEEP,))) == (
        "Shown whenever 1.1 Depth is “Deep”.",
        "Asked because 1.1 Depth is “Deep”.",
    )


def test_all_of_several_conditions_and_one_of_several_options() -> None:
    assert sentences(small(), When(match=Match.ALL, conditions=(DEEP, LONG))) == (
        "Shown whenever 1.1 Depth is “Deep”, and 1.2 Length is “Not known yet” or “Years”.",
        "Asked because 1.1 Depth is “Deep”, and 1.2 Length is “Not known yet” or “Years”.",
    )


def test_any_of_several_conditions() -> None:
    no_help = Condition(criterion="help", options=("no",))
    assert sentences(small(), When(match=Match.ANY, conditions=(no_help, DEEP))) == (
        "Shown whenever 2.1 Help is “No”, or 1.1 Depth is “Deep”.",
        "Asked because 2.1 Help is “No”, or 1.1 Depth is “Deep”.",
    )


def test_an_option_alone() -> None:
    assert option_sentence(small(), "help", "no") == "Shown whenever 2.1 Help is “No”."


def test_what_must_hold_is_said_to_whoever_has_answered_nothing_yet() -> None:
    when = When(match=Match.ANY, conditions=(LONG, DEEP))
    assert asked_if_sentence(small(), when) == (
        "Asked only if 1.2 Length is “Not known yet” or “Years”, or 1.1 Depth is “Deep”."
    )
    assert whenever(small(), when) == (
        "Whenever 1.2 Length is “Not known yet” or “Years”, or 1.1 Depth is “Deep”:"
    )
    assert whenever(small(), chosen("help", "no")) == "Whenever 2.1 Help is “No”:"


@pytest.mark.parametrize("language", ["en", "en-GB", "de", "zh-Hant-TW"])
def test_a_language_without_words_of_its_own_is_given_the_english_ones(language: str) -> None:
    definition = parse(changed({"language": language}))
    assert option_sentence(definition, "depth", "mild") == "Shown whenever 1.1 Depth is “Mild”."


def test_texts_that_look_like_formats_stay_as_they_are() -> None:
    options = "sections[0].criteria[0].options[1]"
    definition = parse(
        changed({"sections[0].criteria[0].short": "{number}", f"{options}.label": "{0} %s {{}}"})
    )
    assert option_sentence(definition, "depth", "mild") == (
        "Shown whenever 1.1 {number} is “{0} %s {{}}”."
    )

"""What is decided by enumerating is what trying every answer decides, one after another."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.checks import check, structure
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.in_view import answers_in_view, holds, in_view
from checklist.engine.parts import When
from tests import EXAMPLES
from tests.choices import Choices
from tests.engine.sound import SOUND, TODAY, criterion, rule
from tests.strategies import Data

Answers = dict[str, str]

MORE = [{"key": "no", "label": "No"}, {"key": "maybe", "label": "Perhaps"}]
OPTIONS = ("yes", "unknown", "no", "maybe")


@st.composite
def conditions(draw: st.DrawFn, keys: tuple[str, ...]) -> Data:
    """One to four conditions on some of these criteria, on one even more than once."""
    choose = Choices(draw)
    looked_at = [choose.one_of(keys) for _ in choose.count(1, 4)]
    return {
        "match": choose.one_of(("all", "any")),
        "conditions": [
            {"criterion": key, "options": choose.some_of(OPTIONS, 4, least=1)} for key in looked_at
        ],
    }


@st.composite
def knotted(draw: st.DrawFn) -> Definition:
    """Up to four criteria that look at one another, and rules that look at them."""
    criteria: list[Data] = []
    for number in range(draw(st.integers(1, 4))):
        new = criterion(f"c{number}")
        new["options"] = [*new["options"], *MORE]
        if draw(st.booleans()) and criteria:
            new["in_view"] = draw(conditions(tuple(each["key"] for each in criteria)))
        criteria.append(new)
    keys = tuple(each["key"] for each in criteria)
    rules = [rule(f"rule-{n}", draw(conditions(keys))) for n in range(draw(st.integers(1, 3)))]
    section = {"key": "s", "title": "S", "lead": "L.", "criteria": criteria}
    whole = {**SOUND, "sections": [section], "rules": rules, "starts_from": "", "then_and_now": []}
    return parse(whole)


def all_answers(definition: Definition) -> Iterator[Answers]:
    """Every way of answering, criteria left out or not."""
    offered = [(None, *OPTIONS)] * len(definition.criteria)
    for chosen in product(*offered):
        given_to = zip(definition.criteria, chosen, strict=True)
        yield {key: answer for key, answer in given_to if answer is not None}


def found(definition: Definition, code: str) -> set[str]:
    findings = check(definition, today=TODAY)
    return {each.place.split()[1] for each in findings if each.code == code}


@settings(max_examples=EXAMPLES)
@given(knotted())
def test_never_in_view_is_what_no_answers_bring_into_view(definition: Definition) -> None:
    seen = {key for answers in all_answers(definition) for key in in_view(definition, answers)}
    assert found(definition, "never-in-view") == set(definition.criteria) - seen


@settings(max_examples=EXAMPLES)
@given(knotted())
def test_rules_never_or_always_fire_as_trying_all_answers_says(definition: Definition) -> None:
    never, always = set(), set()
    every = [(answers, answers_in_view(definition, answers)) for answers in all_answers(definition)]
    full = [
        counted for answers, counted in every if len(counted) == len(in_view(definition, answers))
    ]
    for each in definition.rules:
        if not any(holds(definition, each.when, counted) for _, counted in every):
            never.add(each.consideration.key)
        elif all(holds(definition, each.when, counted) for counted in full):
            always.add(each.consideration.key)
    assert found(definition, "never-fires") == never
    assert found(definition, "always-fires") == always


def shows_alike(definition: Definition, one: When, other: When) -> bool:
    """Whether two sets of conditions hold for the same answers."""
    return all(
        holds(definition, one, counted) == holds(definition, other, counted)
        for answers in all_answers(definition)
        for counted in [answers_in_view(definition, answers)]
    )


@settings(max_examples=EXAMPLES)
@given(knotted())
def test_redundant_conditions_can_all_go_and_no_other_can(definition: Definition) -> None:
    findings = check(definition, today=TODAY)
    redundant = {each.path for each in findings if each.code == "redundant-condition"}
    never = {each.path for each in findings if each.code == "never-fires"}
    for number, each in enumerate(definition.rules):
        path = f"rules[{number}].when"
        if path in never:
            continue
        places = range(len(each.when.conditions))
        kept = [place for place in places if f"{path}.conditions[{place}]" not in redundant]

        def having(which: list[int], when: When = each.when) -> When:
            return When(match=when.match, conditions=tuple(when.conditions[n] for n in which))

        assert shows_alike(definition, having(kept), each.when)
        for place in kept if len(kept) > 1 else ():
            fewer = having([other for other in kept if other != place])
            assert not shows_alike(definition, fewer, each.when)


@settings(max_examples=EXAMPLES)
@given(knotted())
def test_the_most_in_view_together_is_the_most_that_any_answers_show(
    definition: Definition,
) -> None:
    most = max(len(in_view(definition, answers)) for answers in all_answers(definition))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "MANY", 0)
        findings = check(definition, today=TODAY)
    (crowd,) = (each for each in findings if each.code == "crowded-section")
    assert crowd.message == f"{most} criteria can be in view here together."

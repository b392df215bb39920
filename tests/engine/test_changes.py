"""The difference between two definitions, told in words and held to what any two must show."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations, permutations
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.engine.changes import Change, How, Thing, changes
from checklist.engine.codec import parse, to_data
from checklist.engine.definition import Definition
from tests import EXAMPLES
from tests.engine.small import SMALL, changed, small
from tests.strategies import GONE, Data, definition_data, definitions, edits

few_examples = settings(max_examples=EXAMPLES // 3)

DEPTH: Final = "sections[0].criteria[0]"
LENGTH: Final = "sections[0].criteria[1]"
HELP: Final = "sections[1].criteria[0]"
DEEP: Final = f"{DEPTH}.options[0]"
CITED: Final = f"{DEEP}.considerations[0].sources"
IS_DEEP: Final = "consideration “It is deep.” of 1.1 Depth, “Deep”"
UNKNOWN: Final = "answer “Not known yet” of 1.1 Depth"
NOT_KNOWN: Final = "the one that means “not known”"
KNOWN: Final = "an answer like the others"
BECAUSE: Final = "context line “Because.”"
AT_2: Final = {"source": "article", "locator": "§2"}
AT_WARNINGS: Final = {"source": "label", "locator": "Warnings"}
A_CRITERION: Final = {
    "kind": "choice",
    "key": "sleep",
    "short": "Sleep",
    "question": "How is sleep?",
    "help": "Last week.",
    "options": [
        {"key": "good", "label": "Good"},
        {
            "key": "bad",
            "label": "Bad",
            "considerations": [{"key": "sleep.bad.1", "kind": "note", "text": "Ask more."}],
        },
    ],
}


def edited(edit: Mapping[str, Any]) -> Definition:
    return parse(changed(edit))


def told(before: Definition, after: Definition) -> list[str]:
    return [change.sentence for change in changes(before, after)]


def only(before: Definition, after: Definition) -> Change:
    (change,) = changes(before, after)
    return change


# Sentences


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"title": "Other"}, "Reworded: the title of the checklist."),
        ({"language": "de"}, "Reworded: the language of the checklist."),
        ({"introduction": "Other"}, "Reworded: the introduction of the checklist."),
        ({"purpose": "Other"}, "Reworded: the purpose of the checklist."),
        ({"starts_from": "other"}, "Reworded: the starting point of the checklist."),
        ({"not_for": GONE}, "Removed: the words on whom it is not for of the checklist."),
        ({"then_and_now": GONE}, "Removed: pair “then / 1.1 Depth, 2.1 Help”."),
        ({"sources[0].title": "Other"}, "Reworded: the title of source “Other”."),
        ({"sources[0].publisher": "O"}, "Reworded: the publisher of source “An article”."),
        ({"sources[0].year": 2025}, "Reworded: the year of source “An article”."),
        ({"sources[0].year": GONE}, "Removed: the year of source “An article”."),
        ({"sources[1].year": 2025}, "Added: the year of source “A label”."),
        ({"sources[0].locators": "O"}, "Reworded: the note on locators of source “An article”."),
        ({"sources[0].address": "O"}, "Reworded: the address of source “An article”."),
        (
            {"sources[0].verified_with": "O"},
            "Reworded: the note on verification of source “An article”.",
        ),
        (
            {"sources[0].review_by": "2031-01-31"},
            "Reworded: the date of review of source “An article”.",
        ),
        (
            {"sources[0].kind": "consensus"},
            "Kind changed: source “An article” was “article” and is now “consensus statement”.",
        ),
        ({"sections[1].title": "Other"}, "Reworded: the title of section 2 Other."),
        ({"sections[1].lead": "Other"}, "Reworded: the lead of section 2 Plan."),
        ({f"{DEPTH}.short": "Other"}, "Reworded: the short name of 1.1 Other."),
        ({f"{DEPTH}.question": "Other"}, "Reworded: the question of 1.1 Depth."),
        ({f"{DEPTH}.help": "Other"}, "Reworded: the help text of 1.1 Depth."),
        ({f"{LENGTH}.in_view": GONE}, "Conditions changed: 1.2 Length."),
        ({f"{DEEP}.label": "Low"}, "Reworded: the label of answer “Low” of 1.1 Depth."),
        (
            {f"{DEPTH}.options[2].unknown": False},
            f"Meaning changed: {UNKNOWN} was {NOT_KNOWN} and is now {KNOWN}.",
        ),
        (
            {f"{DEEP}.considerations[0].kind": "note"},
            f"Kind changed: {IS_DEEP} was “weighs against” and is now “good to know”.",
        ),
        (
            {f"{DEEP}.considerations[0].text": "x" * 61},
            f"Reworded: the text of consideration “{'x' * 59}…” of 1.1 Depth, “Deep”.",
        ),
        ({CITED: [AT_2]}, f"Re-sourced: {IS_DEEP} no longer cites A label, Warnings."),
        (
            {f"{CITED}[0].locator": "§4"},
            f"Re-sourced: {IS_DEEP} now cites An article, §4 instead of An article, §2.",
        ),
        (
            {CITED: [AT_WARNINGS, AT_2]},
            f"Reordered: {IS_DEEP}, now citing A label, Warnings; An article, §2.",
        ),
        (
            {f"{LENGTH}.sources": [AT_WARNINGS]},
            "Re-sourced: 1.2 Length now cites A label, Warnings.",
        ),
        (
            {"rules[0].when.match": "any"},
            "Conditions changed: rule “Deep, and not for weeks only.”.",
        ),
        ({"rules[0].consideration.text": "O"}, "Reworded: the text of rule “O”."),
        (
            {"rules[1].consideration.kind": "urgent"},
            "Kind changed: rule “Ask again.” was “good to know” and is now “urgent”.",
        ),
        (
            {"rules[0].consideration.sources": GONE},
            "Re-sourced: rule “Deep, and not for weeks only.” no longer cites A label, Uses.",
        ),
        ({"rules": SMALL["rules"][:1]}, "Removed: rule “Ask again.”."),
        ({"rules": SMALL["rules"][::-1]}, "Reordered: rule “Ask again.”, now first."),
        ({"context[0].text": "So."}, "Reworded: the text of context line “So.”."),
        (
            {"context[0].sources[0].locator": "§8"},
            f"Re-sourced: {BECAUSE} now cites An article, §8 instead of An article, §9.",
        ),
        ({"differences": GONE}, "Removed: difference “§3 / This / That / In the mood section”."),
        ({"limits": ["It knows little."]}, "Removed: limit “It is not real.”."),
    ],
    ids=str,
)
def test_each_edit_is_told_in_one_sentence(edit: Mapping[str, Any], sentence: str) -> None:
    assert told(small(), edited(edit)) == [sentence]


def test_a_reworded_text_is_shown_as_it_was_and_as_it_is() -> None:
    assert only(small(), edited({f"{DEPTH}.question": "How low is it?"})) == Change(
        thing=Thing.CRITERION,
        key="depth",
        name="1.1 Depth",
        how=How.REWORDED,
        field="question",
        before="How deep is it?",
        after="How low is it?",
    )


def test_conditions_are_shown_in_words_of_their_own_version() -> None:
    criterion = only(small(), edited({f"{LENGTH}.in_view": GONE}))
    assert (criterion.before, criterion.after) == (
        "Asked only if 1.1 Depth is “Deep” or “Not known yet”.",
        "Always asked.",
    )
    rule = only(
        small(), edited({"rules[1].when.conditions": [{"criterion": "help", "options": ["no"]}]})
    )
    assert (rule.key, rule.before, rule.after) == (
        "rule-alone",
        "Shown whenever 1.2 Length is “Weeks”, or 2.1 Help is “No”, or 1.1 Depth is “Deep”.",
        "Shown whenever 2.1 Help is “No”.",
    )


def test_conditions_that_only_read_otherwise_have_not_changed() -> None:
    assert told(small(), edited({f"{DEEP}.label": "Low", f"{DEPTH}.short": "Mood"})) == [
        "Reworded: the short name of 1.1 Mood.",
        "Reworded: the label of answer “Low” of 1.1 Mood.",
    ]


# Added and removed


def test_a_new_criterion_is_told_with_its_answers_and_what_they_raise() -> None:
    after = edited({"sections[1].criteria": [A_CRITERION, SMALL["sections"][1]["criteria"][0]]})
    criterion, consideration = changes(small(), after)
    assert criterion == Change(
        thing=Thing.CRITERION,
        key="sleep",
        name="2.1 Sleep",
        how=How.ADDED,
        after="How is sleep? “Good”, “Bad”",
    )
    assert consideration == Change(
        thing=Thing.CONSIDERATION,
        key="sleep.bad.1",
        name="consideration “Ask more.” of 2.1 Sleep, “Bad”",
        how=How.ADDED,
        after="good to know: Ask more.",
    )


def test_a_criterion_that_is_gone_is_told_the_same_way() -> None:
    before = edited({"sections[1].criteria": [A_CRITERION, SMALL["sections"][1]["criteria"][0]]})
    assert told(before, small()) == [
        "Removed: 2.1 Sleep.",
        "Removed: consideration “Ask more.” of 2.1 Sleep, “Bad”.",
    ]


def test_a_new_answer_is_told_with_what_it_raises() -> None:
    options = SMALL["sections"][1]["criteria"][0]["options"]
    raised = {"key": "help.some.1", "kind": "resolve", "text": "Find more."}
    some = {"key": "some", "label": "Some", "considerations": [raised]}
    assert told(small(), edited({f"{HELP}.options": [*options, some]})) == [
        "Added: answer “Some” of 2.1 Help.",
        "Added: consideration “Find more.” of 2.1 Help, “Some”.",
    ]


def test_a_new_section_is_told_with_the_criteria_that_are_new_or_moved_there() -> None:
    sections = [
        {"key": "mood", "title": "Mood", "lead": "How it is.", "criteria": []},
        {"key": "nights", "title": "Nights", "lead": "Dark.", "criteria": [A_CRITERION]},
        SMALL["sections"][1],
    ]
    sections[0]["criteria"] = SMALL["sections"][0]["criteria"][:1]
    sections[1]["criteria"] = [SMALL["sections"][0]["criteria"][1], A_CRITERION]
    assert told(small(), edited({"sections": sections})) == [
        "Added: section 2 Nights.",
        "Moved to section 2 Nights: 2.1 Length.",
        "Added: 2.2 Sleep.",
        "Added: consideration “Ask more.” of 2.2 Sleep, “Bad”.",
    ]
    assert told(edited({"sections": sections}), small()) == [
        "Moved to section 1 Mood: 1.2 Length.",
        "Removed: section 2 Nights.",
        "Removed: 2.2 Sleep.",
        "Removed: consideration “Ask more.” of 2.2 Sleep, “Bad”.",
    ]


def test_what_is_gone_is_told_where_it_stood() -> None:
    before, after = edited({"limits": list("abc")}), edited({"limits": list("axc")})
    assert told(before, after) == ["Removed: limit “b”.", "Added: limit “x”."]
    assert told(edited({"limits": list("abc")}), edited({"limits": list("cx")})) == [
        "Removed: limit “a”.",
        "Removed: limit “b”.",
        "Added: limit “x”.",
    ]


def test_the_second_of_two_equal_limits_is_one_of_its_own() -> None:
    assert told(edited({"limits": ["a", "b"]}), edited({"limits": ["a", "b", "a"]})) == [
        "Added: limit “a”."
    ]


# Order


def test_one_thing_that_stands_elsewhere_is_one_move() -> None:
    before, after = edited({"limits": list("abcdef")}), edited({"limits": list("bcdeaf")})
    change = only(before, after)
    assert change.sentence == "Reordered: limit “a”, now after limit “e”."
    assert (change.how, change.before) == (How.REORDERED, "first")


def test_as_few_moves_are_told_as_lead_from_one_order_to_the_other() -> None:
    before = edited({"limits": list("abcde")})
    for order in permutations("abcde"):
        moved = {change.key for change in changes(before, edited({"limits": list(order)}))}
        stayed = [limit for limit in order if limit not in moved]
        assert stayed == sorted(stayed)
        assert not any(
            list(others) == sorted(others) for others in combinations(order, len(stayed) + 1)
        )


def test_a_criterion_may_move_and_be_reworded_at_once() -> None:
    mood, plan = SMALL["sections"]
    length = {**mood["criteria"][1], "question": "How long?"}
    sections = [
        {**mood, "criteria": mood["criteria"][:1]},
        {**plan, "criteria": [length, *plan["criteria"]]},
    ]
    moved, reworded = changes(small(), edited({"sections": sections}))
    assert moved == Change(
        thing=Thing.CRITERION,
        key="length",
        name="2.1 Length",
        how=How.MOVED,
        before="section 1 Mood",
        after="section 2 Plan",
    )
    assert reworded.sentence == "Reworded: the question of 2.1 Length."


# Any two definitions


@few_examples
@given(definitions())
def test_nothing_has_changed_between_a_definition_and_itself(definition: Definition) -> None:
    assert changes(definition, definition) == ()


@given(edits())
def test_no_edit_goes_untold(pair: tuple[Data, Data]) -> None:
    assert changes(*map(parse, pair))


MIRRORED: Final = {How.ADDED: How.REMOVED, How.REMOVED: How.ADDED}


def in_short(change: Change) -> tuple[Thing, str, How, str, str, str]:
    return change.thing, change.key, change.how, change.field, change.before, change.after


def mirrored(change: Change) -> tuple[Thing, str, How, str, str, str]:
    how = MIRRORED.get(change.how, change.how)
    return change.thing, change.key, how, change.field, change.after, change.before


@few_examples
@given(definitions(), definitions())
def test_from_the_other_side_what_was_added_was_removed_and_texts_change_places(
    one: Definition, other: Definition
) -> None:
    there, back = changes(one, other), changes(other, one)
    assert Counter(in_short(each) for each in there if each.how is not How.REORDERED) == Counter(
        mirrored(each) for each in back if each.how is not How.REORDERED
    )
    assert Counter(each.thing for each in there if each.how is How.REORDERED) == Counter(
        each.thing for each in back if each.how is How.REORDERED
    )


@few_examples
@given(definition_data(), st.randoms(use_true_random=False))
def test_shuffled_sections_and_criteria_are_only_told_as_reordered_or_moved(
    data: Data, randomly: Any
) -> None:
    before = parse(data)
    shuffled = to_data(before)
    criteria = [each for section in shuffled["sections"] for each in section["criteria"]]
    randomly.shuffle(criteria)
    randomly.shuffle(shuffled["sections"])
    for section in shuffled["sections"]:
        section["criteria"] = [criteria.pop() for _ in section["criteria"]]
    # Not parsed: a condition may now look at what stands later.
    after = Definition.model_validate(shuffled)
    found = changes(before, after)
    assert {change.how for change in found} <= {How.REORDERED, How.MOVED}
    assert {change.key for change in found if change.how is How.MOVED} == {
        key
        for key, section in after.section_of.items()
        if before.section_of[key].key != section.key
    }

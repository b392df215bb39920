"""Each practice case, walked: the engine raises exactly what the case expects, in its order."""

import json
from functools import cache
from pathlib import Path

import pytest

from checklist.engine.answers import check_answers
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.summary import Summary, summarise
from tests.cases import Case, Reach, cases, exercised, reach

STARTER = Path(__file__).resolve().parents[2] / "checklist" / "content" / "starter"

KINDS = ["urgent", "resolve", "caution", "support", "note"]

# Answers made for the rules that no case raises: each pair of answers fires the rule.
MADE_ANSWERS = {
    "rule-home-monitored": {"route": "home-use", "setting": "monitored"},
    "rule-capacity-cognition": {"cognition": "significant", "consent": "documented"},
    "rule-capacity-psychosis": {"psychosis": "current", "consent": "documented"},
    "rule-bipolar-history": {"diagnosis": "bipolar", "mania": "none"},
}

# Each of these rules with each of its two criteria, to be left out or answered otherwise.
ONE_CONDITION_MISSING = [
    pytest.param(rule, criterion, id=f"{rule} without {criterion}")
    for rule, answers in MADE_ANSWERS.items()
    for criterion in answers
]


@cache
def definition(slug: str, version: str) -> Definition:
    """A starter checklist, as the engine reads it."""
    text = (STARTER / f"{slug}-{version}.json").read_text(encoding="utf-8")
    return parse(json.loads(text)["definition"])


def main_definition() -> Definition:
    """The checklist that all cases are written against."""
    return definition("ketamine-considerations", "1.0")


def summary_of(case: Case) -> Summary:
    """What the engine makes of a case's reference answers."""
    return summarise(definition(case.checklist, case.version), case.answers)


def rules_raised(summary: Summary) -> list[str]:
    """The rules among what was raised, sorted."""
    rules = {rule.consideration.key for rule in main_definition().rules}
    return sorted(raised.key for raised in summary.considerations if raised.key in rules)


def options_of(criterion: str) -> list[str]:
    """The options of a criterion of the main checklist."""
    (found,) = (
        item
        for section in main_definition().sections
        for item in section.criteria
        if item.key == criterion
    )
    return [option.key for option in found.options]


def option_considerations() -> set[str]:
    """The keys of all that options of the main checklist raise."""
    return {
        raised.key
        for section in main_definition().sections
        for criterion in section.criteria
        for option in criterion.options
        for raised in option.considerations
    }


def raised_by_cases() -> dict[str, set[str]]:
    """For each case, the keys of all that it raises."""
    return {
        case.key: {raised.key for raised in summary_of(case).considerations} for case in cases()
    }


@pytest.fixture(params=cases(), ids=lambda case: case.key)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case in turn."""
    given: Case = request.param
    return given


# The cases themselves


def test_there_are_ten_cases_from_easy_to_hard() -> None:
    assert [case.difficulty for case in cases()] == [1, 1, 2, 2, 2, 2, 2, 3, 3, 3]


def test_no_two_cases_share_a_key() -> None:
    assert len({case.key for case in cases()}) == len(cases()) == 10


def test_the_reference_answers_are_answers_of_the_checklist(case: Case) -> None:
    check_answers(definition(case.checklist, case.version), case.answers)


def test_acceptable_answers_are_other_options_of_their_criterion(case: Case) -> None:
    strangers = [
        (row.criterion, option)
        for row in case.rows
        for option in row.acceptable
        if option not in options_of(row.criterion) or option == row.reference
    ]
    assert strangers == []


def test_every_row_says_why(case: Case) -> None:
    assert [row.criterion for row in case.rows if not row.rationale] == []


def test_a_case_has_a_vignette_tags_and_learning_points(case: Case) -> None:
    assert all((case.title, case.vignette, case.tags, case.learning_points))


# Walking them


def test_a_case_raises_exactly_what_it_expects(case: Case) -> None:
    groups = summary_of(case).groups
    assert {
        str(kind): tuple(raised.key for raised in group) for kind, group in groups
    } == case.considerations


def test_groups_stand_in_the_order_of_kinds(case: Case) -> None:
    assert [str(kind) for kind, _ in summary_of(case).groups] == KINDS
    assert list(case.considerations) == KINDS


def test_the_flat_list_is_the_groups_one_after_another(case: Case) -> None:
    assert [raised.key for raised in summary_of(case).considerations] == [
        key for kind in KINDS for key in case.considerations[kind]
    ]


def test_what_is_missing_is_what_the_case_expects(case: Case) -> None:
    assert tuple(gap.criterion for gap in summary_of(case).missing) == case.missing


def test_what_is_missing_was_answered_as_not_known(case: Case) -> None:
    assert [gap.criterion for gap in summary_of(case).missing if not gap.unknown] == []


def test_what_is_not_asked_is_what_the_case_has_out_of_view(case: Case) -> None:
    assert summary_of(case).not_asked == case.out_of_view


def test_the_rows_of_a_case_are_the_criteria_in_view_in_order(case: Case) -> None:
    seen = in_view(definition(case.checklist, case.version), case.answers)
    assert seen == tuple(row.criterion for row in case.rows)


# What the cases exercise together


def test_rules_raised_by_cases_are_those_of_the_table() -> None:
    raised = raised_by_cases()
    assert {
        rule.consideration.key: tuple(
            key for key, given in raised.items() if rule.consideration.key in given
        )
        for rule in main_definition().rules
    } == exercised()


def test_66_of_109_option_considerations_are_raised_by_at_least_one_case() -> None:
    known = option_considerations()
    seen = set().union(*raised_by_cases().values())
    assert Reach(raised=len(seen & known), of=len(known)) == reach() == Reach(raised=66, of=109)


def test_the_rules_that_no_case_raises_have_answers_made_for_them() -> None:
    assert [rule for rule, raised_by in exercised().items() if not raised_by] == list(MADE_ANSWERS)


# The rules that no case raises


def test_two_answers_at_odds_about_home_use_raise_only_their_rule() -> None:
    summary = summarise(main_definition(), MADE_ANSWERS["rule-home-monitored"])
    assert rules_raised(summary) == ["rule-home-monitored"]


def test_recorded_consent_with_marked_impairment_raises_only_its_rule() -> None:
    summary = summarise(main_definition(), MADE_ANSWERS["rule-capacity-cognition"])
    assert rules_raised(summary) == ["rule-capacity-cognition"]


def test_recorded_consent_with_present_psychosis_raises_only_its_rule() -> None:
    summary = summarise(main_definition(), MADE_ANSWERS["rule-capacity-psychosis"])
    assert rules_raised(summary) == ["rule-capacity-psychosis"]


def test_bipolar_disorder_without_mania_raises_its_rule_beside_the_wider_one() -> None:
    summary = summarise(main_definition(), MADE_ANSWERS["rule-bipolar-history"])
    assert rules_raised(summary) == ["rule-bipolar", "rule-bipolar-history"]


@pytest.mark.parametrize("rule", MADE_ANSWERS)
def test_a_rule_names_the_answers_that_fired_it(rule: str) -> None:
    summary = summarise(main_definition(), MADE_ANSWERS[rule])
    (fired,) = (raised for raised in summary.considerations if raised.key == rule)
    assert {because.criterion: because.option for because in fired.because} == MADE_ANSWERS[rule]


@pytest.mark.parametrize(("rule", "criterion"), ONE_CONDITION_MISSING)
def test_a_rule_stays_silent_when_one_answer_is_not_given(rule: str, criterion: str) -> None:
    others = {key: option for key, option in MADE_ANSWERS[rule].items() if key != criterion}
    assert rule not in rules_raised(summarise(main_definition(), others))


@pytest.mark.parametrize(("rule", "criterion"), ONE_CONDITION_MISSING)
def test_a_rule_stays_silent_for_every_other_answer(rule: str, criterion: str) -> None:
    firing = [
        option
        for option in options_of(criterion)
        if rule
        in rules_raised(summarise(main_definition(), MADE_ANSWERS[rule] | {criterion: option}))
    ]
    assert firing == [MADE_ANSWERS[rule][criterion]]

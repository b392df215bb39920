"""Answers beside a case's reference: what agrees, what differs, and what each brings up."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.engine.cases import Case, PanelAnswer, Reference
from checklist.engine.comparison import Agreement, compare, judge
from checklist.engine.definition import Definition
from checklist.engine.in_view import in_view
from checklist.engine.summary import summarise
from tests.engine.small import small
from tests.strategies import answers_of, definitions, practised


def reference(**changes: object) -> Reference:
    """A reference answer with these changes."""
    return Reference(**{"criterion": "depth", "option": "deep", "rationale": "So."} | changes)


def panel(**people: int) -> tuple[PanelAnswer, ...]:
    """The answers of a panel: how many gave each."""
    return tuple(PanelAnswer(option=option, people=count) for option, count in people.items())


@pytest.mark.parametrize(
    ("given_answer", "agreement"),
    [
        ("deep", Agreement.AGREES),
        ("mild", Agreement.ACCEPTABLE),
        ("none", Agreement.DIFFERS),
        (None, Agreement.DIFFERS),
    ],
)
def test_an_answer_stands_to_its_reference(given_answer: str | None, agreement: Agreement) -> None:
    judged = judge(reference(acceptable=("mild",)), given_answer)
    assert (judged.agreement, judged.credit) == (agreement, None)


@pytest.mark.parametrize("given_answer", ["none", None])
def test_what_differs_from_a_reference_that_matters_is_unsafe(given_answer: str | None) -> None:
    judged = judge(reference(acceptable=("mild",), unsafe=True), given_answer)
    assert judged.agreement is Agreement.UNSAFE


def test_another_acceptable_answer_is_not_unsafe() -> None:
    judged = judge(reference(acceptable=("mild",), unsafe=True), "mild")
    assert judged.agreement is Agreement.ACCEPTABLE


def test_a_panel_gives_credit_by_its_share_over_that_of_the_most_frequent_answer() -> None:
    asked = reference(option="", panel=panel(deep=6, mild=3, none=1))
    judged = {answer: judge(asked, answer) for answer in ("deep", "mild", "none", "other", None)}
    assert {answer: each.credit for answer, each in judged.items()} == {
        "deep": 1,
        "mild": Fraction(1, 2),
        "none": Fraction(1, 6),
        "other": 0,
        None: 0,
    }
    assert {answer: each.agreement for answer, each in judged.items()} == {
        "deep": Agreement.AGREES,
        "mild": Agreement.ACCEPTABLE,
        "none": Agreement.ACCEPTABLE,
        "other": Agreement.DIFFERS,
        None: Agreement.DIFFERS,
    }


def test_every_answer_that_most_of_a_panel_gave_agrees() -> None:
    asked = reference(option="", panel=panel(deep=4, mild=4, none=2))
    assert asked.answer == "deep"
    for answer in ("deep", "mild"):
        judged = judge(asked, answer)
        assert judged.agreement is Agreement.AGREES
        assert judged.credit == 1


def test_unsafe_stays_absolute_where_a_panel_answered() -> None:
    people = panel(deep=6, mild=3, other=1)
    asked = reference(option="", panel=people, acceptable=("mild",), unsafe=True)
    judged = {answer: judge(asked, answer) for answer in ("deep", "mild", "other", "none", None)}
    assert {answer: (each.agreement, each.credit) for answer, each in judged.items()} == {
        "deep": (Agreement.AGREES, Fraction(1)),
        "mild": (Agreement.ACCEPTABLE, Fraction(1, 2)),
        "other": (Agreement.UNSAFE, Fraction(1, 6)),
        "none": (Agreement.UNSAFE, Fraction(0)),
        None: (Agreement.UNSAFE, Fraction(0)),
    }


def test_a_question_that_acceptable_answers_leave_out_is_none_that_was_missed() -> None:
    helped = Reference(criterion="help", option="yes", unsafe=True, rationale="So.")
    length = Reference(criterion="length", option="years", acceptable=("weeks",), rationale="So.")
    case = case_of(reference(), length, helped)
    found = {}
    for said in ("weeks", "unknown"):
        *_others, last = compare(small(), case, {"depth": "deep", "length": said}).judged
        found[said] = (last.criterion, last.answer, last.agreement)
    assert found == {
        "weeks": ("help", None, Agreement.ACCEPTABLE),
        "unknown": ("help", None, Agreement.UNSAFE),
    }


def test_a_question_that_is_left_out_has_no_share_of_a_panel() -> None:
    length = Reference(criterion="length", panel=panel(years=2, weeks=1), rationale="So.")
    case = case_of(reference(acceptable=("mild",)), length)
    _depth, found = compare(small(), case, {"depth": "mild"}).judged
    assert (found.agreement, found.credit) == (Agreement.ACCEPTABLE, None)
    _depth, found = compare(small(), case, {"depth": "deep"}).judged
    assert (found.agreement, found.credit) == (Agreement.DIFFERS, Fraction(0))


def case_of(*references: Reference) -> Case:
    """A case with these references."""
    return Case(
        key="drawn",
        title="Drawn",
        difficulty=1,
        vignette=("Somebody.",),
        learning_points=("Something.",),
        references=references,
        expected={},
    )


@st.composite
def tries(draw: st.DrawFn) -> tuple[Definition, Case, dict[str, str]]:
    """A definition, a case with a reference for all that its answers bring into view, and a try."""
    definition = draw(definitions())
    answers = draw(answers_of(definition))
    references = tuple(
        Reference(
            criterion=key,
            option=answers[key],
            unsafe=draw(st.booleans()),
            rationale="So.",
        )
        for key in in_view(definition, answers)
        if key in answers
    )
    return definition, case_of(*references), draw(answers_of(definition))


@st.composite
def accepted_tries(draw: st.DrawFn) -> tuple[Definition, Case, dict[str, str], str]:
    """A definition, a case, a try that it accepts throughout, and one criterion of the case."""
    definition, case = draw(practised())
    mine = draw(answers_of(definition))
    for each in case.references:
        ways = st.sampled_from((each.answer, *each.acceptable))
        mine[each.criterion] = draw(ways)
    return definition, case, mine, draw(st.sampled_from(case.references)).criterion


@given(accepted_tries())
def test_nothing_differs_where_every_answer_is_accepted(
    drawn: tuple[Definition, Case, dict[str, str], str],
) -> None:
    definition, case, mine, _criterion = drawn
    found = compare(definition, case, mine)
    assert {each.agreement for each in found.judged} <= {Agreement.AGREES, Agreement.ACCEPTABLE}


@given(accepted_tries())
def test_one_that_was_asked_and_left_out_differs_whatever_else_is_accepted(
    drawn: tuple[Definition, Case, dict[str, str], str],
) -> None:
    definition, case, mine, criterion = drawn
    assume(criterion in in_view(definition, mine))
    del mine[criterion]
    judged = {each.criterion: each for each in compare(definition, case, mine).judged}
    left_out = Agreement.UNSAFE if judged[criterion].reference.unsafe else Agreement.DIFFERS
    assert judged[criterion].agreement is left_out


@given(tries())
def test_the_references_own_answers_agree_throughout(
    drawn: tuple[Definition, Case, dict[str, str]],
) -> None:
    definition, case, _answers = drawn
    found = compare(definition, case, case.answers)
    assert {each.agreement for each in found.judged} <= {Agreement.AGREES}
    assert (found.raised_only_here, found.raised_only_there) == ((), ())


@given(tries())
def test_every_reference_is_judged_once_and_what_has_none_stands_beside(
    drawn: tuple[Definition, Case, dict[str, str]],
) -> None:
    definition, case, answers = drawn
    found = compare(definition, case, answers)
    order = list(definition.criteria)
    keys = [each.criterion for each in found.judged]
    assert sorted(keys) == sorted(each.criterion for each in case.references)
    assert keys == sorted(keys, key=order.index)
    assert set(found.beside) == {*in_view(definition, answers)} - {*keys}


@given(tries())
def test_an_answer_out_of_view_counts_as_none(
    drawn: tuple[Definition, Case, dict[str, str]],
) -> None:
    definition, case, answers = drawn
    asked = in_view(definition, answers)
    counted = {key: option for key, option in answers.items() if key in asked}
    assert compare(definition, case, answers) == compare(definition, case, counted)


@given(tries())
def test_what_one_side_alone_brings_up_is_told_once_on_its_side(
    drawn: tuple[Definition, Case, dict[str, str]],
) -> None:
    definition, case, answers = drawn
    found = compare(definition, case, answers)
    here = {each.key for each in summarise(definition, answers).considerations}
    there = {each.key for each in summarise(definition, case.answers).considerations}
    assert {each.key for each in found.raised_only_here} == here - there
    assert {each.key for each in found.raised_only_there} == there - here


@given(tries())
def test_swapping_the_sides_swaps_what_each_brings_up_and_keeps_what_agrees(
    drawn: tuple[Definition, Case, dict[str, str]],
) -> None:
    definition, case, answers = drawn
    asked = in_view(definition, answers)
    other = case.model_copy(
        update={
            "references": tuple(
                Reference(criterion=key, option=answers[key], rationale="So.")
                for key in asked
                if key in answers
            )
        }
    )
    one, two = compare(definition, case, other.answers), compare(definition, other, case.answers)
    assert one.raised_only_here == two.raised_only_there
    assert one.raised_only_there == two.raised_only_here
    agreeing = [
        {each.criterion for each in found.judged if each.answer == each.reference.answer}
        for found in (one, two)
    ]
    assert agreeing[0] == agreeing[1]


@given(
    st.dictionaries(
        st.sampled_from(["deep", "mild", "none", "other"]), st.integers(1, 50), min_size=1
    )
)
def test_credit_lies_between_0_and_1_and_the_most_frequent_answer_gets_1(
    people: dict[str, int],
) -> None:
    asked = reference(option="", panel=panel(**people))
    credits_given = {answer: judge(asked, answer).credit for answer in (*people, "nobody's", None)}
    assert all(credit is not None and 0 <= credit <= 1 for credit in credits_given.values())
    most = max(people.values())
    assert {answer for answer, credit in credits_given.items() if credit == 1} == {
        answer for answer, count in people.items() if count == most
    }

"""The kappas: published worked examples, what holds for any ratings, and where there is none."""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.practice.kappa import Kappa, Undefined, cohen, fleiss, pooled, with_reference

Pair = tuple[Hashable, Hashable]

CATEGORIES = st.sampled_from("abcd")
PAIRS = st.lists(st.tuples(CATEGORIES, CATEGORIES), min_size=1, max_size=30)
SUBJECTS = st.lists(st.lists(CATEGORIES, max_size=6), max_size=12)

DIAGNOSES = (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
    "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
    "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
)
"""Fleiss 1971, table 1: thirty patients, six psychiatrists for each, five diagnoses."""

FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
"""How often each of ten subjects was put into five categories (Wikipedia, Fleiss' kappa)."""

UNEQUAL = (
    "2/2 0/2 2/3 3/4 3/3 1/4 0/3 0/5 0/2 4/4 5/5 3/3 4/4 "
    "3/4 0/2 2/2 1/3 1/2 1/4 4/5 2/3 0/4 0/3 3/3 2/2"
)
"""Fleiss, Levin and Paik 2003, section 18.3: positive ratings, of ratings, of 25 subjects."""


def pairs(table: Sequence[Sequence[int]]) -> list[Pair]:
    """The pairs of ratings that a table counts, the first rater's categories in its rows."""
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def ratings(counts: Sequence[int]) -> list[Hashable]:
    """The ratings of a subject that was put into each category so often."""
    return [category for category, count in enumerate(counts) for _ in range(count)]


def value(kappa: Kappa) -> Fraction:
    """The value of a kappa that is there."""
    assert kappa.undefined is None
    assert kappa.value is not None
    return kappa.value


# Published examples


@pytest.mark.parametrize(
    ("table", "observed", "expected", "published"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], "0.70", "0.41", 0.492),
        ([[20, 5], [10, 15]], "0.70", "0.50", 0.40),
        ([[45, 15], [25, 15]], "0.60", "0.54", 0.1304),
        ([[25, 35], [5, 35]], "0.60", "0.46", 0.2593),
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], "13/19", "140/361", 0.4842),
    ],
    ids=["Cohen 1960", "grants", "same shares", "other margins", "SAS manual"],
)
def test_cohens_kappa_is_that_of_published_tables(
    table: list[list[int]], observed: str, expected: str, published: float
) -> None:
    kappa = cohen(pairs(table))
    assert (kappa.observed, kappa.expected) == (Fraction(observed), Fraction(expected))
    assert float(value(kappa)) == pytest.approx(published, abs=5e-4)
    assert (kappa.subjects, kappa.ratings) == (len(pairs(table)), 2 * len(pairs(table)))


def test_fleiss_kappa_is_that_of_fleiss() -> None:
    kappa = fleiss(DIAGNOSES.split())
    assert float(value(kappa)) == pytest.approx(0.4302445, abs=5e-8)
    assert (kappa.subjects, kappa.ratings) == (30, 180)
    assert (round(float(kappa.observed), 3), round(float(kappa.expected), 3)) == (0.556, 0.220)


def test_fleiss_kappa_is_that_of_fourteen_raters() -> None:
    kappa = fleiss(map(ratings, FOURTEEN_RATERS))
    assert (round(float(kappa.observed), 3), round(float(kappa.expected), 3)) == (0.378, 0.213)
    assert float(value(kappa)) == pytest.approx(0.210, abs=5e-4)


def test_fleiss_kappa_takes_unequal_numbers_of_raters() -> None:
    counts = [[int(part) for part in each.split("/")] for each in UNEQUAL.split()]
    kappa = fleiss(ratings([yes, of - yes]) for yes, of in counts)
    assert float(value(kappa)) == pytest.approx(0.5415, abs=5e-5)
    assert (kappa.subjects, kappa.ratings) == (25, 81)


def test_pooling_averages_observed_and_expected_agreement() -> None:
    """The two tables of 100 with the same shares: (.60 - .50) / (1 - .50), and no mean of both."""
    kappas = [cohen(pairs(table)) for table in ([[45, 15], [25, 15]], [[25, 35], [5, 35]])]
    kappa = pooled(kappas)
    assert (kappa.observed, kappa.expected) == (Fraction("0.6"), Fraction("0.5"))
    assert (value(kappa), kappa.subjects, kappa.ratings) == (Fraction("0.2"), 200, 400)


def test_a_question_counts_for_as_much_as_was_compared() -> None:
    """1 of 4 pairs of a question, and all 12 of another: of 16 pairs 13 agree."""
    few = cohen([("a", "a"), ("a", "b"), ("b", "a"), ("a", "b")])
    many = cohen([("a", "a"), ("b", "b")] * 6)
    assert pooled([few, many]).observed == Fraction(13, 16)


# What holds for any ratings


@given(PAIRS)
def test_cohens_kappa_lies_between_minus_one_and_one(rated: list[Pair]) -> None:
    kappa = cohen(rated)
    assert kappa.value is None or -1 <= kappa.value <= 1


@given(SUBJECTS)
def test_fleiss_kappa_lies_above_what_its_number_of_raters_allows(
    subjects: list[list[str]],
) -> None:
    kappa = fleiss(subjects)
    assume(kappa.undefined is None)
    assert 0 <= kappa.observed <= 1
    assert -Fraction(kappa.subjects, kappa.weight) <= value(kappa) <= 1


@given(PAIRS)
def test_who_agrees_in_all_has_a_kappa_of_one(rated: list[Pair]) -> None:
    same = [(one, one) for one, _ in rated]
    for kappa in (cohen(same), with_reference(same), fleiss(same)):
        assert kappa.undefined is not None or kappa.value == 1


@given(PAIRS)
def test_only_who_agrees_in_all_has_a_kappa_of_one(rated: list[Pair]) -> None:
    assume(any(one != other for one, other in rated))
    assert cohen(rated).value != 1
    assert fleiss(rated).value != 1


@given(PAIRS)
def test_it_does_not_matter_who_is_the_first_rater(rated: list[Pair]) -> None:
    turned = [(other, one) for one, other in rated]
    assert cohen(turned) == cohen(rated)
    assert fleiss(turned) == fleiss(rated)


@given(SUBJECTS, st.randoms())
def test_it_does_not_matter_in_what_order_ratings_come(
    subjects: list[list[str]], chance: Random
) -> None:
    mixed = [chance.sample(rated, len(rated)) for rated in subjects]
    chance.shuffle(mixed)
    assert fleiss(mixed) == fleiss(subjects)


@given(PAIRS, st.permutations("abcd"))
def test_it_does_not_matter_what_categories_are_called(
    rated: list[tuple[str, str]], names: list[str]
) -> None:
    called = dict(zip("abcd", names, strict=True))
    renamed = [(called[one], called[other]) for one, other in rated]
    assert cohen(renamed) == cohen(rated)
    assert with_reference(renamed) == with_reference(rated)
    assert fleiss(renamed) == fleiss(rated)


@given(SUBJECTS)
def test_a_subject_that_one_rated_changes_nothing(subjects: list[list[str]]) -> None:
    assume(any(subjects))
    assert fleiss([*subjects, ["z"], []]) == fleiss(subjects)


@given(st.lists(PAIRS, min_size=1, max_size=5))
def test_a_pooled_kappa_lies_between_those_it_was_made_of(questions: list[list[Pair]]) -> None:
    kappas = [cohen(rated) for rated in questions]
    values = [kappa.value for kappa in kappas if kappa.value is not None]
    assume(values)
    assert min(values) <= value(pooled(kappas)) <= max(values)


@given(SUBJECTS, st.integers(1, 3))
def test_the_same_question_pooled_with_itself_has_its_own_kappa(
    subjects: list[list[str]], times: int
) -> None:
    kappa = fleiss(subjects)
    assume(kappa.undefined is None)
    assert pooled([kappa] * times).value == kappa.value


# Where there is none


@pytest.mark.parametrize(
    ("kappa", "reason"),
    [
        (cohen([]), Undefined.NO_RATINGS),
        (cohen([("a", "a"), ("a", "a")]), Undefined.ONE_ANSWER),
        (with_reference([]), Undefined.NO_RATINGS),
        (with_reference([("a", "a"), ("b", "a")]), Undefined.ONE_REFERENCE),
        (fleiss([]), Undefined.NO_RATINGS),
        (fleiss([[], []]), Undefined.NO_RATINGS),
        (fleiss([["a"], ["b"]]), Undefined.ONE_RATER),
        (fleiss([["a", "b", "a"], ["b"]]), Undefined.ONE_SUBJECT),
        (fleiss([["a", "a"], ["a", "a", "a"]]), Undefined.ONE_ANSWER),
        (pooled([]), Undefined.NO_RATINGS),
        (pooled([cohen([]), fleiss([])]), Undefined.NO_RATINGS),
        (pooled([cohen([]), cohen([("a", "a")])]), Undefined.NONE_DEFINED),
        (pooled([fleiss([["a"], ["b"]]), fleiss([["c"]])]), Undefined.ONE_RATER),
    ],
    ids=lambda each: each.value if isinstance(each, Undefined) else None,
)
def test_where_there_is_no_kappa_it_says_why(kappa: Kappa, reason: Undefined) -> None:
    assert (kappa.value, kappa.undefined) == (None, reason)
    assert str(reason.words).endswith(".")


def test_a_question_whose_reference_never_varies_would_be_nought_for_anybody() -> None:
    """And so it is left out, rather than to pull the others down."""
    nearly_all_agree = [("a", "a")] * 9 + [("b", "a")]
    assert cohen(nearly_all_agree).value == 0
    others = with_reference([("a", "a"), ("b", "b"), ("b", "a")])
    assert pooled([with_reference(nearly_all_agree), others]) == pooled([others])


def test_each_reason_has_words_of_its_own() -> None:
    assert len({str(reason.words) for reason in Undefined}) == len(Undefined)

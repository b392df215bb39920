"""What made-up cohorts come to, worked out by hand."""

from collections.abc import Mapping
from fractions import Fraction

from checklist.engine.comparison import Agreement
from checklist.practice.cohorts import figures
from checklist.practice.cohorts.figures import Question, Raters, Response
from checklist.practice.kappa import Undefined

TRIALS, RISK = Question("made-up", "trials"), Question("made-up", "risk")

AGREES, ACCEPTABLE, DIFFERS, UNSAFE = Agreement


def responses(
    question: Question,
    by_case: Mapping[str, tuple[str, str]],
    wrong: Agreement = DIFFERS,
) -> list[Response]:
    """Responses to a question: by case the reference, and the answers of trainees 1, 2, 3 ...

    A hyphen stands for no answer, a space for somebody who has not done the case.
    """
    return [
        Response(
            trainee,
            case,
            question,
            None if answer == "-" else answer,
            reference,
            AGREES if answer == reference else wrong,
        )
        for case, (reference, answers) in by_case.items()
        for trainee, answer in enumerate(answers, start=1)
        if answer != " "
    ]


COHORT = [
    *responses(TRIALS, {"a": ("y", "yyn"), "b": ("n", "nnn"), "c": ("y", "yny")}),
    *responses(RISK, {"a": ("x", "xxx"), "b": ("x", "xxx")}),
]
"""Three trainees, three cases. Nobody errs about the risk, and its reference never varies."""


def test_cohens_kappa_of_the_trainees_and_the_reference() -> None:
    # Observed: 7 of 9. Answers: 4 y, 5 n; references: 6 y, 3 n; by chance (4 * 6 + 5 * 3) / 81.
    # (63 - 39) / (81 - 39). The risk has no kappa, for its reference is the same in both cases.
    kappa = figures.trainees_and_reference(COHORT)
    assert (kappa.value, kappa.subjects) == (Fraction(4, 7), 9)


def test_fleiss_kappa_of_the_trainees_with_each_other() -> None:
    # Pairs that agree: 1 of 3, 3 of 3, 1 of 3, so 5/9; by chance (4/9)² + (5/9)² = 41/81.
    # (45 - 41) / (81 - 41). About the risk everybody says the same: it has no kappa.
    kappa = figures.trainees_with_each_other(COHORT)
    assert (kappa.value, kappa.ratings) == (Fraction(1, 10), 9)


def test_chance_is_reckoned_within_each_question() -> None:
    # Two questions answered with opposite options. In one table an answer would be right by chance
    # half the time, and kappa 1; within its own question nothing varies, so there is none.
    apart = [
        *responses(TRIALS, {"a": ("y", "yy"), "b": ("y", "yy")}),
        *responses(RISK, {"a": ("n", "nn"), "b": ("n", "nn")}),
    ]
    assert figures.trainees_and_reference(apart).undefined is Undefined.ONE_REFERENCE
    assert figures.trainees_with_each_other(apart).undefined is Undefined.ONE_ANSWER


def test_a_single_case_has_no_kappa() -> None:
    one = responses(TRIALS, {"a": ("y", "yyn")})
    assert figures.trainees_and_reference(one).undefined is Undefined.ONE_REFERENCE
    assert figures.trainees_with_each_other(one).undefined is Undefined.ONE_SUBJECT


def test_a_single_trainee_agrees_with_nobody() -> None:
    alone = responses(TRIALS, {"a": ("y", "y"), "b": ("n", "y")})
    assert figures.trainees_and_reference(alone).value == 0
    assert figures.trainees_with_each_other(alone).undefined is Undefined.ONE_RATER


def test_nobody_has_no_kappa() -> None:
    assert figures.trainees_and_reference([]).undefined is Undefined.NO_RATINGS
    assert figures.trainees_with_each_other([]).undefined is Undefined.NO_RATINGS
    assert figures.raters([]) == Raters(all=0, fewest=0, most=0)


def test_no_answer_is_a_way_of_answering() -> None:
    # Cohen: 3 of 4; answers 2 y, 1 n, 1 none; references 2 y, 2 n; by chance (4 + 2 + 0) / 16.
    silent = responses(TRIALS, {"a": ("y", "yy"), "b": ("n", "n-")})
    assert figures.trainees_and_reference(silent).value == Fraction(12 - 6, 16 - 6)


def test_raters_are_those_whose_case_another_has_done() -> None:
    some = responses(TRIALS, {"a": ("y", "yyy"), "b": ("y", "yn"), "c": ("y", "   y")})
    assert figures.raters(some) == Raters(all=3, fewest=2, most=3)


def test_the_map_has_most_disagreement_first() -> None:
    rows = figures.rows(
        [
            *responses(RISK, {"a": ("x", "xxx"), "b": ("x", "xxo")}, UNSAFE),
            *responses(TRIALS, {"a": ("y", "nnn"), "c": ("y", "yny")}),
        ]
    )
    assert [(row.question, row.all.differing, row.all.given) for row in rows] == [
        (TRIALS, 4, 6),
        (RISK, 1, 6),
    ]
    cells = {case: (cell.differing, cell.given) for case, cell in rows[1].by_case.items()}
    assert cells == {"a": (0, 3), "b": (1, 3)}
    assert [cell.unsafe for cell in rows[1].by_case.values()] == [0, 1]


def test_what_is_acceptable_does_not_differ() -> None:
    cell = figures.cell(responses(TRIALS, {"a": ("y", "ynn")}, ACCEPTABLE))
    assert (cell.given, cell.differing, cell.unsafe) == (3, 0, 0)


def test_a_shade_is_a_fifth() -> None:
    shades = [figures.shade(some, 10) for some in range(11)]
    assert shades == [0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4]


def test_all_answers_to_a_case() -> None:
    cells = figures.cells_by_case(COHORT)
    assert {case: (cell.differing, cell.given) for case, cell in cells.items()} == {
        "a": (1, 6),
        "b": (0, 6),
        "c": (1, 3),
    }


def test_the_answers_given_to_a_question() -> None:
    given = figures.given_by_case(responses(TRIALS, {"a": ("y", "yyn-")}, UNSAFE))["a"]
    assert given.counts == {"y": 2, "n": 1, None: 1}
    assert given.references == {"y"}
    assert given.agreements == {"y": AGREES, "n": UNSAFE, None: UNSAFE}
    assert given.number == 4


def test_editions_of_a_case_that_do_not_agree_on_an_answer_tell_the_worst() -> None:
    both = [
        *responses(TRIALS, {"a": ("y", "n")}, UNSAFE),
        *responses(TRIALS, {"a": ("n", "n")}),
    ]
    given = figures.given_by_case(both)["a"]
    assert given.references == {"y", "n"}
    assert given.agreements == {"n": UNSAFE}


def test_unsafe_misses_by_case() -> None:
    unsafe = responses(RISK, {"a": ("x", "xox"), "b": ("x", "xxx")}, UNSAFE)
    misses = figures.unsafe_by_case([*COHORT, *unsafe])
    assert {case: [each.trainee for each in found] for case, found in misses.items()} == {"a": [2]}

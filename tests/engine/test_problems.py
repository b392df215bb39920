"""A complaint as a value."""

import pytest

from checklist.engine.problems import InvalidDefinition, Problem


@pytest.mark.parametrize(
    ("path", "text"), [("", "It is wrong."), ("rules[0]", "rules[0]: It is wrong.")]
)
def test_a_problem_says_where_and_what(path: str, text: str) -> None:
    assert str(Problem(path, "It is wrong.")) == text


def test_half_characters_are_written_out_so_that_every_problem_can_be_printed() -> None:
    problem = Problem('"\ud800"', "There is no criterion “\udfff”. שָׁלוֹם")
    assert (problem.path, problem.message) == (
        r'"\ud800"',
        r"There is no criterion “\udfff”. שָׁלוֹם",
    )


def test_all_problems_are_told_one_a_line() -> None:
    problems = (Problem("title", "This is missing."), Problem("", "It is wrong."))
    invalid = InvalidDefinition(problems)
    assert (invalid.problems, str(invalid)) == (problems, "title: This is missing.\nIt is wrong.")

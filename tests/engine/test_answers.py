"""Which answers are refused."""

import pytest

from checklist.engine.answers import RefusedAnswer, check_answers
from tests.engine.small import small


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"depth": "mild"},
        {"help": "no", "depth": "deep", "length": "unknown"},
        {"depth": "mild", "length": "weeks"},
    ],
    ids=["none", "one", "all, in any order", "one out of view"],
)
def test_answers_of_the_definition_pass(answers: dict[str, str]) -> None:
    check_answers(small(), answers)


@pytest.mark.parametrize("key", ["width", "", "Depth", "depth-comment", "rule-alone"])
def test_an_unknown_criterion_is_refused(key: str) -> None:
    with pytest.raises(RefusedAnswer) as refused:
        check_answers(small(), {"depth": "mild", key: "mild"})
    assert (refused.value.criterion, str(refused.value)) == (
        key,
        f"{key}: There is no such criterion.",
    )


@pytest.mark.parametrize("answer", ["weeks", "", "Mild", "mild ", "depth.deep.1", "\ud800"])
def test_an_unknown_option_is_refused(answer: str) -> None:
    with pytest.raises(RefusedAnswer) as refused:
        check_answers(small(), {"depth": answer})
    assert (refused.value.criterion, str(refused.value)) == (
        "depth",
        "depth: This criterion does not offer that answer.",
    )


def test_an_unknown_option_is_refused_out_of_view_too() -> None:
    with pytest.raises(RefusedAnswer) as refused:
        check_answers(small(), {"depth": "mild", "length": "ages"})
    assert refused.value.criterion == "length"


def test_the_first_by_key_is_named_whatever_the_order_of_answering() -> None:
    for answers in ({"x": "1", "help": "maybe"}, {"help": "maybe", "x": "1"}):
        with pytest.raises(RefusedAnswer) as refused:
            check_answers(small(), answers)
        assert refused.value.criterion == "help"

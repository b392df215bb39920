"""A further kind of criterion is one more module: tried with a kind that only stands here."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from checklist.engine import shape
from checklist.engine.checks import check_raw
from checklist.engine.codec import parse, to_data
from checklist.engine.definition import Definition, Section
from checklist.engine.kinds import KIND_NAMES, ChoiceCriterion
from checklist.engine.kinds.base import BaseCriterion
from checklist.engine.parts import Condition, Consideration
from checklist.engine.problems import Problem
from checklist.engine.summary import Because, Missing, summarise
from checklist.engine.texts import text_problems
from tests.engine.small import changed, problems
from tests.strategies import GONE, Data

HELP = "sections[1].criteria[0]"


class NumberCriterion(BaseCriterion):
    """A whole number from 0 on. From ``high`` on it raises something; 0 means not known."""

    kind: Literal["number"]
    unit: str
    high: int
    raises: Consideration

    def accepts(self, answer: str) -> bool:
        return answer.isdecimal()

    def is_unknown(self, answer: str) -> bool:
        return int(answer) == 0

    def label(self, answer: str) -> str:
        return f"{answer} {self.unit}"

    def raised_by(self, answer: str) -> tuple[Consideration, ...]:
        return (self.raises,) if int(answer) >= self.high else ()

    def considerations(self) -> Iterator[tuple[str, Consideration]]:
        yield "raises", self.raises

    def listed(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def can_be_unknown(self) -> bool:
        return True

    def met_together(self, conditions: Iterable[Condition]) -> frozenset[frozenset[Condition]]:
        asked = tuple(conditions)
        numbers = {number for condition in asked for number in condition.options}
        some = (frozenset(each for each in asked if number in each.options) for number in numbers)
        return frozenset((frozenset(), *some))

    def problems(self) -> Iterator[Problem]:
        yield from text_problems("unit", self.unit, 10)

    def condition_problem(self, condition: Condition) -> str | None:
        return None if all(map(self.accepts, condition.options)) else "These are no numbers."


class WiderSection(Section):
    criteria: tuple[Annotated[ChoiceCriterion | NumberCriterion, Field(discriminator="kind")], ...]  # type: ignore[assignment]


class WiderDefinition(Definition):
    sections: tuple[WiderSection, ...]


NUMBER: Data = {
    "kind": "number",
    "key": "help",
    "short": "Help",
    "question": "How many are there to help?",
    "help": "Friends and family.",
    "unit": "people",
    "high": 3,
    "raises": {"key": "help.high.1", "kind": "support", "text": "There is help."},
}


@pytest.fixture(autouse=True)
def _wider(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the second kind named where the first one is."""
    monkeypatch.setattr(shape, "Definition", WiderDefinition)
    monkeypatch.setattr(shape, "KIND_NAMES", KIND_NAMES | {"number"})


def wider(changes: dict[str, Any]) -> Data:
    """Data of the small definition, with a number where it asks for help."""
    asks_for_two = {"criterion": "help", "options": ["1", "2"]}
    return changed({HELP: NUMBER, "rules[1].when.conditions[1]": asks_for_two} | changes)


def test_it_is_read_and_written() -> None:
    assert to_data(parse(wider({}))) == wider({})


@pytest.mark.parametrize(
    ("answer", "raised", "missing"),
    [
        ("2", ["rule-alone"], ()),
        ("5", ["help.high.1"], ()),
        ("0", [], (Missing(criterion="help", unknown=True),)),
    ],
)
def test_it_takes_part_in_a_summary(
    answer: str, raised: list[str], missing: tuple[Missing, ...]
) -> None:
    summary = summarise(parse(wider({})), {"depth": "mild", "help": answer})
    assert [each.key for each in summary.considerations] == raised
    assert [each.because for each in summary.considerations] == [
        (Because(criterion="help", option=answer),) for _ in raised
    ]
    assert summary.missing == missing


def test_it_has_labels_in_sentences() -> None:
    summary = summarise(parse(wider({})), {"depth": "mild", "help": "2"})
    (fired,) = summary.considerations
    assert fired.rule == (
        "Shown whenever 1.2 Length is “Weeks”, or 2.1 Help is “1 people” or “2 people”, "
        "or 1.1 Depth is “Deep”."
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({f"{HELP}.unit": GONE}, [(f"{HELP}.unit", "This is missing.")]),
        ({f"{HELP}.unit": " "}, [(f"{HELP}.unit", "This text is empty.")]),
        ({f"{HELP}.number": 5}, [(f"{HELP}.number", "There is no such field here.")]),
        ({f"{HELP}.choice": 5}, [(f"{HELP}.choice", "There is no such field here.")]),
        (
            {f"{HELP}.raises.kind": "choice"},
            [
                (
                    f"{HELP}.raises.kind",
                    "This must be one of: urgent, resolve, caution, support, note.",
                )
            ],
        ),
        (
            {"rules[1].when.conditions[1].options": ["two"]},
            [("rules[1].when.conditions[1].options", "These are no numbers.")],
        ),
    ],
    ids=str,
)
def test_its_problems_are_named_by_their_paths(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert problems(wider(changes)) == expected


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ([["1"]], []),
        ([["1", "2"], ["2", "3"]], []),
        ([["1"], ["2"]], ["never-fires"]),
        ([["1"], ["1", "2"]], ["redundant-condition"]),
    ],
    ids=str,
)
def test_the_checks_try_its_answers_as_far_as_conditions_tell_them_apart(
    numbers: list[list[str]], codes: list[str]
) -> None:
    asked = [{"criterion": "help", "options": options} for options in numbers]
    found = check_raw(
        wider({"rules[1].when": {"match": "all", "conditions": asked}}), today="2026-01-31"
    )
    assert [each.code for each in found if each.path.startswith("rules[1].when")] == codes


@pytest.mark.parametrize("kind", ["month", "", None, 5, [], {}])
def test_a_kind_that_is_neither_is_refused(kind: object) -> None:
    assert problems(wider({f"{HELP}.kind": kind}))[0] == (
        f"{HELP}.kind",
        "This must be one of: choice, number.",
    )


def test_a_missing_kind_is_missing() -> None:
    assert problems(wider({f"{HELP}.kind": GONE}))[0] == (f"{HELP}.kind", "This is missing.")


@pytest.mark.parametrize("criterion", [None, 5, "choice", []])
def test_a_criterion_that_is_no_object_is_refused(criterion: object) -> None:
    assert problems(wider({HELP: criterion}))[0] == (HELP, "This must be an object.")

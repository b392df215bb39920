"""What becomes of answers when a newer version takes the place of the one they were given under.

Keys decide. An answer carries over where the newer version still asks the criterion and still
offers the answer; whether it is in view there is for ``in_view`` to say, as always.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from checklist.engine.answers import Answers, check_answers
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion


class Gone(StrEnum):
    """Why an answer does not carry over."""

    CRITERION = "criterion"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """An answer that carries over. ``reworded`` names those texts that now say something else.

    They are ``question``, ``help`` and ``label``; whoever gave the answer should look again.
    """

    criterion: str
    answer: str
    reworded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftAnswer:
    """An answer that stays behind, and why."""

    criterion: str
    answer: str
    gone: Gone


@dataclass(frozen=True, slots=True)
class Carried:
    """What carries over and what stays behind.

    What carries stands in the order of the newer version and what stays behind in that of the
    older one. ``new`` are the criteria that only the newer version has. Comments go with their
    criterion, whether or not its answer carries.
    """

    answers: tuple[CarriedAnswer, ...]
    left: tuple[LeftAnswer, ...]
    new: tuple[str, ...]
    comments: Mapping[str, str]
    comments_left: Mapping[str, str]

    @property
    def answer_by_key(self) -> dict[str, str]:
        """The answers that carry over, as the engine takes them."""
        return {each.criterion: each.answer for each in self.answers}

    @property
    def reworded(self) -> tuple[CarriedAnswer, ...]:
        """The answers that carry over and should be looked at again."""
        return tuple(each for each in self.answers if each.reworded)


def carry(
    before: Definition, after: Definition, answers: Answers, comments: Mapping[str, str]
) -> Carried:
    """Carry answers, and comments by criterion, from one definition to another.

    Raises RefusedAnswer for an answer that the definition before does not offer.
    """
    check_answers(before, answers)
    return Carried(
        answers=tuple(_carried(before, after, answers)),
        left=tuple(_left(before, after, answers)),
        new=tuple(key for key in after.criteria if key not in before.criteria),
        comments={key: comments[key] for key in after.criteria if key in comments},
        comments_left={
            key: comment for key, comment in comments.items() if key not in after.criteria
        },
    )


def _carried(before: Definition, after: Definition, answers: Answers) -> Iterator[CarriedAnswer]:
    for key, criterion in after.criteria.items():
        if key in answers and criterion.accepts(answers[key]):
            reworded = tuple(_reworded(before.criteria[key], criterion, answers[key]))
            yield CarriedAnswer(criterion=key, answer=answers[key], reworded=reworded)


def _reworded(before: AnyCriterion, after: AnyCriterion, answer: str) -> Iterator[str]:
    if before.question != after.question:
        yield "question"
    if before.help != after.help:
        yield "help"
    if before.label(answer) != after.label(answer):
        yield "label"


def _left(before: Definition, after: Definition, answers: Answers) -> Iterator[LeftAnswer]:
    for key in before.criteria:
        if key in answers and (gone := _gone(after, key, answers[key])):
            yield LeftAnswer(criterion=key, answer=answers[key], gone=gone)


def _gone(after: Definition, criterion: str, answer: str) -> Gone | None:
    if criterion not in after.criteria:
        return Gone.CRITERION
    return None if after.criteria[criterion].accepts(answer) else Gone.OPTION


class Extent(StrEnum):
    """How many of a criterion's answers still carry over."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StillCarries:
    """The options of a criterion whose answers still carry over, and those whose do not."""

    criterion: str
    kept: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def extent(self) -> Extent:
        """How many of its answers carry over."""
        if not self.lost:
            return Extent.ALL
        return Extent.SOME if self.kept else Extent.NONE


def still_carries(before: Definition, after: Definition) -> tuple[StillCarries, ...]:
    """For every criterion of the definition before, which of its answers still carry over."""
    return tuple(_still(criterion, after) for criterion in before.criteria.values())


def _still(criterion: AnyCriterion, after: Definition) -> StillCarries:
    lost = {
        answer: _gone(after, criterion.key, answer) is not None for _, answer in criterion.listed()
    }
    return StillCarries(
        criterion=criterion.key,
        kept=tuple(key for key in lost if not lost[key]),
        lost=tuple(key for key in lost if lost[key]),
    )

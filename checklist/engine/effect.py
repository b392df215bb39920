"""The effect of an edit: what other answers already given would bring up under another version.

Sets of answers are counted, never kept. No Summary is made for it, so that ten thousand sets take
a moment; what fires here is what ``summarise`` raises.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from checklist.engine.answers import Answers
from checklist.engine.definition import Definition
from checklist.engine.parts import Condition, Kind, Match, When

URGENT_OFTEN: Final = Fraction(1, 10)
"""Urgent is what calls for acting at once: what fires in more sets than this is read as routine."""


@dataclass(frozen=True, slots=True)
class Line:
    """One consideration, and in how many sets of answers what happens to it.

    ``appears`` and ``disappears`` compare the two definitions set by set, so both may be above
    zero. A kind is None where the definition has no such consideration.
    """

    key: str
    kind_before: Kind | None
    kind_after: Kind | None
    fires_before: int
    fires_after: int
    appears: int
    disappears: int
    changes_kind: int

    @property
    def is_touched(self) -> bool:
        """Whether it is another than before in any set of answers."""
        return self.appears + self.disappears + self.changes_kind > 0


@dataclass(frozen=True, slots=True)
class Effect:
    """What was counted over so many sets of answers.

    The lines are the considerations of the new definition in document order, then those that only
    the old one has; also those that fire in no set.
    """

    sets: int
    lines: tuple[Line, ...]

    @property
    def touched(self) -> tuple[Line, ...]:
        """The considerations that appear, disappear or change kind in some set."""
        return tuple(line for line in self.lines if line.is_touched)

    @property
    def urgent_often(self) -> tuple[Line, ...]:
        """The urgent considerations that would fire in more sets than URGENT_OFTEN allows."""
        return tuple(
            line
            for line in self.lines
            if line.kind_after is Kind.URGENT and line.fires_after > self.sets * URGENT_OFTEN
        )


def together(first: Effect, second: Effect) -> Effect:
    """What two effects between the same definitions come to together."""
    return Effect(
        sets=first.sets + second.sets,
        lines=tuple(map(_summed, first.lines, second.lines)),
    )


def _summed(first: Line, second: Line) -> Line:
    return replace(
        first,
        fires_before=first.fires_before + second.fires_before,
        fires_after=first.fires_after + second.fires_after,
        appears=first.appears + second.appears,
        disappears=first.disappears + second.disappears,
        changes_kind=first.changes_kind + second.changes_kind,
    )


def effect(before: Definition | None, after: Definition, answer_sets: Iterable[Answers]) -> Effect:
    """The effect of putting one definition in the place of another, or of none."""
    tally = Tally(before, after)
    for answers in answer_sets:
        tally.add(answers)
    return tally.result()


class Tally:
    """Counts sets of answers one after another, so that they need not stand in memory together.

    They may have been given under either definition or an older one: each definition takes, by
    key, the answers that it offers.
    """

    def __init__(self, before: Definition | None, after: Definition) -> None:
        self.sets = 0
        self._before = None if before is None else Firing(before)
        self._after = Firing(after)
        self._fires: Counter[str] = Counter()
        self._appears: Counter[str] = Counter()
        self._disappears: Counter[str] = Counter()

    def add(self, answers: Answers, times: int = 1) -> None:
        """Count a set of answers that was given so many times."""
        before = frozenset() if self._before is None else self._before.fired(answers)
        after = self._after.fired(answers)
        self.sets += times
        for key in after:
            self._fires[key] += times
        for key in after - before:
            self._appears[key] += times
        for key in before - after:
            self._disappears[key] += times

    def result(self) -> Effect:
        """What has been counted so far."""
        return Effect(sets=self.sets, lines=tuple(self._lines()))

    def _lines(self) -> Iterator[Line]:
        kinds_before = {} if self._before is None else self._before.kinds
        kinds_after = self._after.kinds
        for key in {**kinds_after, **kinds_before}:
            both = self._fires[key] - self._appears[key]
            yield Line(
                key=key,
                kind_before=kinds_before.get(key),
                kind_after=kinds_after.get(key),
                fires_before=both + self._disappears[key],
                fires_after=self._fires[key],
                appears=self._appears[key],
                disappears=self._disappears[key],
                changes_kind=both if kinds_before.get(key) is not kinds_after.get(key) else 0,
            )


@dataclass(frozen=True, slots=True)
class _Test:
    """Conditions on answers of which each is a bit: a condition's mask holds all that fulfil it."""

    needs_all: bool
    masks: tuple[int, ...]

    def holds(self, counted: int) -> bool:
        for mask in self.masks:
            if bool(counted & mask) is not self.needs_all:
                return not self.needs_all
        return self.needs_all


_ALWAYS = _Test(needs_all=True, masks=())


@dataclass(frozen=True, slots=True)
class _Asked:
    """A criterion: when it is in view, and each answer's bit and the keys of what it raises."""

    key: str
    in_view: _Test
    answers: dict[str, tuple[int, tuple[str, ...]]]


class Firing:
    """Looks up which considerations of one definition fire, by their keys.

    It asks the questions of ``in_view`` and ``summary`` in the same order, of numbers instead of
    parts; a property test holds it to their answers.
    """

    def __init__(self, definition: Definition) -> None:
        self.kinds = {each.key: each.kind for _, each in definition.considerations()}
        listed = (
            (key, answer)
            for key, criterion in definition.criteria.items()
            for _, answer in criterion.listed()
        )
        self._bits = {each: 1 << number for number, each in enumerate(listed)}
        self._asked = tuple(self._ask(definition, key) for key in definition.criteria)
        self._rules = tuple(
            (self._test(definition, rule.when), rule.consideration.key) for rule in definition.rules
        )

    def fired(self, answers: Answers) -> frozenset[str]:
        """The keys of what fires. Answers that the definition does not offer count as none."""
        counted = 0
        fired: list[str] = []
        for asked in self._asked:
            answer = answers.get(asked.key)
            if answer in asked.answers and asked.in_view.holds(counted):
                bit, raised = asked.answers[answer]
                counted |= bit
                fired += raised
        fired += [key for test, key in self._rules if test.holds(counted)]
        return frozenset(fired)

    def _ask(self, definition: Definition, key: str) -> _Asked:
        criterion = definition.criteria[key]
        return _Asked(
            key=key,
            in_view=_ALWAYS
            if criterion.in_view is None
            else self._test(definition, criterion.in_view),
            answers={
                answer: (
                    self._bits[key, answer],
                    tuple(each.key for each in criterion.raised_by(answer)),
                )
                for _, answer in criterion.listed()
            },
        )

    def _test(self, definition: Definition, when: When) -> _Test:
        return _Test(
            needs_all=when.match is Match.ALL,
            masks=tuple(self._mask(definition, condition) for condition in when.conditions),
        )

    def _mask(self, definition: Definition, condition: Condition) -> int:
        criterion = definition.criteria[condition.criterion]
        return sum(
            self._bits[criterion.key, answer]
            for _, answer in criterion.listed()
            if criterion.fulfils(condition, answer)
        )

"""What can be met together: decided by trying every answer, and not by reasoning about them.

Answers matter to conditions only by which of them they fulfil. So the criteria are gone through in
document order, each with every answer that it offers and, unless all are to be answered, with none;
and what is kept of the answers so far is the set of conditions that they fulfil, as bits of a
number. A criterion out of view takes no answer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Condition, Match, When

BOUND = 50_000
"""So many combinations of fulfilled conditions are looked at; beyond it nothing is said."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Every combination of conditions that some answers fulfil together."""

    bits: Mapping[Condition, int]
    met: frozenset[int]

    def where(self, when: When) -> frozenset[int]:
        """The combinations in which conditions taken together hold."""
        needed = self._bits_of(when.conditions)
        if when.match is Match.ALL:
            return frozenset(met for met in self.met if met & needed == needed)
        return frozenset(met for met in self.met if met & needed)

    def ever(self, when: When) -> bool:
        """Whether the conditions hold for some answers."""
        return bool(self.where(when))

    def always(self, when: When) -> bool:
        """Whether the conditions hold for all answers."""
        return self.where(when) == self.met

    def _bits_of(self, conditions: Iterable[Condition]) -> int:
        bits = 0
        for condition in conditions:
            bits |= self.bits[condition]
        return bits


def ways(
    definition: Definition, whens: Iterable[When], *, all_answered: bool = False
) -> Ways | None:
    """What answers can fulfil of these conditions and of those behind them; None beyond the bound.

    With ``all_answered`` every criterion in view has an answer, otherwise any may lack one.
    """
    asked = tuple(whens)
    involved = looked_at(definition, asked)
    in_view = {key: definition.conditions[key] for key in involved if key in definition.conditions}
    conditions = dict.fromkeys(_conditions((*asked, *in_view.values())))
    bits = {condition: 1 << place for place, condition in enumerate(conditions)}
    met = frozenset({0})
    for key, criterion in definition.criteria.items():
        if key in involved:
            so_far = Ways(bits, met)
            asking = so_far.where(in_view[key]) if key in in_view else met
            steps = _steps(criterion, bits, all_answered=all_answered)
            met = (met - asking) | {before | step for before in asking for step in steps}
            if len(met) > BOUND:
                return None
    return Ways(bits, met)


def looked_at(definition: Definition, whens: Iterable[When]) -> frozenset[str]:
    """The criteria that conditions look at, those that decide whether these are asked, and so on.

    Keys that no criterion has are left out.
    """
    found: set[str] = set()
    waiting = [condition.criterion for condition in _conditions(whens)]
    while waiting:
        key = waiting.pop()
        if key in definition.criteria and key not in found:
            found.add(key)
            if key in definition.conditions:
                behind = definition.conditions[key].conditions
                waiting += [condition.criterion for condition in behind]
    return frozenset(found)


def _conditions(whens: Iterable[When]) -> Iterator[Condition]:
    for when in whens:
        yield from when.conditions


def _steps(
    criterion: AnyCriterion, bits: Mapping[Condition, int], *, all_answered: bool
) -> frozenset[int]:
    """What a criterion in view can add to the conditions that are met."""
    own = [condition for condition in bits if condition.criterion == criterion.key]
    together = criterion.met_together(own)
    steps = frozenset(sum(bits[condition] for condition in met) for met in together)
    return steps if all_answered and steps else steps | {0}

"""What the checks look at: a definition, the day and the words, and what several checks ask of it.

The definition has the right shape and may be wrong in every other way: a draft in the making.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from checklist.engine.checks.enumeration import Ways, looked_at, ways
from checklist.engine.checks.words import WordLists
from checklist.engine.definition import Definition, Rule
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Citation, Consideration, SourceKind, When
from checklist.engine.problems import Problem
from checklist.engine.validity import problems_of

Placed: TypeAlias = tuple[str, When]


@dataclass(frozen=True)
class Subject:
    """A definition to be checked, on a day written as YYYY-MM-DD."""

    definition: Definition
    today: str
    words: WordLists

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being a Definition."""
        return problems_of(self.definition)

    @cached_property
    def criteria(self) -> tuple[tuple[str, AnyCriterion], ...]:
        """Every criterion with its path; also those that share a key."""
        return tuple(
            (f"sections[{chapter}].criteria[{place}]", criterion)
            for chapter, section in enumerate(self.definition.sections)
            for place, criterion in enumerate(section.criteria)
        )

    @cached_property
    def considerations(self) -> tuple[tuple[str, Consideration], ...]:
        """Every consideration with its path."""
        return tuple(self.definition.considerations())

    @cached_property
    def rules(self) -> tuple[tuple[str, Rule], ...]:
        """Every rule with its path."""
        return tuple((f"rules[{n}]", rule) for n, rule in enumerate(self.definition.rules))

    @cached_property
    def whens(self) -> tuple[Placed, ...]:
        """The conditions of criteria and of rules, with their paths."""
        asked = (
            (f"{path}.in_view", criterion.in_view)
            for path, criterion in self.criteria
            if criterion.in_view is not None
        )
        return (*asked, *((f"{path}.when", rule.when) for path, rule in self.rules))

    @cached_property
    def sound_whens(self) -> tuple[Placed, ...]:
        """Those of the conditions that can be judged: neither they nor any behind them are wrong.

        What follows from an error is not told beside it.
        """
        return tuple((path, when) for path, when in self.whens if self.is_sound(path, when))

    def is_sound(self, path: str, when: When) -> bool:
        """Whether conditions and all behind them are free of problems."""
        behind = (self._in_view_paths.get(key) for key in looked_at(self.definition, (when,)))
        places = {path, *filter(None, behind)}
        return places.isdisjoint(self._unsound)

    @cached_property
    def ways(self) -> dict[str, Ways | None]:
        """What answers can meet of each sound condition, by its path; None beyond the bound."""
        return {path: ways(self.definition, (when,)) for path, when in self.sound_whens}

    @cached_property
    def keys_looked_at(self) -> frozenset[str]:
        """The criteria that some condition looks at."""
        return frozenset(each.criterion for _, when in self.whens for each in when.conditions)

    @cached_property
    def answers_looked_at(self) -> frozenset[tuple[str, str]]:
        """The criteria and answers that some condition names."""
        return frozenset(
            (condition.criterion, option)
            for _, when in self.whens
            for condition in when.conditions
            for option in condition.options
        )

    @cached_property
    def citing(self) -> tuple[tuple[str, tuple[Citation, ...]], ...]:
        """Everything that cites sources, with its path."""
        lines = enumerate(self.definition.context)
        return (
            *((path, criterion.sources) for path, criterion in self.criteria),
            *((path, consideration.sources) for path, consideration in self.considerations),
            *((f"context[{number}]", line.sources) for number, line in lines),
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """The wording that clinicians read in the walk and in the results, with its paths."""
        for path, criterion in self.criteria:
            for inside, text in criterion.texts():
                yield f"{path}.{inside}", text
        for path, consideration in self.considerations:
            yield f"{path}.text", consideration.text

    def rests_on_article_alone(self, consideration: Consideration) -> bool:
        """Whether every source of a consideration that can be found is an article."""
        known = self.definition.source_by_key
        kinds = {known[each.source].kind for each in consideration.sources if each.source in known}
        return kinds == {SourceKind.ARTICLE}

    @cached_property
    def _in_view_paths(self) -> dict[str, str]:
        return {criterion.key: f"{path}.in_view" for path, criterion in self.criteria}

    @cached_property
    def _unsound(self) -> frozenset[str]:
        """The paths of conditions in which something is wrong."""
        inside = (problem.path.partition(".conditions")[0] for problem in self.problems)
        return frozenset(path for path in inside if path.endswith((".in_view", ".when")))

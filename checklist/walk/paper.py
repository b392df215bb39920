"""The blank checklist as it is printed, for when the system is down.

On paper nothing comes up by itself, so every urgent consideration stands where it applies: at the
answer that raises it or, for a rule, at each question whose answer may be the one that makes it
true.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise

from checklist.engine.definition import Definition, Rule
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Citation, Consideration, Kind, Match
from checklist.engine.wording import asked_if_sentence, chosen, whenever
from checklist.walk.citations import CitedSource, cited


@dataclass(frozen=True, slots=True)
class Place:
    """A citation in short: the number of its source in the list at the end, and the place in it."""

    number: int
    kind: Promise
    locator: str


@dataclass(frozen=True, slots=True)
class Warned:
    """An urgent consideration; ``label`` is the answer's that raises it alone, if one does."""

    label: str
    whenever: str
    text: str
    sources: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion with what paper must say of it."""

    number: str
    criterion: AnyCriterion
    asked_if: str
    warnings: tuple[Warned, ...]
    sources: tuple[Place, ...]

    @property
    def kind_template(self) -> str:
        """Draws the answers to tick."""
        return f"walk/paper/{self.criterion.kind}.html"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section with its questions."""

    number: int
    title: str
    lead: str
    questions: tuple[Question, ...]


class Paper:
    """What is printed of a definition. Each part is worked out when it is asked for."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The sections, in order."""
        return tuple(
            Chapter(
                number=number,
                title=section.title,
                lead=section.lead,
                questions=tuple(self._question(criterion) for criterion in section.criteria),
            )
            for number, section in enumerate(self._definition.sections, start=1)
        )

    @cached_property
    def warnings(self) -> tuple[Warned, ...]:
        """Every urgent consideration, each once: answers in document order, then rules."""
        at_answers = (
            warned
            for criterion in self._definition.criteria.values()
            for warned in self._raised_by_answers(criterion)
        )
        return (*at_answers, *(self._rule(rule) for rule in self._urgent_rules))

    @cached_property
    def sources(self) -> tuple[tuple[int, CitedSource], ...]:
        """The sources cited on the paper, by their numbers."""
        whole = (Citation(source=key, locator="") for key in self._numbers)
        return tuple(enumerate(cited(self._definition, whole), start=1))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The number of each source that the paper cites, in the order of citing."""
        keys = dict.fromkeys(citation.source for citation in self._citations())
        return {key: number for number, key in enumerate(keys, start=1)}

    def _citations(self) -> Iterator[Citation]:
        for criterion in self._definition.criteria.values():
            yield from criterion.sources
        for _path, consideration in self._definition.considerations():
            if consideration.kind is Kind.URGENT:
                yield from consideration.sources

    @property
    def _urgent_rules(self) -> Iterator[Rule]:
        return (rule for rule in self._definition.rules if rule.consideration.kind is Kind.URGENT)

    def _question(self, criterion: AnyCriterion) -> Question:
        definition = self._definition
        rules = (rule for rule in self._urgent_rules if criterion.key in self._places(rule))
        return Question(
            number=definition.numbers[criterion.key],
            criterion=criterion,
            asked_if=asked_if_sentence(definition, criterion.in_view) if criterion.in_view else "",
            warnings=(
                *self._raised_by_answers(criterion),
                *(self._rule(rule) for rule in rules),
            ),
            sources=self._in_short(criterion.sources),
        )

    def _places(self, rule: Rule) -> set[str]:
        """The criteria at which a rule can become true: with *all*, it is the last of them."""
        looked_at = {each.criterion for each in rule.when.conditions}
        if rule.when.match is Match.ANY:
            return looked_at
        return {[key for key in self._definition.criteria if key in looked_at][-1]}

    def _raised_by_answers(self, criterion: AnyCriterion) -> Iterator[Warned]:
        for option in criterion.options:
            when = whenever(self._definition, chosen(criterion.key, option.key))
            for consideration in option.considerations:
                if consideration.kind is Kind.URGENT:
                    yield self._warned(option.label, when, consideration)

    def _rule(self, rule: Rule) -> Warned:
        return self._warned("", whenever(self._definition, rule.when), rule.consideration)

    def _warned(self, label: str, when: str, consideration: Consideration) -> Warned:
        places = self._in_short(consideration.sources)
        return Warned(label=label, whenever=when, text=consideration.text, sources=places)

    def _in_short(self, citations: Iterable[Citation]) -> tuple[Place, ...]:
        return tuple(
            Place(number=self._numbers[each.key], kind=each.kind, locator=each.locator)
            for each in cited(self._definition, citations)
        )

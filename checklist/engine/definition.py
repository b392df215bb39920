"""The Definition: a whole version's content as one frozen value.

It holds no version label, status or date: two versions with the same content have equal
definitions and the same digest. Use ``codec.parse`` to make one from data that may be wrong.
"""

from collections.abc import Iterator
from functools import cached_property

from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import (
    Consideration,
    ContextLine,
    Difference,
    Pair,
    Part,
    Source,
    When,
)


class Section(Part):
    """A page of the walk."""

    key: str
    title: str
    lead: str
    criteria: tuple[AnyCriterion, ...]


class Rule(Part):
    """Conditions that raise a consideration. Its key is the consideration's key."""

    when: When
    consideration: Consideration


class Definition(Part):
    """Everything that a clinician is asked and shown under one version of a checklist."""

    title: str
    language: str
    introduction: str
    not_for: str = ""
    purpose: str
    limits: tuple[str, ...]
    starts_from: str = ""
    then_and_now: tuple[Pair, ...] = ()
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    context: tuple[ContextLine, ...] = ()
    differences: tuple[Difference, ...] = ()

    @cached_property
    def criteria(self) -> dict[str, AnyCriterion]:
        """All criteria by key, in document order."""
        return {
            criterion.key: criterion for section in self.sections for criterion in section.criteria
        }

    @cached_property
    def conditions(self) -> dict[str, When]:
        """The conditions of the criteria that are asked only under some, by the criterion's key."""
        return {
            key: criterion.in_view
            for key, criterion in self.criteria.items()
            if criterion.in_view is not None
        }

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Each criterion's number as readers see it: section and place, such as ``2.1``."""
        return {
            criterion.key: f"{chapter}.{place}"
            for chapter, section in enumerate(self.sections, start=1)
            for place, criterion in enumerate(section.criteria, start=1)
        }

    @cached_property
    def section_by_key(self) -> dict[str, Section]:
        """The sections by their keys, in document order."""
        return {section.key: section for section in self.sections}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section in which each criterion stands, by the criterion's key."""
        return {
            criterion.key: section for section in self.sections for criterion in section.criteria
        }

    @cached_property
    def source_by_key(self) -> dict[str, Source]:
        """The sources by their keys."""
        return {source.key: source for source in self.sources}

    def considerations(self) -> Iterator[tuple[str, Consideration]]:
        """Every consideration with its path: options in document order, then rules."""
        for chapter, section in enumerate(self.sections):
            for place, criterion in enumerate(section.criteria):
                for path, consideration in criterion.considerations():
                    yield f"sections[{chapter}].criteria[{place}].{path}", consideration
        for number, rule in enumerate(self.rules):
            yield f"rules[{number}].consideration", rule.consideration

"""A thing of a definition in the one form in which any two can be laid side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from checklist.engine.changes.change import How, Thing

Identity: TypeAlias = tuple[Thing, str]
"""What makes it the same thing in another definition."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """A side of a thing that can change: what is compared, and what readers see of it."""

    how: How
    value: object
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: its locator is compared, and readers see it with the title of the source."""

    locator: str
    text: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing and what stands in it. ``parts`` are rows of like things, each row with its order.

    ``whole`` is what readers see of it where it is added or removed.
    """

    thing: Thing
    key: str
    name: str
    whole: str = ""
    aspects: Mapping[str, Aspect] = field(default_factory=dict)
    cited: Mapping[str, Cited] = field(default_factory=dict)
    parts: tuple[tuple["Node", ...], ...] = ()

    @property
    def identity(self) -> Identity:
        return self.thing, self.key

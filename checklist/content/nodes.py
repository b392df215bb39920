"""What an outline is made of (``outline`` makes it): plain values, ready to be shown."""

from dataclasses import dataclass

from checklist.engine.definition import Definition


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is met: its anchor on this page, and the page on which it is edited."""

    anchor: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A node's path, where it is met, and what is wrong just there."""

    path: str
    spot: Spot
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another node of the page, and what to call it."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source."""

    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A correction that somebody who uses the checklist asks for."""

    pk: int
    text: str
    label: str
    by: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A consideration, and the answer or the rule that raises it. No kind where none is chosen.

    ``withdrawn`` is the reason for which it no longer holds, if it does not.
    """

    place: Place
    key: str
    kind: str
    kind_words: str
    text: str
    cited: tuple[Cited, ...]
    by: Link
    wishes: tuple[Wish, ...]
    withdrawn: str


@dataclass(frozen=True, slots=True)
class Option:
    """An answer, what it raises, and what looks at it: rules, and questions asked because of it."""

    place: Place
    label: str
    is_unknown: bool
    raised: tuple[Raised, ...]
    rules: tuple[Link, ...]
    shows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion. ``asked_if`` is empty where it is always asked."""

    place: Place
    number: str
    short: str
    text: str
    help: str
    asked_if: str
    cited: tuple[Cited, ...]
    options: tuple[Option, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section, the rules that look at its answers, and how much in it is incomplete."""

    place: Place
    number: int
    title: str
    lead: str
    rules: tuple[Link, ...]
    questions: tuple[Question, ...]
    incomplete: int


@dataclass(frozen=True, slots=True)
class RuleNode:
    """A rule in words, and what it raises."""

    place: Place
    number: int
    sentence: str
    raised: Raised


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one of the lists that stand beside the questions."""

    place: Place
    text: str
    more: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """One of those lists, called as on the page of a draft."""

    name: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def incomplete(self) -> bool:
        """Whether there is a problem in it."""
        return any(line.place.problems for line in self.lines)


@dataclass(frozen=True, slots=True)
class OfKind:
    """All considerations of one kind."""

    kind: str
    words: str
    raised: tuple[Raised, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A version's whole tree."""

    frame: Place
    definition: Definition
    chapters: tuple[Chapter, ...]
    rules: tuple[RuleNode, ...]
    kinds: tuple[OfKind, ...]
    lists: tuple[Lines, ...]
    incomplete: int

    @property
    def rules_incomplete(self) -> bool:
        """Whether there is a problem in a rule."""
        return any(rule.place.problems for rule in self.rules)

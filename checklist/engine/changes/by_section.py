"""The changes between two definitions, put together by the section in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from checklist.engine.changes.change import Change, Thing
from checklist.engine.changes.comparison import changes
from checklist.engine.changes.node import Identity
from checklist.engine.definition import Definition, Section

WHOLE: Final = "The checklist as a whole"
OUTSIDE: Final = {
    Thing.SOURCE: "Sources",
    Thing.RULE: "Rules",
    Thing.CONTEXT: "Background",
}
"""What stands in no section. All other such things belong to the checklist as a whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that belong together, and what readers call the place where they stand."""

    title: str
    changes: tuple[Change, ...]


def by_section(before: Definition, after: Definition) -> tuple[Group, ...]:
    """All changes in groups, in the order of the newer definition.

    What moved stands where it is now, and what was removed where it stood.
    """
    homes = {**_homes(before), **_homes(after)}
    titles = {**_titles(before), **_titles(after)}
    groups: dict[str, list[Change]] = {}
    for change in changes(before, after):
        home = homes.get((change.thing, change.key))
        title = titles[home] if home else OUTSIDE.get(change.thing, WHOLE)
        groups.setdefault(title, []).append(change)
    return tuple(Group(title, tuple(found)) for title, found in groups.items())


def _titles(definition: Definition) -> dict[str, str]:
    """What readers call each section, by its key."""
    return {
        section.key: f"Section {chapter}: {section.title}"
        for chapter, section in enumerate(definition.sections, start=1)
    }


def _homes(definition: Definition) -> dict[Identity, str]:
    """The key of the section in which each thing stands, for those that stand in one."""
    return {
        identity: section.key for section in definition.sections for identity in _within(section)
    }


def _within(section: Section) -> Iterator[Identity]:
    yield Thing.SECTION, section.key
    for criterion in section.criteria:
        yield Thing.CRITERION, criterion.key
        for _, answer in criterion.listed():
            yield Thing.OPTION, f"{criterion.key}.{answer}"
        for _, consideration in criterion.considerations():
            yield Thing.CONSIDERATION, consideration.key

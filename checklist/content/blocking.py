"""What may stand against publishing, asked of the rooms above, which this one does not know.

A room registers in its ``AppConfig.ready`` a function that looks at what is about to be published
and tells what is against it: a practice case, say, in which it would bring up something else.
"""

from collections.abc import Callable, Iterable

from checklist.content.models import ChecklistVersion
from checklist.engine.definition import Definition
from checklist.engine.problems import Problem

Blocker = Callable[[ChecklistVersion, Definition], Iterable[Problem]]

_blockers: dict[str, Blocker] = {}


def register(name: str, blocker: Blocker) -> None:
    """Ask ``blocker`` whenever something is published; the same name takes another's place."""
    _blockers[name] = blocker


def unregister(name: str) -> None:
    """Ask it no more. Raises KeyError where there is none of this name."""
    del _blockers[name]


def reasons(version: ChecklistVersion, definition: Definition) -> tuple[Problem, ...]:
    """Everything that stands against it, in the order in which it was registered."""
    return tuple(
        problem for blocker in _blockers.values() for problem in blocker(version, definition)
    )

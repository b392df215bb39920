"""What the rooms above keep as it was written once; this one does not know them.

A room registers in its ``AppConfig.ready`` a function that looks at all of that anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of looking: what holds, in words, if anything; what was altered, each named."""

    holds: str
    altered: tuple[str, ...]


Verify = Callable[[], Verified]

_asked: dict[str, Verify] = {}


def register(name: str, verify: Verify) -> None:
    """Ask ``verify`` wherever versions are verified; a name is registered once."""
    _asked[name] = verify


def verified() -> Iterator[Verified]:
    """What each room found, in the order in which they were registered."""
    return (verify() for verify in _asked.values())

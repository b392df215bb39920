"""Choosing in strategies of many small parts, several times quicker than a draw for each choice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st

Draw: TypeAlias = st.DrawFn
T = TypeVar("T")

BYTES = st.binary(min_size=32, max_size=32)


class Choices:
    """Many small choices out of a few draws: a draw for each took most of the time of the tests.

    A byte decides a choice. Zero, which Hypothesis makes of every byte that does not matter, is
    the first of the items: the simplest stands first. Each part of a definition has choices of its
    own, so that a byte more or less in one part changes no other.
    """

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._bytes: Iterator[int] = iter(b"")

    def one_of(self, items: Sequence[T]) -> T:
        """One of the items, of which there are at most 256."""
        return items[self._byte() % len(items)]

    def some_of(self, items: Iterable[T], most: int, least: int = 0) -> list[T]:
        """Some of the items, each at most once, in any order."""
        left = list(items)
        most = min(most, len(left))
        return [left.pop(self._byte() % len(left)) for _ in self.count(min(least, most), most)]

    def count(self, least: int, most: int) -> range:
        """A range of so many numbers from 0 on."""
        return range(self.one_of(range(least, most + 1)))

    def yes(self) -> bool:
        """Yes or no."""
        return self.one_of((False, True))

    def _byte(self) -> int:
        for byte in self._bytes:
            return byte
        self._bytes = iter(self._draw(BYTES))
        return self._byte()


def drawn_from(draw: Draw, items: Sequence[T]) -> T:
    """One of many items. A strategy made for them alone would look at each of them."""
    return items[draw(st.integers(0, len(items) - 1))]

"""Two trees laid side by side."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, TypeAlias

from checklist.engine.changes.change import Change, How, Thing
from checklist.engine.changes.node import Identity, Node
from checklist.engine.changes.tree import tree
from checklist.engine.definition import Definition

Row: TypeAlias = tuple[Node, ...]

FIRST: Final = "first"


def changes(before: Definition, after: Definition) -> tuple[Change, ...]:
    """Everything that is different, in the order of the newer definition.

    What was removed is told of where it stood. Of things that stand in another order only so many
    are told of as had to be moved. The answers of an added or removed criterion are told with it.
    """
    return tuple(_Comparison(tree(before), tree(after)).changes())


def unmoved(before: Sequence[Identity], after: Sequence[Identity]) -> frozenset[Identity]:
    """The most things that can have kept their places: a longest rising run of old positions."""
    position = {identity: number for number, identity in enumerate(before)}
    ends: list[int] = []
    led_by: dict[int, int | None] = {}
    for number in (position[identity] for identity in after if identity in position):
        length = bisect_left(ends, number)
        led_by[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    run = set()
    last = ends[-1] if ends else None
    while last is not None:
        run.add(before[last])
        last = led_by[last]
    return frozenset(run)


class _Side:
    """All things of one tree, and in which other thing each of them stands."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.nodes = {root.identity: root}
        self.homes: dict[Identity, Node] = {}
        self._gather(root)

    def _gather(self, home: Node) -> None:
        for node in (each for row in home.parts for each in row):
            self.nodes[node.identity] = node
            self.homes[node.identity] = home
            self._gather(node)


class _Comparison:
    def __init__(self, before: Node, after: Node) -> None:
        self._before = _Side(before)
        self._after = _Side(after)

    def changes(self) -> Iterator[Change]:
        """Every change, those of a thing before those of its parts."""
        yield from _sides(self._before.root, self._after.root)
        yield from self._parts(self._before.root, self._after.root)

    def _parts(self, before: Node | None, after: Node | None) -> Iterator[Change]:
        rows_before = () if before is None else before.parts
        rows_after = () if after is None else after.parts
        for row_before, row_after in zip_longest(rows_before, rows_after, fillvalue=()):
            yield from self._row(row_before, row_after)

    def _row(self, before: Row, after: Row) -> Iterator[Change]:
        staying = unmoved([each.identity for each in before], [each.identity for each in after])
        for node in self._merged(before, after):
            older = self._before.nodes.get(node.identity)
            newer = self._after.nodes.get(node.identity)
            if older is None or newer is None:
                yield from self._whole(node)
            else:
                if node.identity not in staying:
                    yield self._placed(node, before, after)
                yield from _sides(older, newer)
            yield from self._parts(older, newer)

    def _merged(self, before: Row, after: Row) -> Iterator[Node]:
        """The newer row, and in it what is gone, each behind what it stood behind."""
        in_row = {node.identity for node in after}
        gone: dict[Identity | None, list[Node]] = defaultdict(list)
        behind = None
        for node in before:
            if node.identity in in_row:
                behind = node.identity
            elif node.identity not in self._after.nodes:
                gone[behind].append(node)
        yield from gone[None]
        for node in after:
            yield node
            yield from gone[node.identity]

    def _whole(self, node: Node) -> Iterator[Change]:
        """A thing that is new or gone; an option only of a criterion that is neither."""
        side, other = self._after, self._before
        if node.identity not in side.nodes:
            side, other = other, side
        if node.thing is Thing.OPTION and side.homes[node.identity].identity not in other.nodes:
            return
        if side is self._after:
            yield _change(node, How.ADDED, after=node.whole)
        else:
            yield _change(node, How.REMOVED, before=node.whole)

    def _placed(self, node: Node, before: Row, after: Row) -> Change:
        """A thing that stands elsewhere: in another thing than before, or in another order."""
        home_before = self._before.homes[node.identity]
        home_after = self._after.homes[node.identity]
        if home_before.identity != home_after.identity:
            return _change(node, How.MOVED, before=home_before.name, after=home_after.name)
        return _change(node, How.REORDERED, before=_place(node, before), after=_place(node, after))


def _place(node: Node, row: Row) -> str:
    number = [each.identity for each in row].index(node.identity)
    return f"after {row[number - 1].name}" if number else FIRST


def _sides(before: Node, after: Node) -> Iterator[Change]:
    """What changed in a thing itself."""
    for name, aspect in after.aspects.items():
        older = before.aspects[name]
        if older.value != aspect.value:
            yield _change(after, aspect.how, field=name, before=older.text, after=aspect.text)
    yield from _citations(before, after)


def _citations(before: Node, after: Node) -> Iterator[Change]:
    for source in {**after.cited, **before.cited}:
        older, newer = before.cited.get(source), after.cited.get(source)
        if older is None or newer is None or older.locator != newer.locator:
            yield _change(
                after,
                How.RESOURCED,
                field="sources",
                before="" if older is None else older.text,
                after="" if newer is None else newer.text,
            )
    if [key for key in before.cited if key in after.cited] != [
        key for key in after.cited if key in before.cited
    ]:
        yield _change(
            after, How.REORDERED, field="sources", before=_citing(before), after=_citing(after)
        )


def _citing(node: Node) -> str:
    return f"citing {'; '.join(cited.text for cited in node.cited.values())}"


def _change(node: Node, how: How, *, field: str = "", before: str = "", after: str = "") -> Change:
    return Change(node.thing, node.key, node.name, how, field, before, after)

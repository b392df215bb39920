"""Stored definitions, kept by each process, so that content costs no query."""

import hashlib
from collections import OrderedDict
from threading import Lock

from checklist.content.models import ChecklistVersion
from checklist.engine.definition import Definition

KEPT = 32
"""How many definitions a process keeps. The starter's takes about a megabyte."""


class NotPublished(LookupError):
    """A draft has no definition yet."""


class AlteredDefinition(Exception):
    """The stored text is not the one that was published: its digest differs."""


class _Shelf:
    """The definitions last asked for, by their digests. Threads of a process share it."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[str, Definition] = OrderedDict()

    def get(self, digest: str) -> Definition | None:
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
            return self._kept.get(digest)

    def put(self, digest: str, definition: Definition) -> None:
        with self._lock:
            self._kept[digest] = definition
            self._kept.move_to_end(digest)
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


shelf = _Shelf(KEPT)


def definition_of(version: ChecklistVersion) -> Definition:
    """What a published version says, exactly as it was published.

    Costs no query when this process has the definition already, else one for its text, where the
    version was loaded without it (``light``). Raises NotPublished for a draft.
    """
    if not version.digest:
        raise NotPublished(str(version.pk))
    found = shelf.get(version.digest)
    if found is None:
        found = _read(version)
        shelf.put(version.digest, found)
    return found


def _read(version: ChecklistVersion) -> Definition:
    text = version.definition
    if hashlib.sha256(text.encode()).hexdigest() != version.digest:
        raise AlteredDefinition(str(version.pk))
    # Its shape only: what was published under earlier rules stays readable when rules are added.
    return Definition.model_validate_json(text)

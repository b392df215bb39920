"""Published versions and what they say, kept by each process, so that content costs no query."""

from collections import OrderedDict
from copy import copy
from datetime import datetime
from functools import lru_cache
from threading import Lock

from checklist.content.models import ChecklistVersion
from checklist.engine import codec
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


@lru_cache(maxsize=KEPT)
def published_version(pk: int) -> ChecklistVersion:
    """The published version with this key, and its checklist: what never changes of them.

    Whether it is still in use is to be asked of the database. Raises DoesNotExist for a draft.
    """
    return ChecklistVersion.objects.published().light().get(pk=pk)


def definition_of(version: ChecklistVersion) -> Definition:
    """What a published version says, exactly as it was published.

    Costs no query when this process has the definition already, else one for its text, where the
    version was loaded without it (``light``). Raises NotPublished for a draft.
    """
    if not version.digest:
        raise NotPublished(str(version.pk))
    return shelf.get(version.digest) or _shelved(version)


def definition_with(digest: str) -> Definition:
    """The definition that has this digest; what is published is known by what it says.

    Raises NotPublished where no version has it.
    """
    found = shelf.get(digest)
    if found is not None:
        return found
    version = ChecklistVersion.objects.published().filter(digest=digest).first()
    if version is None:
        raise NotPublished(digest)
    return _shelved(version)


def as_if_published(
    version: ChecklistVersion, definition: Definition, now: datetime
) -> ChecklistVersion:
    """A draft as it would be, were it published now with what it says. Nothing is stored.

    Its definition is found by its digest like any other: whoever tries the draft out needs no
    other pages than those of what is published.
    """
    found = copy(version)
    found.digest, found.published_at = codec.digest(definition), now
    shelf.put(found.digest, definition)
    return found


def is_as_published(version: ChecklistVersion) -> bool:
    """Whether the stored text still has the digest with which it was published."""
    return codec.digest_of(version.definition) == version.digest


def _shelved(version: ChecklistVersion) -> Definition:
    found = read(version)
    shelf.put(version.digest, found)
    return found


def read(version: ChecklistVersion) -> Definition:
    """What the stored text says, read anew. Raises AlteredDefinition."""
    if not is_as_published(version):
        raise AlteredDefinition(str(version.pk))
    # Its shape only: what was published under earlier rules stays readable when rules are added.
    return Definition.model_validate_json(version.definition)

"""Pieces of pages that every reader is shown alike: made once a process, then kept.

Most of a page is the checklist's own text, which never changes once it is published. To render it
anew for each request is most of what a page costs (docs/performance.md). So pieces are kept, and
what differs from page to page is put into their slots.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from html import escape
from typing import ParamSpec, TypeVar, cast

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 4096
"""How many pieces of one sort a process keeps, a few kilobytes each at most."""

P = ParamSpec("P")
T = TypeVar("T")


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what ``make`` gives for each set of arguments.

    It must depend on nothing else: what is translated takes the language as an argument, though it
    may not look at it. Arguments of different types are never taken for equal, as a text and a safe
    text are elsewhere. No argument may hold what a person typed: it would stay in memory.
    """
    return cast("Callable[P, T]", lru_cache(maxsize=KEPT, typed=True)(make))


def kept_template(name: str, /, **values: Hashable) -> SafeString:
    """A template without a request, kept for each set of values. ``{% kept %}`` in templates."""
    return _template(get_language(), name, **values)


@kept
def _template(language: str | None, name: str, /, **values: Hashable) -> SafeString:
    return render_to_string(name, values)


def slot(name: str) -> SafeString:
    """Where a kept piece takes what differs from page to page.

    No text that is stored holds this character, so that none can be mistaken for a slot.
    """
    return SafeString(f"\0{name}\0")


def filled(piece: SafeString, contents: Mapping[str, object]) -> SafeString:
    """A kept piece with every slot filled; what is not marked as safe is escaped.

    Raises KeyError for a slot without content. Only what is kept may be filled: where its slots
    are is kept as well.
    """
    cut, names = _cut(piece)
    if not names:
        return piece
    safe = {name: _safe(contents[name]) for name in names}
    filled = cut.copy()
    filled[1::2] = [safe[name] for name in cut[1::2]]
    return SafeString("".join(filled))


class Encoded(bytes):
    """A safe piece as it is sent. Most of a page is kept like this, and only joined."""

    __slots__ = ()


def encoded(piece: SafeString, contents: Mapping[str, object]) -> Encoded:
    """As ``filled``, for what goes into a page as it is; contents may be encoded themselves."""
    cut, names = _cut(piece)
    sent = {name: _sent(contents[name]) for name in names}
    whole = _encoded(piece).copy()
    whole[1::2] = [sent[name] for name in cut[1::2]]
    return Encoded(b"".join(whole))


@kept
def _encoded(piece: SafeString) -> list[bytes]:
    return [each.encode() for each in _cut(piece)[0]]


def _sent(content: object) -> bytes:
    return content if isinstance(content, Encoded) else _safe(content).encode()


def _safe(content: object) -> SafeString:
    # As Django escapes, which asks first whether a text is yet to be translated.
    return content if isinstance(content, SafeString) else SafeString(escape(str(content)))


_SLOT = re.compile("\0([^\0]*)\0")


@kept
def _cut(piece: SafeString) -> tuple[list[str], frozenset[str]]:
    """The piece in turn with the names of the slots in it, and those names."""
    cut = _SLOT.split(piece)
    return cut, frozenset(cut[1::2])


def joined(pieces: list[SafeString]) -> SafeString:
    """Pieces one after the other."""
    return SafeString("".join(pieces))


def kept_page(
    name: str,
    settled: Mapping[str, Hashable],
    parts: Mapping[str, object],
    unusual: Mapping[str, object],
) -> Encoded:
    """A whole page: kept for what is settled, with its parts put into it.

    It is rendered without a request: nothing of whoever asks can be kept with it. Where anything
    unusual is to be told, it is rendered anew from the same template.
    """
    if any(unusual.values()):
        read = {name: _read(part) for name, part in parts.items()}
        return Encoded(render_to_string(name, {**settled, **read, **unusual}).encode())
    return encoded(kept_template(name, **settled, **{part: slot(part) for part in parts}), parts)


def _read(part: object) -> object:
    return SafeString(part.decode()) if isinstance(part, Encoded) else part

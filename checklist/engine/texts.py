"""Judging single texts and keys."""

import re
from collections.abc import Iterable, Iterator

from checklist.engine.limits import KEY_CHARACTERS

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Line breaks have no place in any text of a definition, and the rest cannot be stored or printed.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def key_problem(key: str) -> str | None:
    """Why this is no key, or None."""
    if len(key) > KEY_CHARACTERS:
        return f"A key has at most {KEY_CHARACTERS} characters."
    if not KEY.fullmatch(key):
        return "A key is made of small letters, digits and single hyphens."
    return None


def text_problem(text: str, characters: int, words: int | None = None) -> str | None:
    """Why this text cannot stand, or None. ``characters`` and ``words`` are the most allowed."""
    if not text.strip():
        return "This text is empty."
    if UNPRINTABLE.search(text):
        return "This text holds a line break or another character that cannot be printed."
    if len(text) > characters:
        return f"This text has {len(text)} characters; at most {characters} are allowed."
    if words is not None and (count := len(text.split())) > words:
        return f"This text has {count} words; at most {words} are allowed."
    return None


def repeated(keys: Iterable[str]) -> Iterator[int]:
    """The positions at which a key stands that has stood before."""
    seen: set[str] = set()
    for position, key in enumerate(keys):
        if key in seen:
            yield position
        seen.add(key)

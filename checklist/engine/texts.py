"""Judging single texts and keys."""

import re
from collections.abc import Iterable, Iterator

from checklist.engine.limits import FIRST_YEAR, KEY_CHARACTERS, LAST_YEAR
from checklist.engine.problems import Problem

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Line breaks have no place in any text of a definition, and the rest cannot be stored or printed.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2


def key_problem(key: str) -> str | None:
    """Why this is no key, or None."""
    if len(key) > KEY_CHARACTERS:
        return f"A key has at most {KEY_CHARACTERS} characters."
    if not KEY.fullmatch(key):
        return "A key is made of small letters, digits and single hyphens."
    return None


def key_problems(path: str, key: str) -> Iterator[Problem]:
    """The problem of a key, if it has one."""
    if message := key_problem(key):
        yield Problem(path, message, "malformed-key")


def text_problems(
    path: str, text: str, characters: int, words: int | None = None
) -> Iterator[Problem]:
    """The problem of a text, if it has one. ``characters`` and ``words`` are the most allowed."""
    if not text.strip():
        yield Problem(path, "This text is empty.", "empty-text")
    elif UNPRINTABLE.search(text):
        message = "This text holds a line break or another character that cannot be printed."
        yield Problem(path, message, "unprintable-text")
    elif len(text) > characters:
        message = f"This text has {len(text)} characters; at most {characters} are allowed."
        yield Problem(path, message, "long-text")
    elif words is not None and (count := len(text.split())) > words:
        message = f"This text has {count} words; at most {words} are allowed."
        yield Problem(path, message, "long-text")


def is_date(text: str) -> bool:
    """Whether the text is a day of the calendar as YYYY-MM-DD. Such texts sort as their days do."""
    match = DATE.fullmatch(text)
    if not match:
        return False
    year, month, day = map(int, match.groups())
    return (
        FIRST_YEAR <= year <= LAST_YEAR
        and 1 <= month <= len(DAYS)
        and 1 <= day <= DAYS[month - 1] + (month == FEBRUARY and _is_leap(year))
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def repeated(keys: Iterable[str]) -> Iterator[int]:
    """The positions at which a key stands that has stood before."""
    seen: set[str] = set()
    for position, key in enumerate(keys):
        if key in seen:
            yield position
        seen.add(key)

"""The list of all checks: each a small function, named by its code and told of in one line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.subject import Subject

Find: TypeAlias = Callable[[Subject], Iterator[Found]]


class Group(StrEnum):
    """What a check is about."""

    STRUCTURE = "structure"
    REACH = "reach"
    MEANING = "meaning"
    SOURCES = "sources"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``reads`` names the fields that it looks at; ``hint`` says how to mend a finding.

    ``find`` is None for what ``validity`` and the reading of shapes find, and call by this code.
    """

    group: Group
    code: str
    level: Level
    about: str
    reads: tuple[str, ...]
    hint: str
    find: Find | None = None


CHECKS: dict[str, Check] = {}
"""Every check by its code. Filled as the modules of this package are loaded."""


def register(check: Check) -> None:
    """Take a check into the list."""
    if check.code in CHECKS:
        raise ValueError(f"Two checks are called “{check.code}”.")
    CHECKS[check.code] = check


def checks(
    group: Group, code: str, level: Level, *, reads: tuple[str, ...], hint: str
) -> Callable[[Find], Find]:
    """Register a function as a check. Its docstring says in one line what it finds."""

    def registered(find: Find) -> Find:
        about = (find.__doc__ or "").strip()
        register(Check(group, code, level, about, reads, hint, find))
        return find

    return registered

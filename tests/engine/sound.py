"""A small definition in which the checks find nothing, and what they find once it is changed."""

from collections.abc import Mapping
from typing import Any, Final

from checklist.engine.checks import DEFAULT, Finding, WordLists, check_raw
from tests.engine.small import SMALL, place_of
from tests.strategies import Data, replaced

TODAY = "2026-01-31"

DEPTH = "sections[0].criteria[0]"
LENGTH = "sections[0].criteria[1]"
HELP = "sections[1].criteria[0]"
YEARS = f"{LENGTH}.options[1].considerations[0]"

_CITED: Final = [{"source": "label", "locator": "Uses"}]


def after(changes: Mapping[str, Any], data: Data) -> Data:
    """Data with other values at some paths; just behind the end of a list they are added to it."""
    for path, value in changes.items():
        *way, last = place_of(path)
        parent: Any = data
        for step in way:
            parent = parent[step]
        added = isinstance(parent, list) and last == len(parent)
        data = (
            replaced(data, tuple(way), [*parent, value])
            if added
            else replaced(data, (*way, last), value)
        )
    return data


SOUND: Final[Data] = after(
    {
        f"{DEPTH}.options[0].considerations[1].sources": _CITED,
        f"{LENGTH}.sources": _CITED,
        f"{YEARS}.sources": _CITED,
        f"{HELP}.sources": _CITED,
        f"{HELP}.options[2]": {"key": "unknown", "label": "Not known yet", "unknown": True},
        f"{HELP}.options[0].considerations": [
            {"key": "help.yes.1", "kind": "support", "text": "There is help.", "sources": _CITED}
        ],
        "rules[1].consideration.sources": _CITED,
    },
    SMALL,
)


def findings(
    changes: Mapping[str, Any], words: WordLists = DEFAULT, today: str = TODAY
) -> tuple[Finding, ...]:
    """Everything that is found after these changes."""
    return check_raw(after(changes, SOUND), today=today, words=words)


def told(changes: Mapping[str, Any], words: WordLists = DEFAULT) -> list[str]:
    """What is found after these changes: level, code, place and path of each."""
    return [line(each) for each in findings(changes, words)]


def line(finding: Finding) -> str:
    """A finding without its words."""
    return f"{finding.level} {finding.code} @ {finding.place} @ {finding.path}"


def criterion(key: str, **fields: Any) -> Data:
    """A criterion on which the checks have nothing to say."""
    return {
        "kind": "choice",
        "key": key,
        "short": key,
        "question": f"What of {key}?",
        "help": "As told.",
        "sources": _CITED,
        "options": [
            {
                "key": "yes",
                "label": "Yes",
                "considerations": [
                    {
                        "key": f"{key}.yes.1",
                        "kind": "note",
                        "text": f"Think of {key}.",
                        "sources": _CITED,
                    }
                ],
            },
            {"key": "unknown", "label": "Not known yet", "unknown": True},
        ],
        **fields,
    }


def rule(key: str, when: Data, kind: str = "note") -> Data:
    """A rule of the kind, on these conditions."""
    said = {"key": key, "kind": kind, "text": f"Because of {key}.", "sources": _CITED}
    return {"when": when, "consideration": said}


def when(match: str, *conditions: tuple[str, str]) -> Data:
    """Conditions from criteria and the keys of options, as words."""
    return {
        "match": match,
        "conditions": [{"criterion": key, "options": keys.split()} for key, keys in conditions],
    }

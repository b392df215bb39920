"""A small definition with one of everything, and ways to change it in one line of a test."""

import re
from collections.abc import Mapping
from typing import Any, Final

from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition
from tests.strategies import Data, Place, replaced

SMALL: Final[Data] = {
    "title": "A small checklist",
    "language": "en",
    "introduction": "For tests.",
    "not_for": "Nobody in particular.",
    "purpose": "To be small.",
    "limits": ["It knows little.", "It is not real."],
    "starts_from": "first-visit",
    "then_and_now": [{"before": ["then"], "after": ["depth", "help"]}],
    "sources": [
        {
            "key": "article",
            "kind": "article",
            "title": "An article",
            "publisher": "A house",
            "year": 2024,
            "locators": "Numbered sections",
            "address": "https://article.example/",
            "verified_with": "Read.",
            "review_by": "2030-01-31",
        },
        {
            "key": "label",
            "kind": "label",
            "title": "A label",
            "publisher": "An agency",
            "locators": "Headings",
            "address": "https://label.example/",
            "verified_with": "Read.",
        },
    ],
    "sections": [
        {
            "key": "mood",
            "title": "Mood",
            "lead": "How it is.",
            "criteria": [
                {
                    "kind": "choice",
                    "key": "depth",
                    "short": "Depth",
                    "question": "How deep is it?",
                    "help": "As told today.",
                    "sources": [{"source": "article", "locator": "§1"}],
                    "options": [
                        {
                            "key": "deep",
                            "label": "Deep",
                            "considerations": [
                                {
                                    "key": "depth.deep.1",
                                    "kind": "caution",
                                    "text": "It is deep.",
                                    "sources": [
                                        {"source": "article", "locator": "§2"},
                                        {"source": "label", "locator": "Warnings"},
                                    ],
                                },
                                {"key": "depth.deep.2", "kind": "urgent", "text": "Act now."},
                            ],
                        },
                        {"key": "mild", "label": "Mild"},
                        {"key": "unknown", "label": "Not known yet", "unknown": True},
                    ],
                },
                {
                    "kind": "choice",
                    "key": "length",
                    "short": "Length",
                    "question": "How long has it lasted?",
                    "help": "Roughly.",
                    "in_view": {
                        "match": "all",
                        "conditions": [{"criterion": "depth", "options": ["deep", "unknown"]}],
                    },
                    "options": [
                        {"key": "weeks", "label": "Weeks"},
                        {
                            "key": "years",
                            "label": "Years",
                            "considerations": [
                                {"key": "length.years.1", "kind": "support", "text": "It lasts."}
                            ],
                        },
                        {"key": "unknown", "label": "Not known yet", "unknown": True},
                    ],
                },
            ],
        },
        {
            "key": "plan",
            "title": "Plan",
            "lead": "What comes.",
            "criteria": [
                {
                    "kind": "choice",
                    "key": "help",
                    "short": "Help",
                    "question": "Is there help?",
                    "help": "From anyone.",
                    "in_view": {
                        "match": "any",
                        "conditions": [
                            {"criterion": "length", "options": ["years"]},
                            {"criterion": "depth", "options": ["mild"]},
                        ],
                    },
                    "options": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}],
                }
            ],
        },
    ],
    "rules": [
        {
            "when": {
                "match": "all",
                "conditions": [
                    {"criterion": "depth", "options": ["deep"]},
                    {"criterion": "length", "options": ["years", "unknown"]},
                ],
            },
            "consideration": {
                "key": "rule-deep-long",
                "kind": "resolve",
                "text": "Deep, and not for weeks only.",
                "sources": [{"source": "label", "locator": "Uses"}],
            },
        },
        {
            "when": {
                "match": "any",
                "conditions": [
                    {"criterion": "length", "options": ["weeks"]},
                    {"criterion": "help", "options": ["no"]},
                    {"criterion": "depth", "options": ["deep"]},
                ],
            },
            "consideration": {"key": "rule-alone", "kind": "note", "text": "Ask again."},
        },
    ],
    "context": [
        {
            "key": "why",
            "text": "Because.",
            "sources": [{"source": "article", "locator": "§9"}],
        }
    ],
    "differences": [
        {"locator": "§3", "says": "This", "beside": "That", "shows": "In the mood section"}
    ],
}

STEP = re.compile(r'\[(?P<index>\d+)\]|\.?(?P<quoted>"(?:[^"\\]|\\.)*")|\.?(?P<name>[\w-]+)')


def small() -> Definition:
    """The small definition itself."""
    return parse(SMALL)


def place_of(path: str) -> Place:
    """The steps of a problem's path; the reverse of ``shape.path_of`` for plain names."""
    steps = list(STEP.finditer(path))
    assert "".join(step[0] for step in steps) == path, path
    return tuple(int(step["index"]) if step["index"] else step[0].lstrip(".") for step in steps)


def changed(changes: Mapping[str, Any]) -> Data:
    """Data of the small definition with other values at some paths."""
    data = SMALL
    for path, value in changes.items():
        data = replaced(data, place_of(path), value)
    return data


def problems(raw: object) -> list[tuple[str, str]]:
    """Every problem of the data as path and message; none where it is a definition."""
    try:
        parse(raw)
    except InvalidDefinition as invalid:
        return [(problem.path, problem.message) for problem in invalid.problems]
    return []

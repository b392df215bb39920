"""The starter files as the values of tests.content_tables, to be held against criteria.md."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import content_tables as tables

STARTER = Path(__file__).resolve().parents[2] / "checklist" / "content" / "starter"

Json = dict[str, Any]
Table = tables.Checklist


def path_of(slug: str) -> Path:
    """The file of one starter checklist."""
    return STARTER / f"{slug}-1.0.json"


def document(slug: str) -> Json:
    """The file as JSON gives it."""
    read: Json = json.loads(path_of(slug).read_text(encoding="utf-8"))
    return read


# From JSON to the values of tests.content_tables. The constructors refuse a field that they do
# not know and ask for each that must be there, so a misspelt field cannot go unseen.


def citations(given: list[Json]) -> tuple[tables.Citation, ...]:
    """Citations of a file."""
    return tuple(tables.Citation(**row) for row in given)


def consideration(given: Json) -> tables.Consideration:
    """A consideration of a file."""
    return tables.Consideration(**given | {"sources": citations(given["sources"])})


def when(given: Json) -> tables.When:
    """Conditions of a file."""
    found = (row | {"options": tuple(row["options"])} for row in given["conditions"])
    return tables.When(**given | {"conditions": tuple(tables.Condition(**row) for row in found)})


def option(given: Json) -> tables.Option:
    """An option of a file."""
    raised = tuple(consideration(row) for row in given.get("considerations", []))
    return tables.Option(**given | {"considerations": raised})


def criterion(given: Json) -> tables.Criterion:
    """A criterion of a file."""
    read = given | {
        "sources": citations(given["sources"]),
        "options": tuple(option(row) for row in given["options"]),
    }
    if "in_view" in given:
        read["in_view"] = when(given["in_view"])
    return tables.Criterion(**read)


def section(given: Json) -> tables.Section:
    """A section of a file."""
    return tables.Section(
        **given | {"criteria": tuple(criterion(row) for row in given["criteria"])},
    )


def rule(given: Json) -> tables.Rule:
    """A rule of a file."""
    read = given | {
        "when": when(given["when"]),
        "consideration": consideration(given["consideration"]),
    }
    return tables.Rule(**read)


def context_line(given: Json) -> tables.ContextLine:
    """A context line of a file."""
    return tables.ContextLine(**given | {"sources": citations(given["sources"])})


def pair(given: Json) -> tables.Pair:
    """A then-and-now pair of a file."""
    return tables.Pair(**{side: tuple(keys) for side, keys in given.items()})


READERS: dict[str, Callable[[Any], object]] = {
    "sections": section,
    "rules": rule,
    "context": context_line,
    "then_and_now": pair,
    "sources": lambda given: tables.Source(**given),
    "differences": lambda given: tables.Difference(**given),
    "limits": str,
}


def checklist(slug: str) -> Table:
    """A whole file, as the values of tests.content_tables."""
    outer = document(slug)
    read = outer.pop("definition")
    for field, reader in READERS.items():
        if field in read:
            read[field] = tuple(reader(row) for row in read[field])
    return Table(**outer, **read)

"""To and from JSON. What is outside the engine comes in only through ``parse``."""

import hashlib
import json
from collections import Counter
from functools import lru_cache
from typing import Any

from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem, stands_within
from checklist.engine.shape import read_shape
from checklist.engine.validity import problems_of


def parse(raw: object) -> Definition:
    """A Definition from plain data, as ``json.loads`` gives it.

    Raises InvalidDefinition with *every* problem named by its path: those of shape (a field that
    is missing, unknown or of the wrong type) and, in all that can be read, those of meaning.
    """
    definition, problems = examined(raw)
    if definition is None or problems:
        raise InvalidDefinition(problems)
    return definition


def examined(raw: object) -> tuple[Definition | None, tuple[Problem, ...]]:
    """The definition as far as it can be read, for whoever mends it, and every problem.

    What stands at the place of a problem may be filled in. It is None where nothing could be read.
    """
    definition, shape_problems = read_shape(raw)
    if definition is None:
        return None, shape_problems
    told = frozenset(problem.path for problem in shape_problems)
    # What is wrong only because of a problem of shape is not told beside it.
    meaning = (
        problem for problem in problems_of(definition) if not stands_within(problem.path, told)
    )
    return definition, (*shape_problems, *meaning)


def read_json(text: str) -> Any:
    """Plain data from JSON text. Raises InvalidDefinition for bad JSON and for a name given twice.

    Python's reader takes the last of two equal names in silence; a hand-edited file that holds
    one twice has lost something its author meant.
    """
    try:
        return json.loads(text, object_pairs_hook=_no_name_twice)
    except (ValueError, RecursionError) as error:
        raise InvalidDefinition((Problem("", f"This is not JSON: {error}."),)) from error


def _no_name_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = sorted(name for name in times if times[name] > 1)
        message = f"the name {', '.join(twice)} stands twice in one object"
        raise ValueError(message)
    return found


def to_data(definition: Definition) -> dict[str, Any]:
    """Plain data of the definition, in the order of its fields, without what is left out."""
    return definition.model_dump(mode="json", exclude_defaults=True)


def canonical_json(definition: Definition) -> str:
    """The one JSON text of this content: sorted names, no spaces, nothing escaped but controls.

    What is left out or empty by default is not written, so that a field added to the form later
    changes no digest of content that does not use it.
    """
    return json.dumps(
        to_data(definition), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def digest(definition: Definition) -> str:
    """SHA-256 of the canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return digest_of(canonical_json(definition))


def digest_of(canonical: str) -> str:
    """The same where that text is there already."""
    return hashlib.sha256(canonical.encode()).hexdigest()


@lru_cache(maxsize=1)
def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a definition's shape; what it means is checked by ``parse``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Definition.model_json_schema(),
    }

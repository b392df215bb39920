"""A checklist file: the slug and version label around a definition."""

import json
from dataclasses import dataclass

from checklist.content import reading
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem

FIELDS = ("slug", "version", "definition")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a checklist file says."""

    slug: str
    label: str
    definition: Definition


def read_file(content: bytes) -> Envelope:
    """The envelope in a file. Raises InvalidDefinition with every problem by its path."""
    return read(reading.text_in(content))


def read(text: str) -> Envelope:
    """The envelope in a file's text. Raises InvalidDefinition with every problem by its path."""
    data = reading.object_in(text)
    problems = [*reading.problems_around(data, FIELDS)]
    definition = None
    if "definition" in data:
        try:
            definition = codec.parse(data["definition"])
        except InvalidDefinition as invalid:
            problems += [Problem(_inside(p.path), p.message) for p in invalid.problems]
    if problems or definition is None:
        raise InvalidDefinition(tuple(problems))
    return Envelope(data["slug"], data["version"], definition)


def written(envelope: Envelope) -> str:
    """The text of a file that says this, to be read by people too."""
    data = {
        "slug": envelope.slug,
        "version": envelope.label,
        "definition": codec.to_data(envelope.definition),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _inside(path: str) -> str:
    return f"definition.{path}" if path else "definition"

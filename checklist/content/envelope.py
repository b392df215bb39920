"""A checklist file: the slug and version label around a definition."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from checklist.content.labels import label_problem
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.engine.texts import key_problem

FIELDS = ("slug", "version", "definition")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a checklist file says."""

    slug: str
    label: str
    definition: Definition


def read(text: str) -> Envelope:
    """The envelope in a file's text. Raises InvalidDefinition with every problem by its path."""
    data = codec.read_json(text)
    if not isinstance(data, dict):
        raise InvalidDefinition((Problem("", _("This must be an object.")),))
    problems = [*_outer_problems(data)]
    definition = None
    if "definition" in data:
        try:
            definition = codec.parse(data["definition"])
        except InvalidDefinition as invalid:
            problems += [Problem(_inside(p.path), p.message) for p in invalid.problems]
    if problems or definition is None:
        raise InvalidDefinition(tuple(problems))
    return Envelope(data["slug"], data["version"], definition)


def _outer_problems(data: dict[str, Any]) -> list[Problem]:
    problems = [Problem(name, _("This is missing.")) for name in FIELDS if name not in data]
    problems += [
        Problem(name, _("There is no such field here.")) for name in data if name not in FIELDS
    ]
    for name, problem_of in (("slug", key_problem), ("version", label_problem)):
        if name not in data:
            continue
        given = data[name]
        message = problem_of(given) if isinstance(given, str) else _("This must be text.")
        if message:
            problems.append(Problem(name, message))
    return problems


def _inside(path: str) -> str:
    return f"definition.{path}" if path else "definition"

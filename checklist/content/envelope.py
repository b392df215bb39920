"""A checklist file: the slug and version label around a definition."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from checklist.content.labels import label_problem
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.engine.texts import key_problem

FIELDS = ("slug", "version", "definition")

MOST_BYTES = 1024 * 1024
"""Six times the starter checklist, which is a long one; more is no checklist anybody can answer."""

MOST_DEPTH = 32
"""Lists and objects inside one another. The deepest thing that a definition can hold, a citation
of what an option raises, stands at 12; a reader that goes down further may not come up again."""

MOST_VALUES = 20_000
"""Ten times what the starter checklist has. A file of nothing but faults is still told of each."""

# A string, which may not have been closed, or what stands before, between and after values.
_MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]|,', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a checklist file says."""

    slug: str
    label: str
    definition: Definition


def read_file(content: bytes) -> Envelope:
    """The envelope in a file. Raises InvalidDefinition with every problem by its path."""
    if len(content) > MOST_BYTES:
        message = _("This file is too large: at most %(most)s bytes are read.")
        raise _refused(message % {"most": MOST_BYTES})
    try:
        # Some editors of texts write an invisible mark before the first character.
        return read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as failure:
        raise _refused(_("This is not UTF-8: %(reason)s.") % {"reason": failure}) from failure


def read(text: str) -> Envelope:
    """The envelope in a file's text. Raises InvalidDefinition with every problem by its path."""
    _measure(text)
    data = codec.read_json(text)
    if not isinstance(data, dict):
        raise _refused(_("This must be an object."))
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


def written(envelope: Envelope) -> str:
    """The text of a file that says this, to be read by people too."""
    data = {
        "slug": envelope.slug,
        "version": envelope.label,
        "definition": codec.to_data(envelope.definition),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _refused(message: str) -> InvalidDefinition:
    """The one thing that is wrong with a file as a whole."""
    return InvalidDefinition((Problem("", message),))


def _measure(text: str) -> None:
    """Refuse what is too deep or too long to be looked into at all, before anything does."""
    depth = values = 0
    for mark in _MARK.finditer(text):
        depth += (mark[0] in "[{") - (mark[0] in "]}")
        if depth > MOST_DEPTH:
            message = _("Lists and objects stand inside one another more than %(most)s deep.")
            raise _refused(message % {"most": MOST_DEPTH})
        values += mark[0] in "[{,"
    if values > MOST_VALUES:
        message = _("This file holds %(count)s values; at most %(most)s are read.")
        raise _refused(message % {"count": values, "most": MOST_VALUES})


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

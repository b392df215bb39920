"""JSON files that people send: how large they may be, and what stands around their content.

Checklists and packs of cases alike name the slug of a checklist and the label of a version.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from checklist.content.labels import label_problem
from checklist.engine import codec
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.engine.texts import key_problem

MOST_BYTES = 1024 * 1024
"""Six times the starter checklist, which is a long one; more is no checklist anybody can answer. Of
the starter cases it would hold more than a hundred and fifty."""

MOST_DEPTH = 32
"""Lists and objects inside one another. The deepest thing that a definition can hold, a citation
of what an option raises, stands at 12; a reader that goes down further may not come up again."""

MOST_VALUES = 20_000
"""Ten times what the starter checklist has. A file of nothing but faults is still told of each."""

# A string, which may not have been closed, or what stands before, between and after values.
_MARK = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]|,', re.DOTALL)


def text_in(content: bytes) -> str:
    """The text of a file. Raises InvalidDefinition where it is too large, or no text."""
    if len(content) > MOST_BYTES:
        message = _("This file is too large: at most %(most)s bytes are read.")
        raise refused(message % {"most": MOST_BYTES})
    try:
        # Some editors of texts write an invisible mark before the first character.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise refused(_("This is not UTF-8: %(reason)s.") % {"reason": failure}) from failure


def object_in(text: str) -> dict[str, Any]:
    """What the text says. Raises InvalidDefinition where it is no JSON object, or too deep."""
    _measure(text)
    data = codec.read_json(text)
    if not isinstance(data, dict):
        raise refused(_("This must be an object."))
    return data


def problems_around(data: dict[str, Any], fields: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with a file but for its content: its fields, among them slug and version."""
    yield from (Problem(name, _("This is missing.")) for name in fields if name not in data)
    for name in data:
        if name not in fields:
            yield Problem(name, _("There is no such field here."))
    for name, problem_of in (("slug", key_problem), ("version", label_problem)):
        if name not in data:
            continue
        given = data[name]
        message = problem_of(given) if isinstance(given, str) else _("This must be text.")
        if message:
            yield Problem(name, message)


def refused(message: str) -> InvalidDefinition:
    """The one thing that is wrong with a file as a whole."""
    return InvalidDefinition((Problem("", message),))


def _measure(text: str) -> None:
    """Refuse what is too deep or too long to be looked into at all, before anything does."""
    depth = values = 0
    for mark in _MARK.finditer(text):
        depth += (mark[0] in "[{") - (mark[0] in "]}")
        if depth > MOST_DEPTH:
            message = _("Lists and objects stand inside one another more than %(most)s deep.")
            raise refused(message % {"most": MOST_DEPTH})
        values += mark[0] in "[{,"
    if values > MOST_VALUES:
        message = _("This file holds %(count)s values; at most %(most)s are read.")
        raise refused(message % {"count": values, "most": MOST_VALUES})

"""A pack of cases as one JSON file: what is written and what is read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from checklist.content.labels import label_problem
from checklist.engine import codec
from checklist.engine.cases import Case
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.engine.shape import shaped
from checklist.engine.texts import key_problem

FIELDS = ("slug", "version", "cases")


@dataclass(frozen=True, slots=True)
class Pack:
    """Cases, and the version of the checklist that they are written for."""

    slug: str
    label: str
    cases: tuple[Case, ...]


def written(slug: str, label: str, cases: Iterable[Case]) -> str:
    """The text of a file that holds these cases, to be read by people too."""
    data = {
        "slug": slug,
        "version": label,
        "cases": [each.model_dump(mode="json", exclude_defaults=True) for each in cases],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def read(text: str) -> Pack:
    """The pack in a file's text. Raises InvalidDefinition with every problem by its path."""
    data: Any = codec.read_json(text)
    if not isinstance(data, dict):
        raise InvalidDefinition((Problem("", _("This must be an object.")),))
    problems = [Problem(name, _("This is missing.")) for name in FIELDS if name not in data]
    problems += [
        Problem(name, _("There is no such field here.")) for name in data if name not in FIELDS
    ]
    for name, problem_of in (("slug", key_problem), ("version", label_problem)):
        given = data.get(name, "1")
        message = problem_of(given) if isinstance(given, str) else _("This must be text.")
        if message:
            problems.append(Problem(name, message))
    listed = data.get("cases", [])
    cases: list[Case | None] = []
    if not isinstance(listed, list):
        problems.append(Problem("cases", _("This must be a list.")))
    else:
        for number, raw in enumerate(listed):
            case, wrong = shaped(Case, raw)
            cases.append(case)
            problems += [Problem(_inside(number, each.path), each.message) for each in wrong]
    if problems:
        raise InvalidDefinition(tuple(problems))
    return Pack(data["slug"], data["version"], tuple(each for each in cases if each))


def _inside(number: int, path: str) -> str:
    return f"cases[{number}].{path}" if path else f"cases[{number}]"

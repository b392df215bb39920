"""A pack of cases as one JSON file: what is written and what is read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from checklist.content import reading
from checklist.engine.cases import Case, problems_of_cases
from checklist.engine.definition import Definition
from checklist.engine.problems import InvalidDefinition, Problem
from checklist.engine.shape import shaped

FIELDS = ("slug", "version", "cases")
_BLANK = Case(
    key="", title="", difficulty=0, vignette=(), learning_points=(), references=(), expected={}
)
"""What stands for something that is no case, so that those behind it keep their numbers."""


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
    """The pack in a file's text. Raises InvalidDefinition with every problem of shape."""
    pack, problems = examined(text)
    if problems or pack is None:
        raise InvalidDefinition(problems)
    return pack


def examined(text: str) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack as far as it can be read, and every problem of shape by its path.

    What stands at the place of a problem may be filled in. Raises InvalidDefinition for what is
    no file of ours at all.
    """
    data = reading.object_in(text)
    problems = [*reading.problems_around(data, FIELDS)]
    listed = data.get("cases", [])
    if not isinstance(listed, list):
        problems.append(Problem("cases", _("This must be a list.")))
        return None, tuple(problems)
    cases = []
    for number, raw in enumerate(listed):
        case, wrong = shaped(Case, raw)
        problems += [Problem(_inside(number, each.path), each.message) for each in wrong]
        cases.append(case or _BLANK)
    return Pack(str(data.get("slug")), str(data.get("version")), tuple(cases)), tuple(problems)


def problems_of(text: str, definition: Definition) -> tuple[Problem, ...]:
    """What would keep a file from being taken in where the version that it names is here."""
    try:
        pack = read(reading.text_in(text.encode()))
    except InvalidDefinition as invalid:
        return invalid.problems
    return tuple(problems_of_cases(pack.cases, definition))


def _inside(number: int, path: str) -> str:
    return f"cases[{number}].{path}" if path else f"cases[{number}]"

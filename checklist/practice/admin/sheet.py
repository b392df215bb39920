"""The head of a case's page: how it stands, what is still to be done, and what it brings up."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion, Status
from checklist.content.published import definition_of
from checklist.engine.cases import Expected, carried, problems_of_answers, raised, unanswered
from checklist.engine.problems import Problem
from checklist.practice.beside import Line, beside, texts_of
from checklist.practice.models import Case
from checklist.practice.standing import is_as_offered
from checklist.practice.writing import read, stored

_REFERENCE = re.compile(r"references\[(\d+)\]")
_FIELD = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class Point:
    """Something that keeps a case from being practised, and where on the page it is mended."""

    name: str
    anchor: str
    told: str


def mark_of(comes_up: Expected) -> str:
    """What comes up in one word, so that nobody confirms what they were not shown."""
    return hashlib.sha256(json.dumps(stored(comes_up)).encode()).hexdigest()


def state_of(case: Case) -> str:
    """What trainees have of a case."""
    if case.edition_id is None:
        return _("draft")
    if case.withdrawn_at is not None:
        return _("withdrawn")
    return _("on offer") if is_as_offered(case) else _("on offer; changes are not offered yet")


class Sheet:
    """All that stands above the form of a case, as it is stored."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.definition = definition_of(case.version)
        self.says = read(case, self.definition)

    @property
    def state(self) -> str:
        """What trainees have of it."""
        return state_of(self.case)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being practised, but for what it expects."""
        return problems_of_answers(self.says, self.definition)

    @cached_property
    def comes_up(self) -> Expected:
        """What its answers bring up, as far as they are written."""
        answers = carried(self.says, self.definition).answers
        return raised(self.definition, answers)

    @property
    def mark(self) -> str:
        """That in one word."""
        return mark_of(self.comes_up)

    @property
    def lines(self) -> list[Line]:
        """What it expects beside what comes up."""
        return [*beside(self.says.expected, self.comes_up, texts_of([self.definition]))]

    @property
    def is_to_confirm(self) -> bool:
        """Whether nothing is left but to confirm what comes up."""
        return not self.problems and self.says.expected != self.comes_up

    @property
    def can_be_offered(self) -> bool:
        """Whether trainees can be given it as it is written, and do not have it so already."""
        is_ready = not self.problems and self.says.expected == self.comes_up
        is_in_use = self.case.version.status == Status.ACTIVE
        return is_ready and is_in_use and not (self.case.is_offered and is_as_offered(self.case))

    @cached_property
    def newer(self) -> ChecklistVersion | None:
        """The version in use, where it is another than that which the case is written for."""
        versions = ChecklistVersion.objects.active().light().exclude(pk=self.case.version_id)
        return versions.filter(checklist=self.case.checklist_id).first()

    @property
    def points(self) -> list[Point]:
        """What is still to be written or mended, each with the way to it."""
        return [*self._points()]

    def _points(self) -> Iterator[Point]:
        for problem in self.problems:
            if problem.path == "references":
                continue
            if found := _REFERENCE.match(problem.path):
                key = self.says.references[int(found[1])].criterion
                yield self._at_row(key, problem.message)
            else:
                yield _at_field(problem)
        if any(problem.path == "references" for problem in self.problems):
            for key in unanswered(self.says, self.definition):
                yield self._at_row(key, _("It is in view and has no reference answer."))

    def _at_row(self, key: str, told: str) -> Point:
        short = self.definition.criteria[key].short
        return Point(f"{self.definition.numbers[key]} {short}", f"row-{key}", told)


def _at_field(problem: Problem) -> Point:
    found = _FIELD.match(problem.path)
    name = found[0] if found else ""
    field = Case._meta.get_field(name)
    return Point(capfirst(str(field.verbose_name)), f"id_{name}", problem.message)  # type: ignore[union-attr]  # it is a column

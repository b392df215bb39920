"""Taking in a pack of cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.content.reading import text_in
from checklist.engine.cases import problems_of_cases
from checklist.engine.problems import InvalidDefinition, Problem, stands_within
from checklist.practice import actions, packs
from checklist.practice.models import Case
from checklist.practice.packs import Pack


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a pack: which cases are new, and which were here already."""

    new: list[Case]
    present: list[Case]

    @property
    def kept_back(self) -> str:
        """Why trainees are not offered what is new; empty where they are."""
        if all(case.is_offered for case in self.new):
            return ""
        said = _(
            "Not offered to trainees, for version %(label)s is not in use: "
            "an editor carries what is new to the version in use."
        )
        return said % {"label": self.new[0].version.label}


def load_file(content: bytes, *, now: datetime) -> Loaded:
    """Take in the pack in a file. Raises InvalidDefinition with every reason why it is not."""
    pack, problems = packs.examined(text_in(content))
    if problems or pack is None:
        more = () if pack is None else _also_wrong(pack, problems)
        raise InvalidDefinition((*problems, *more))
    return load(pack, now=now)


def load(pack: Pack, *, now: datetime) -> Loaded:
    """Take in a pack, whole or not at all. Raises InvalidDefinition with every reason."""
    version = _version(pack)
    if version is None:
        raise InvalidDefinition((_no_version(pack),))
    try:
        new, present = actions.take_in(version=version, written=pack.cases, now=now)
    except actions.NotReady as refused:
        raise InvalidDefinition(refused.problems) from refused
    return Loaded(new, present)


def _also_wrong(pack: Pack, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """What is wrong with what the file says, but for the places that have the wrong shape."""
    told = {each.path for each in problems}
    if {"slug", "version"} & told:
        return  # no database is asked for what may be no text at all
    version = _version(pack)
    if version is not None:
        for problem in problems_of_cases(pack.cases, definition_of(version)):
            if not stands_within(problem.path, told):
                yield problem
    else:
        yield _no_version(pack)


def _version(pack: Pack) -> ChecklistVersion | None:
    versions = ChecklistVersion.objects.published().light()
    return versions.filter(checklist__slug=pack.slug, label=pack.label).first()


def _no_version(pack: Pack) -> Problem:
    message = _("No published version %(label)s of the checklist “%(slug)s” is here.")
    return Problem("version", message % {"label": pack.label, "slug": pack.slug})

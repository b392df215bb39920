"""What cases on offer would bring up with content that is about to be published.

Each is an example of what the content is meant to do: where it would bring up something else than
it expects, an editor confirms that this is meant, or mends the content.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.content.blocking import Remark
from checklist.content.models import ChecklistVersion
from checklist.engine import cases
from checklist.engine.cases import Expected, carried, problems_of_answers, raised
from checklist.engine.definition import Definition
from checklist.practice.models import Case
from checklist.practice.standing import confirmed_for


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A case on offer beside what it would bring up.

    ``says`` has those of its answers that the content has; ``gone`` are the criteria of others.
    ``lacking`` is what has to be written before the case can be practised on that content.
    """

    case: Case
    says: cases.Case
    comes_up: Expected
    gone: tuple[str, ...]
    lacking: tuple[str, ...]
    is_confirmed: bool

    @property
    def differs(self) -> bool:
        """Whether it would bring up something else than it expects."""
        return self.says.expected != self.comes_up

    @property
    def blocks(self) -> bool:
        """Whether somebody has to confirm that first."""
        return self.differs and not self.is_confirmed


def foreseen(version: ChecklistVersion, definition: Definition) -> Iterator[Foreseen]:
    """Every case on offer of the version's checklist, run over what the version says."""
    confirmed = confirmed_for(version)
    offered = Case.objects.offered().filter(checklist=version.checklist_id)
    for case in offered.select_related("edition"):
        assert case.edition is not None  # noqa: S101 - that is what being on offer means
        before = case.edition.says
        says = carried(before, definition)
        comes_up = raised(definition, says.answers)
        yield Foreseen(
            case=case,
            says=says,
            comes_up=comes_up,
            gone=tuple(key for key in before.answers if key not in says.answers),
            lacking=tuple(each.message for each in problems_of_answers(says, definition)),
            is_confirmed=comes_up in confirmed.get(case.pk, ()),
        )


def remarks(version: ChecklistVersion, definition: Definition) -> Iterator[Remark]:
    """What cases have to say of content (``content.blocking``)."""
    page = reverse("admin:practice_case_foreseen", args=[version.pk])
    for each in foreseen(version, definition):
        place = _("practice case “%(title)s”") % {"title": each.says.title}
        address = f"{page}#{each.case.key}"
        if each.blocks:
            message = _("It would bring up something else than it expects. %(told)s")
            yield Remark(place, message % {"told": " ".join(_told(each))}, address)
        if each.gone or each.lacking:
            yield Remark(place, " ".join(_to_carry(each)), address, blocks=False)


def _told(foreseen: Foreseen) -> Iterator[str]:
    """How what would come up differs from what is expected."""
    expected, found = set(_each(foreseen.says.expected)), set(_each(foreseen.comes_up))
    if new := [key for kind, key in _each(foreseen.comes_up) if (kind, key) not in expected]:
        yield _("New: %(keys)s.") % {"keys": ", ".join(new)}
    if gone := [key for kind, key in _each(foreseen.says.expected) if (kind, key) not in found]:
        yield _("Gone: %(keys)s.") % {"keys": ", ".join(gone)}
    if expected == found:
        yield _("The same stands in another order.")


def _each(considerations: Expected) -> Iterator[tuple[str, str]]:
    """Each key, with the kind under which it stands."""
    return ((kind, key) for kind, keys in considerations.items() for key in keys)


def _to_carry(foreseen: Foreseen) -> Iterator[str]:
    yield _("It is still to be carried to this content after publishing.")
    if foreseen.gone:
        said = _("Its answers to these are none any more: %(keys)s.")
        yield said % {"keys": ", ".join(foreseen.gone)}
    yield from foreseen.lacking

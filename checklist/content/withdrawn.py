"""Considerations that were withdrawn from published versions, known without a query a page.

Each process keeps what it has read. The query that finds an assessment tells besides how many are
withdrawn of its version (``number_withdrawn``), and where that differs from what is kept they are
read anew: so a process knows at once what another one has just stored.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from checklist.content.models import ChecklistVersion, Withdrawal
from checklist.content.published import KEPT, definition_of, published_version
from checklist.engine.parts import Consideration


class Withdrawn(NamedTuple):
    """Why a consideration no longer holds, and since when."""

    reason: str
    at: datetime


NONE: Mapping[str, Withdrawn] = MappingProxyType({})


def number_withdrawn(version: str) -> dict[str, Coalesce]:
    """What a query is annotated with, to tell how many considerations are withdrawn.

    ``version`` is its column of versions; the model of its rows has an attribute for the number.
    It is a count, for that never misses one: of two that are stored at once, the one that is seen
    last need not have the higher key.
    """
    of_version = Withdrawal.objects.filter(version=OuterRef(version)).order_by()
    counted = of_version.values("version").annotate(number=Count("pk"))
    return {"number_withdrawn": Coalesce(Subquery(counted.values("number")), 0)}


def withdrawn_from(version_id: int, number: int | None) -> Mapping[str, Withdrawn]:
    """What is withdrawn of a version, by the consideration's key.

    ``number`` says how many there are; where it is not known, the database is asked.
    """
    if number is None:
        number = Withdrawal.objects.filter(version=version_id).count()
    return kept_withdrawals(version_id, number) if number else NONE


@lru_cache(maxsize=KEPT)
def kept_withdrawals(version_id: int, number: int) -> Mapping[str, Withdrawn]:
    """Read once for each number, which only grows: nothing withdrawn is ever taken back."""
    stored = Withdrawal.objects.filter(version=version_id)
    return MappingProxyType(
        {each.consideration: Withdrawn(each.reason, each.at) for each in stored}
    )


def also_saying(version: ChecklistVersion) -> dict[str, list[ChecklistVersion]]:
    """By key, the other published versions that say a consideration of this one word for word.

    Those from which it is withdrawn already are left out.
    """
    said = {each.key: each.text for _path, each in definition_of(version).considerations()}
    stored = Withdrawal.objects.filter(version__checklist=version.checklist_id)
    gone = set(stored.values_list("version_id", "consideration"))
    found: dict[str, list[ChecklistVersion]] = {}
    others = version.checklist.versions.published().light().exclude(pk=version.pk)
    for other in others.order_by("-published_at", "-pk"):
        for _path, each in definition_of(other).considerations():
            if said.get(each.key) == each.text and (other.pk, each.key) not in gone:
                found.setdefault(each.key, []).append(other)
    return found


def withdrawn_texts(checklist_id: int) -> dict[tuple[str, str], str]:
    """What was withdrawn from any version of a checklist, by key and text, and why.

    A key whose text was changed since says something else, which may hold.
    """
    return {
        (said.key, said.text): withdrawal.reason for said, withdrawal in _withdrawals(checklist_id)
    }


def withdrawals_for(version: ChecklistVersion) -> list[Withdrawal]:
    """One for each consideration of a version that was withdrawn from it, or else from another."""
    says = {(each.key, each.text) for _path, each in definition_of(version).considerations()}
    found: dict[str, Withdrawal] = {}
    for said, withdrawal in _withdrawals(version.checklist_id):
        is_own = withdrawal.version_id == version.pk
        if (said.key, said.text) in says and (is_own or said.key not in found):
            found[said.key] = withdrawal
    return list(found.values())


def _withdrawals(checklist_id: int) -> Iterator[tuple[Consideration, Withdrawal]]:
    """What was withdrawn from versions of a checklist, with what it said there, oldest first."""
    stored = Withdrawal.objects.filter(version__checklist=checklist_id).order_by("pk")
    for withdrawal in stored:
        definition = definition_of(published_version(withdrawal.version_id))
        for _path, said in definition.considerations():
            if said.key == withdrawal.consideration:
                yield said, withdrawal

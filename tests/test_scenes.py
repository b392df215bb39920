"""What tests begin with is what the program itself would have made."""

from typing import Any

import pytest
from django.db import transaction

from checklist.content.actions import load
from checklist.content.models import Checklist, ChecklistVersion
from tests import scenes


def everything_but_keys() -> list[list[dict[str, Any]]]:
    """What is stored of checklists; keys differ each time."""
    tables: tuple[Any, ...] = (Checklist, ChecklistVersion)
    keys = {"id", "checklist_id"}
    return [
        [{name: value for name, value in row.items() if name not in keys} for row in rows]
        for rows in (table.objects.values() for table in tables)
    ]


@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_a_starter_checklist_is_as_the_action_loads_it(db: None, slug: str) -> None:
    def by_the_action() -> ChecklistVersion:
        return load(envelope=scenes.starter(slug), now=scenes.THEN).version

    def by_the_scene() -> ChecklistVersion:
        return scenes.load_starter(slug)

    seen = []
    # Only the first scene of a process loads it; it need not be the first one here.
    for begin in (by_the_action, by_the_scene, by_the_scene, by_the_scene):
        place = transaction.savepoint()
        version = begin()
        assert version == ChecklistVersion.objects.get()
        assert version.checklist == Checklist.objects.get()
        seen.append((everything_but_keys(), version.get_deferred_fields(), str(version)))
        transaction.savepoint_rollback(place)
    assert seen == [seen[0]] * len(seen)


def test_what_is_there_already_is_loaded_by_the_action(db: None) -> None:
    first = scenes.load_starter()
    assert scenes.load_starter() == first
    assert ChecklistVersion.objects.count() == 1

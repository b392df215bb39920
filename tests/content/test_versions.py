"""Versions: what the database holds to, and that what was published is kept."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from checklist.content.actions import start_draft
from checklist.content.models import Checklist, ChecklistVersion, Status
from checklist.content.models.versions import (
    EDITED_IN_ROWS,
    MOVES,
    PublishedIsKept,
    may_become,
)
from tests import scenes

LATER = scenes.THEN.replace(hour=18)
PUBLISHED = {"definition": "{}", "digest": "d", "published_at": LATER}
ACTIVE = {"status": "active", **PUBLISHED}
RETIRED = {"status": "retired", "retired_at": LATER, **PUBLISHED}


def test_both_tables_of_states_know_every_state() -> None:
    assert set(MOVES) == set(EDITED_IN_ROWS) == set(Status)
    assert set().union(*MOVES.values()) <= set(Status)


def test_a_draft_becomes_active_and_an_active_version_retired_and_no_other_way() -> None:
    assert {status: may_become(status) for status in Status} == {
        Status.DRAFT: frozenset(),
        Status.ACTIVE: {Status.DRAFT},
        Status.RETIRED: {Status.ACTIVE},
    }


def create(checklist: Checklist, label: str, **fields: Any) -> ChecklistVersion:
    return ChecklistVersion.objects.create(
        checklist=checklist, label=label, created_at=scenes.THEN, **fields
    )


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{}, ACTIVE, RETIRED])
def test_each_status_has_the_fields_that_fit_it(fields: dict[str, Any]) -> None:
    create(Checklist.objects.create(slug="some"), "1", **fields)
    assert ChecklistVersion.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"definition": "{}"},
        {"digest": "d"},
        {"published_at": LATER},
        {"retired_at": LATER},
        {"starts_from": "other"},
        ACTIVE | {"definition": ""},
        ACTIVE | {"digest": ""},
        ACTIVE | {"published_at": None},
        ACTIVE | {"retired_at": LATER},
        RETIRED | {"retired_at": None},
        RETIRED | {"definition": ""},
        RETIRED | {"digest": ""},
        RETIRED | {"published_at": None},
        ACTIVE | {"status": "something"},
    ],
)
def test_the_database_refuses_what_does_not_fit_the_status(fields: dict[str, Any]) -> None:
    checklist = Checklist.objects.create(slug="some")
    with pytest.raises(IntegrityError, match="content_version_fits_status"), transaction.atomic():
        create(checklist, "1", **fields)


@pytest.mark.django_db
def test_the_database_refuses_a_second_active_version() -> None:
    checklist = Checklist.objects.create(slug="some")
    create(checklist, "1", **ACTIVE)
    create(checklist, "0", **RETIRED)
    create(Checklist.objects.create(slug="other"), "1", **ACTIVE)
    with pytest.raises(IntegrityError), transaction.atomic():
        create(checklist, "2", **ACTIVE)


@pytest.mark.django_db
def test_the_database_refuses_a_label_twice_in_one_checklist() -> None:
    checklist = Checklist.objects.create(slug="some")
    create(checklist, "1")
    create(Checklist.objects.create(slug="other"), "1")
    with pytest.raises(IntegrityError), transaction.atomic():
        create(checklist, "1")


def test_lists_tell_active_versions_from_drafts(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    assert list(ChecklistVersion.objects.active()) == [active, follow_up]
    assert list(ChecklistVersion.objects.drafts()) == [draft]


def test_what_follows_another_checklist_cannot_be_started_on_its_own(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    assert follow_up.starts_from == scenes.MAIN
    assert list(ChecklistVersion.objects.startable()) == [active]
    assert list(Checklist.objects.startable()) == [active.checklist]


def test_a_light_version_is_loaded_without_its_text(active: ChecklistVersion) -> None:
    assert ChecklistVersion.objects.light().get(pk=active.pk).get_deferred_fields() == {
        "definition"
    }


def test_versions_are_named_by_checklist_and_label(active: ChecklistVersion) -> None:
    assert str(active) == "ketamine-considerations 1.0"
    assert str(active.checklist) == "ketamine-considerations"


def test_a_published_version_is_not_deleted(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    with pytest.raises(PublishedIsKept):
        active.delete()
    with pytest.raises(PublishedIsKept):
        ChecklistVersion.objects.all().delete()
    with pytest.raises(ProtectedError):
        active.checklist.delete()
    assert set(ChecklistVersion.objects.all()) == {active, draft}


def test_an_old_copy_in_memory_does_not_delete_what_was_published_since(
    draft: ChecklistVersion,
) -> None:
    scenes.put_in_use(draft, now=LATER)
    assert draft.is_draft
    with pytest.raises(PublishedIsKept):
        draft.delete()


def test_a_retired_version_is_not_deleted(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    scenes.put_in_use(draft, now=LATER)
    with pytest.raises(PublishedIsKept):
        ChecklistVersion.objects.filter(pk=active.pk).delete()


def test_drafts_may_be_deleted_together(active: ChecklistVersion, draft: ChecklistVersion) -> None:
    start_draft(checklist=active.checklist, label="1.2", actor=None, now=LATER)
    ChecklistVersion.objects.drafts().delete()
    assert list(ChecklistVersion.objects.all()) == [active]

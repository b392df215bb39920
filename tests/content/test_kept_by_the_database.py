"""What is published is written once: the database itself refuses whoever would write it again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from checklist.content.actions import load, publish, retire, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import Checklist, ChecklistVersion, Status
from tests import scenes
from tests.engine.small import small

LATER = scenes.THEN + timedelta(days=1)
REWRITTEN: dict[str, Any] = {
    "definition": "{}",
    "digest": "0" * 64,
    "label": "9.9",
    "starts_from": "other",
    "loaded_digest": "0" * 64,
    "created_at": LATER + timedelta(hours=1),
    "published_at": LATER + timedelta(hours=1),
    "changed": "Something else.",
    "review_by": date(2030, 1, 1),
}
REFUSED = "A published version is kept as it is"


@pytest.fixture(params=[Status.ACTIVE, Status.RETIRED])
def published(db: None, request: pytest.FixtureRequest) -> ChecklistVersion:
    """The version in use, and one that was in use. What they say is of no matter here."""
    first = load(envelope=Envelope(scenes.MAIN, "1.0", small()), now=scenes.THEN).version
    second = start_draft(checklist=first.checklist, label="1.1", actor=None, now=scenes.THEN)
    scenes.put_in_use(second, now=LATER)
    return ChecklistVersion.objects.get(status=request.param)


def stored() -> list[Any]:
    return list(ChecklistVersion.objects.order_by("pk").values())


@pytest.mark.parametrize("column", REWRITTEN)
def test_no_update_of_the_orm_rewrites_it(published: ChecklistVersion, column: str) -> None:
    before = stored()
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        ChecklistVersion.objects.filter(pk=published.pk).update(**{column: REWRITTEN[column]})
    setattr(published, column, REWRITTEN[column])
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        published.save()
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        ChecklistVersion.objects.bulk_update([published], [column])
    assert stored() == before


@pytest.mark.parametrize("column", REWRITTEN)
def test_no_statement_of_sql_rewrites_it(published: ChecklistVersion, column: str) -> None:
    before = stored()
    sql = f"UPDATE content_checklistversion SET {column} = %s WHERE id = %s"  # noqa: S608 - ours
    with (
        pytest.raises(IntegrityError, match=REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [str(REWRITTEN[column]), published.pk])
    assert stored() == before


def test_it_does_not_become_a_draft_again_nor_another_checklists(
    published: ChecklistVersion,
) -> None:
    emptied = {"definition": "", "digest": "", "published_at": None, "retired_at": None}
    other = Checklist.objects.create(slug="other")
    for changes in ({"status": Status.DRAFT, **emptied}, {"checklist": other}):
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            ChecklistVersion.objects.filter(pk=published.pk).update(**changes)
    published.refresh_from_db()
    assert (published.checklist.slug, published.is_draft) == (scenes.MAIN, False)


def test_one_update_of_many_versions_changes_none(published: ChecklistVersion) -> None:
    before = stored()
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        ChecklistVersion.objects.update(changed="Something else.")
    assert stored() == before


def test_retiring_passes(published: ChecklistVersion) -> None:
    in_use = ChecklistVersion.objects.active().get()
    retire(version=in_use, now=LATER)
    in_use.refresh_from_db()
    assert in_use.status == Status.RETIRED


def test_the_account_of_who_published_can_be_deleted(draft: ChecklistVersion) -> None:
    ann = scenes.make_user("ann")
    scenes.accept_all(draft)
    published = publish(version=draft, actor=ann, now=LATER, changed="Words.")
    ann.delete()
    published.refresh_from_db()
    assert published.published_by is None


def test_nobody_else_becomes_who_published_it(published: ChecklistVersion) -> None:
    ann = scenes.make_user("ann")
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        ChecklistVersion.objects.filter(pk=published.pk).update(published_by=ann)
    published.refresh_from_db()
    assert published.published_by is None


def test_a_draft_is_written_as_often_as_one_likes(draft: ChecklistVersion) -> None:
    for label in ("1.2", "1.3"):
        ChecklistVersion.objects.filter(pk=draft.pk).update(label=label)
    draft.refresh_from_db()
    assert draft.label == "1.3"

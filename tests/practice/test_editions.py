"""What trainees were given is written once: the database keeps it, and the command looks at it."""

from datetime import timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from checklist.practice.models import Case, Edition
from tests import scenes
from tests.practice import casting
from tests.practice.editing import new_draft

REFUSED = "An edition is kept as it is"


def stored() -> list[Any]:
    return list(Edition.objects.order_by("pk").values())


def alter(edition: Edition) -> None:
    """Change what an edition says, as nobody can while the database guards it."""
    kept = import_module("checklist.practice.migrations.0002_editions_are_kept")
    editor = connection.schema_editor()
    kept.unguard(apps, editor)
    Edition.objects.filter(pk=edition.pk).update(content=edition.content.replace("She", "He"))
    kept.guard(apps, editor)


def test_the_database_lets_nobody_rewrite_an_edition(cases: dict[str, Case]) -> None:
    edition = cases[casting.FIRST].edition
    assert edition is not None
    other = next(each for each in cases.values() if each.pk != edition.case_id)
    before = stored()
    for column, value in {
        "content": "{}",
        "digest": "0" * 64,
        "case_id": other.pk,
        "version_id": new_draft().pk,
        "offered_at": scenes.THEN + timedelta(days=1),
    }.items():
        sql = f"UPDATE practice_edition SET {column} = %s WHERE id = %s"  # noqa: S608 - ours
        with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**{column: value})
        with (
            pytest.raises(IntegrityError, match=REFUSED),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, [str(value), edition.pk])
    assert stored() == before
    edition.save()


def test_the_command_names_an_edition_that_was_altered_all_the_same(cases: dict[str, Case]) -> None:
    out = StringIO()
    call_command("verify_versions", stdout=out)
    assert out.getvalue() == ("1 published version holds.\n10 editions of practice cases hold.\n")
    edition = cases[casting.FIRST].edition
    assert edition is not None
    alter(edition)
    out = StringIO()
    with pytest.raises(CommandError, match=rf"\Apractice case {casting.FIRST}, edition \d+ is alt"):
        call_command("verify_versions", stdout=out)
    assert "9 editions of practice cases hold." in out.getvalue()

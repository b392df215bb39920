"""Drafts that change, or are no drafts any more, while a page of them is made."""

import pytest
from django.test import Client

from checklist.content.actions import discard
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Citation, Source
from tests import scenes
from tests.content.forms_in_pages import said
from tests.content.meanwhile import just_before_reading
from tests.content.rows import criterion
from tests.practice.editing import editor, new_draft

GONE = "Nothing was changed: this version is no draft. It was published or discarded."


@pytest.fixture
def in_use(db: None) -> ChecklistVersion:
    return scenes.load_starter()


@pytest.fixture
def desk(db: None) -> Client:
    """The browser of an editor, who sees drafts and cases."""
    return editor()


def test_a_draft_that_is_discarded_while_its_page_is_made_is_told_to_be_none(
    in_use: ChecklistVersion, desk: Client
) -> None:
    for page in (
        "/admin/practice/case/foreseen/{draft}/",
        "/admin/content/draft/{draft}/effect/",
        "/admin/preview/{draft}/",
        "/admin/content/checklistversion/{draft}/export/",
        "/admin/content/checklistversion/{in_use}/compare/{draft}/",
    ):
        draft = new_draft()
        address = page.format(draft=draft.pk, in_use=in_use.pk)
        with just_before_reading("content_draft", lambda: discard(version=draft)):  # noqa: B023
            answer = desk.get(address)
        assert answer.status_code == 302, page
        assert said(desk.get(answer["Location"]).context) == [GONE], page


def test_what_is_written_while_a_draft_is_read_is_read_whole_or_not_at_all(
    in_use: ChecklistVersion,
) -> None:
    """On PostgreSQL each query sees what was stored by then: here a source is read too early."""
    draft = new_draft()
    before = compiled(draft)

    def cites_another() -> None:
        source = Source.objects.create(draft_id=draft.pk, key="new", position=99)
        Citation.objects.create(
            source=source, criterion=criterion(draft, "consent"), locator="x", position=99
        )

    with just_before_reading("content_citation", cites_another):
        assert compiled(draft) == before

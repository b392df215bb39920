"""From a Definition to rows and back: nothing is lost, added or moved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checklist.content.actions import start_draft
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine import codec
from tests import scenes


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_a_starter_checklist_comes_back_byte_for_byte(slug: str) -> None:
    active = scenes.load_starter(slug)
    draft = start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)
    again = compiled(draft)
    assert again == definition_of(active)
    assert codec.canonical_json(again) == active.definition


def test_a_draft_costs_a_query_a_list_and_not_a_query_a_row(active: ChecklistVersion) -> None:
    with CaptureQueriesContext(connection) as stored:
        draft = start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)
    with CaptureQueriesContext(connection) as read:
        compiled(draft)
    assert len(stored) <= 25
    assert len(read) == 20

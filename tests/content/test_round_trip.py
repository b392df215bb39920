"""From a Definition to rows and back: nothing is lost, added or moved."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings

from checklist.content.actions import load, start_draft
from checklist.content.compile import compiled
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine import codec
from checklist.engine.definition import Definition
from tests import scenes, strategies


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_a_starter_checklist_comes_back_byte_for_byte(slug: str) -> None:
    active = scenes.load_starter(slug)
    draft = start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)
    again = compiled(draft)
    assert again == definition_of(active)
    assert codec.canonical_json(again) == active.definition


@pytest.mark.django_db
@settings(max_examples=50)
@given(strategies.definitions())
def test_any_definition_comes_back_byte_for_byte(definition: Definition) -> None:
    with transaction.atomic():
        active = load(envelope=Envelope("some", "1", definition), now=scenes.THEN).version
        draft = start_draft(checklist=active.checklist, label="2", actor=None, now=scenes.THEN)
        assert compiled(draft) == definition_of(active) == definition
        again = scenes.put_in_use(draft)
        assert again.definition == active.definition == codec.canonical_json(definition)
        assert again.digest == active.digest == codec.digest(definition)
        transaction.set_rollback(True)


def test_a_draft_costs_a_query_a_list_and_not_a_query_a_row(active: ChecklistVersion) -> None:
    with CaptureQueriesContext(connection) as stored:
        draft = start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)
    with CaptureQueriesContext(connection) as read:
        compiled(draft)
    assert len(stored) <= 25
    assert len(read) == 16

"""The administration: what was typed into the page of a row and cannot be saved is not lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.content.actions import discard
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import AnswerOption, Criterion, Draft, Section
from tests import scenes
from tests.content.forms_in_pages import Sent, form_of, read_form, saved, signed_in_with, url_of
from tests.content.rows import criterion, row

MINE = "What I typed & <b>"


def outline_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_checklistversion_change", args=[version.pk])


def typed(row: Any, sent: Sent) -> Sent:
    """What is sent once somebody has typed into the first text of a row's page."""
    field = {"criterion": "question", "answeroption": "label"}.get(row._meta.model_name, "title")
    return sent | {field: [MINE]}


@pytest.mark.parametrize("model", [Draft, Section, Criterion, AnswerOption])
def test_of_a_draft_published_meanwhile_the_page_holds_what_was_typed_and_leads_to_the_version(
    draft: ChecklistVersion, editor: Client, model: Any
) -> None:
    each = row(model)
    sent = typed(each, form_of(editor, each))
    done = scenes.put_in_use(draft)
    page = editor.post(url_of(each), sent)
    assert page.status_code == 409
    assert MINE in [each.text for each in page.context["typed"]]
    text = page.content.decode()
    assert "What I typed &amp; &lt;b&gt;</textarea>" in text
    assert "ketamine-considerations 1.1 is no draft any more: it was published" in text
    assert f'<a href="{outline_url(draft)}">' in text
    assert ChecklistVersion.objects.get(pk=draft.pk).digest == done.digest


def test_texts_of_lists_are_named_by_their_row(draft: ChecklistVersion, editor: Client) -> None:
    asked = criterion(draft, "follow-up")
    sent = form_of(editor, asked) | {"options-1-label": [MINE], "short": [" "]}
    discard(version=draft)
    page = editor.post(url_of(asked), sent)
    assert page.status_code == 409
    fields = dict(page.context["typed"])
    assert fields["Answer option 2, label"] == MINE
    assert "Short name" not in fields
    text = page.content.decode()
    assert "it was discarded" in text
    assert f'<a href="{reverse("admin:content_checklistversion_changelist")}">Go to' in text


def test_of_a_row_that_somebody_else_deleted_it_is_said_and_the_draft_is_there(
    draft: ChecklistVersion, editor: Client
) -> None:
    option = row(AnswerOption, conditions=None)
    sent = typed(option, form_of(editor, option))
    option.delete()
    page = editor.post(url_of(option), sent)
    assert page.status_code == 409
    text = page.content.decode()
    assert "Somebody else has deleted this from the draft" in text
    assert f'<a href="{outline_url(draft)}">' in text


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "²"])
def test_a_hand_made_form_for_a_row_that_never_was_is_answered_as_well(
    draft: ChecklistVersion, editor: Client, version: str
) -> None:
    url = reverse("admin:content_criterion_change", args=["987654"])
    assert editor.post(url, {"version": version, "short": MINE}).status_code == 409


def test_what_is_sent_when_the_session_has_ended_is_saved_after_signing_in(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    sent = typed(asked, form_of(editor, asked))
    editor.logout()
    page = editor.post(f"{url_of(asked)}?from=outline", sent)
    assert page.status_code == 403
    asked.refresh_from_db()
    assert asked.question != MINE
    answer = signed_in_with(editor, page, "view-add-change-delete")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{outline_url(draft)}#criterion-{asked.pk}",
    )
    asked.refresh_from_db()
    assert asked.question == MINE


def test_where_it_cannot_be_saved_at_once_the_form_comes_back_and_leads_to_its_own_page(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    sent = typed(asked, form_of(editor, asked))
    saved(editor, asked, {"short": "Changed meanwhile"})
    editor.logout()
    answer = signed_in_with(editor, editor.post(url_of(asked), sent), "view-add-change-delete")
    assert "somebody has changed this page since you opened it" in answer.content.decode()
    assert read_form(answer.content, "criterion_form")["question"] == [MINE]
    assert f'<form action="{url_of(asked)}" method="post"' in answer.content.decode()


def test_whoever_may_not_edit_saves_nothing_by_signing_in(
    draft: ChecklistVersion, editor: Client
) -> None:
    scenes.make_user("clinician")
    asked = criterion(draft, "follow-up")
    sent = typed(asked, form_of(editor, asked))
    editor.logout()
    signed_in_with(editor, editor.post(url_of(asked), sent), "clinician")
    asked.refresh_from_db()
    assert asked.question != MINE

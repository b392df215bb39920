"""The administration: the pages of a draft's rows."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from simple_history.utils import get_history_manager_for_model

from checklist.content.actions import start_draft
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Condition,
    Consideration,
    ContextLine,
    Criterion,
    Draft,
    Limit,
    Rule,
    Section,
    Source,
)
from tests import scenes
from tests.content.forms_in_pages import complaints, form_of, saved, url_of
from tests.content.rows import criterion, row

PAGES: tuple[type[Model], ...] = (
    Draft,
    Section,
    Criterion,
    AnswerOption,
    Rule,
    Consideration,
    Source,
    ContextLine,
)
# Two are the session and its user, two the rights of the user, one is the row with its way up to
# the checklist, and one asks what was written of the page so far; then each list costs one or two,
# and one more what its rows may point at. What is wrong at the row is
# asked of the whole draft: WHOLE.
WHOLE = 16
QUERIES = {
    Draft: 14 + WHOLE,
    Section: 7 + WHOLE,
    Criterion: 11 + WHOLE,
    AnswerOption: 7 + WHOLE,
    Rule: 10 + WHOLE,
    Consideration: 8 + WHOLE,
    Source: 6 + WHOLE,
    ContextLine: 8 + WHOLE,
}


@pytest.mark.parametrize("model", PAGES)
def test_a_page_sent_back_as_it_stands_changes_nothing(
    draft: ChecklistVersion, editor: Client, model: type[Model]
) -> None:
    before = compiled(draft)
    for each in model._default_manager.all()[:10]:
        saved(editor, each, {})
    assert compiled(draft) == before


def test_saving_costs_as_many_queries_however_long_the_lists(
    draft: ChecklistVersion, editor: Client
) -> None:
    frame = Draft.objects.get()

    def cost() -> int:
        sent = form_of(editor, frame)
        with CaptureQueriesContext(connection) as queries:
            assert editor.post(url_of(frame), sent).status_code == 302
        return len(queries)

    cost()  # now the process knows its content types
    long = cost()
    Limit.objects.filter(draft=frame).delete()
    ContextLine.objects.filter(draft=frame).delete()
    assert cost() == long
    stored = list(Section.objects.values())
    assert editor.post(url_of(frame), form_of(editor, frame)).status_code == 302
    assert list(Section.objects.values()) == stored
    assert not get_history_manager_for_model(Section).exists()


@pytest.mark.parametrize("model", PAGES)
def test_a_page_costs_few_queries_however_long_its_lists(
    draft: ChecklistVersion,
    editor: Client,
    model: type[Model],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows = model._default_manager.all()[:3]
    editor.get(url_of(rows[0]))  # now the process knows its content types
    for each in rows:
        with django_assert_num_queries(QUERIES[model]):
            assert editor.get(url_of(each)).status_code == 200


def test_no_form_offers_rows_of_another_draft(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    other = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    asked, theirs = criterion(draft, "follow-up"), criterion(other, "adequate-trials")
    source = Source.objects.filter(draft_id=other.pk)[:1].get()
    number = asked.citations.count()
    told = complaints(
        editor,
        asked,
        {
            "conditions-0-options": [str(theirs.options.first().pk)],
            f"citations-{number}-source": str(source.pk),
            f"citations-{number}-locator": "§1",
        },
    )
    assert len(told) == 2
    assert all(message.startswith("Select a valid choice.") for message in told)
    assert asked.conditions.count() == 0


def test_a_row_of_another_page_is_not_changed_by_a_hand_made_post(
    draft: ChecklistVersion, editor: Client
) -> None:
    before = compiled(draft)
    theirs = criterion(draft, "adequate-trials").options.first()
    changes = {"options-0-id": str(theirs.pk), "options-0-label": "Taken over"}
    editor.post(url_of(asked := criterion(draft, "follow-up")), form_of(editor, asked) | changes)
    assert compiled(draft) == before


def test_what_was_published_meanwhile_is_not_changed(
    draft: ChecklistVersion, editor: Client
) -> None:
    rows = [row(model) for model in PAGES]
    forms = [form_of(editor, each) for each in rows]
    done = scenes.put_in_use(draft)
    for each, sent in zip(rows, forms, strict=True):
        assert editor.post(url_of(each), sent).status_code == 409
    stored = ChecklistVersion.objects.get(pk=draft.pk)
    assert (stored.definition, stored.digest) == (done.definition, done.digest)
    assert Draft.objects.count() == Citation.objects.count() == Condition.objects.count() == 0


def test_rows_are_reached_through_their_draft_only(draft: ChecklistVersion, editor: Client) -> None:
    index = editor.get(reverse("admin:index"))
    listed = [
        model["object_name"]
        for app in index.context["app_list"]
        for model in app["models"]
        if app["app_label"] == "content"
    ]
    assert sorted(listed) == ["Checklist", "ChecklistVersion", "Draft", "Suggestion", "Term"]
    page = editor.get(reverse("admin:content_criterion_changelist"))
    assert (page.status_code, page["Location"]) == (
        302,
        reverse("admin:content_draft_changelist"),
    )
    assert editor.get(reverse("admin:content_criterion_add")).status_code == 403


def test_a_page_names_the_pages_above_it(draft: ChecklistVersion, editor: Client) -> None:
    consideration = row(Consideration, option__isnull=False)
    page = editor.get(url_of(consideration))
    option = consideration.option
    assert page.context["trail"] == [
        ("ketamine-considerations 1.1", url_of(draft)),
        ("Texts and lists", url_of(Draft.objects.get())),
        (str(option.criterion.section), url_of(option.criterion.section)),
        (str(option.criterion), url_of(option.criterion)),
        (str(option), url_of(option)),
    ]
    of_rule = row(Consideration, rule__isnull=False)
    assert editor.get(url_of(of_rule)).context["trail"][2:] == [(of_rule.key, url_of(of_rule.rule))]


def test_rows_have_no_lists_or_rights_of_their_own(draft: ChecklistVersion) -> None:
    assert [model._meta.default_permissions for model in PAGES] == [()] * len(PAGES)
    assert Rule._meta.permissions == []

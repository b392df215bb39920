"""The administration: the pages of a draft's rows."""

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from checklist.content.actions import publish, start_draft
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
    Pair,
    Rule,
    Section,
    Source,
)
from checklist.engine.definition import Definition
from checklist.engine.parts import Condition as Looks
from tests import scenes
from tests.content.forms_in_pages import Sent, read_form, said

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
# Two are the session and its user, two the rights of the user, and one is the row with its way up
# to the checklist; then each list costs one or two, and one more what its rows may point at.
QUERIES = {
    Draft: 12,
    Section: 6,
    Criterion: 10,
    AnswerOption: 6,
    Rule: 10,
    Consideration: 7,
    Source: 5,
    ContextLine: 7,
}


def url_of(row: Model, act: str = "change") -> str:
    return reverse(f"admin:content_{row._meta.model_name}_{act}", args=[row.pk])


def form_of(client: Client, row: Model) -> Sent:
    """What stands in the form on a row's page."""
    return read_form(client.get(url_of(row)).content, f"{row._meta.model_name}_form")


def saved(client: Client, row: Model, changes: dict[str, str | list[str]]) -> None:
    """Send a row's form with changes, as a browser would."""
    page = client.post(url_of(row), form_of(client, row) | changes)
    assert page.status_code == 302, page.context["errors"]


def complaints(client: Client, row: Model, changes: dict[str, str | list[str]]) -> list[str]:
    """What a row's page complains of when it is sent with changes."""
    page = client.post(url_of(row), form_of(client, row) | changes)
    assert page.status_code == 200
    return [strip_tags(str(error)) for error in page.context["errors"]]


def row(model: type[Model], **fields: Any) -> Any:
    return model._default_manager.filter(**fields).order_by("pk")[:1].get()


def criterion(draft: ChecklistVersion, key: str) -> Any:
    return Criterion.objects.get(section__draft_id=draft.pk, key=key)


def pairs(definition: Definition) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(pair.before, pair.after) for pair in definition.then_and_now]


@pytest.mark.parametrize("model", PAGES)
def test_a_page_sent_back_as_it_stands_changes_nothing(
    draft: ChecklistVersion, editor: Client, model: type[Model]
) -> None:
    before = compiled(draft)
    for each in model._default_manager.all()[:10]:
        saved(editor, each, {})
    assert compiled(draft) == before


@pytest.mark.parametrize("model", PAGES)
def test_a_page_costs_few_queries_however_long_its_lists(
    draft: ChecklistVersion,
    editor: Client,
    model: type[Model],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in model._default_manager.all()[:3]:
        with django_assert_num_queries(QUERIES[model]):
            assert editor.get(url_of(each)).status_code == 200


def test_an_option_with_a_consideration_and_its_source_is_added(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    number = asked.options.count()
    saved(
        editor,
        asked,
        {
            f"options-{number}-key": "elsewhere",
            f"options-{number}-label": "Yes, at another clinic",
        },
    )
    option = asked.options.get(key="elsewhere")
    saved(
        editor,
        option,
        {
            "considerations-0-key": "follow-up.elsewhere.1",
            "considerations-0-kind": "note",
            "considerations-0-text": "Agree with the other clinic who measures what.",
        },
    )
    consideration = option.considerations.get()
    source = Source.objects.get(key="article")
    saved(
        editor,
        consideration,
        {"citations-0-source": str(source.pk), "citations-0-locator": "§9"},
    )
    added = compiled(draft).criteria["follow-up"].options[number]
    assert added.model_dump(mode="json") == {
        "key": "elsewhere",
        "label": "Yes, at another clinic",
        "unknown": False,
        "considerations": [
            {
                "key": "follow-up.elsewhere.1",
                "kind": "note",
                "text": "Agree with the other clinic who measures what.",
                "sources": [{"source": "article", "locator": "§9"}],
            }
        ],
    }


def test_a_condition_is_added_changed_and_removed(draft: ChecklistVersion, editor: Client) -> None:
    asked = criterion(draft, "follow-up")
    tried = list(criterion(draft, "adequate-trials").options.order_by("position"))
    saved(
        editor,
        asked,
        {"match": "any", "conditions-0-options": [str(tried[2].pk), str(tried[0].pk)]},
    )
    first = (Looks(criterion="adequate-trials", options=(tried[0].key, tried[2].key)),)
    when = compiled(draft).criteria["follow-up"].in_view
    assert when is not None
    assert (when.match, when.conditions) == ("any", first)

    # What stays keeps its place; what is new comes after it.
    chosen = [str(option.pk) for option in (tried[1], tried[2])]
    saved(editor, asked, {"conditions-0-options": chosen})
    when = compiled(draft).criteria["follow-up"].in_view
    assert when is not None
    assert when.conditions[0].options == (tried[2].key, tried[1].key)

    saved(editor, asked, {"conditions-0-DELETE": "on"})
    assert compiled(draft).criteria["follow-up"].in_view is None


def test_a_condition_looks_at_one_question_only(draft: ChecklistVersion, editor: Client) -> None:
    asked = criterion(draft, "follow-up")
    others = (criterion(draft, "adequate-trials"), criterion(draft, "diagnosis"))
    chosen = [str(other.options.first().pk) for other in others]
    assert complaints(editor, asked, {"conditions-0-options": chosen}) == [
        "Choose options of one question only."
    ]


def test_a_rule_is_written_on_its_page(draft: ChecklistVersion, editor: Client) -> None:
    frame = Draft.objects.get()
    number = frame.rules.count()
    saved(editor, frame, {f"rules-{number}-match": "any", f"rules-{number}-position": "1"})
    rule = frame.rules.get(consideration=None)
    option = criterion(draft, "adequate-trials").options.get(key="none")
    saved(
        editor,
        rule,
        {
            "conditions-0-options": [str(option.pk)],
            "consideration-0-key": "rule-new",
            "consideration-0-kind": "caution",
            "consideration-0-text": "Weigh this first.",
        },
    )
    assert compiled(draft).rules[1].model_dump(mode="json") == {
        "when": {
            "match": "any",
            "conditions": [{"criterion": "adequate-trials", "options": ["none"]}],
        },
        "consideration": {
            "key": "rule-new",
            "kind": "caution",
            "text": "Weigh this first.",
            "sources": [],
        },
    }


def test_pairs_are_written_as_keys_with_spaces_between(
    active: ChecklistVersion, editor: Client
) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    draft = start_draft(checklist=follow_up.checklist, label="1.1", actor=None, now=scenes.THEN)
    before = pairs(compiled(draft))
    number = Pair.objects.count()
    key = next(iter(compiled(draft).criteria))
    saved(
        editor,
        draft.draft,
        {f"pairs-{number}-before": " diagnosis  bipolar ", f"pairs-{number}-after": key},
    )
    assert pairs(compiled(draft)) == [*before, (("diagnosis", "bipolar"), (key,))]


def test_what_something_points_at_is_not_deleted(draft: ChecklistVersion, editor: Client) -> None:
    option = row(AnswerOption, conditions__isnull=False)
    position = list(option.criterion.options.all()).index(option)
    told = complaints(editor, option.criterion, {f"options-{position}-DELETE": "on"})
    assert len(told) == 1
    assert "would require deleting the following protected related objects" in told[0]


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


@pytest.mark.parametrize("position", ["-1", "10000", "1e3", "9" * 30])
def test_an_order_is_a_small_whole_number(
    draft: ChecklistVersion, editor: Client, position: str
) -> None:
    assert len(complaints(editor, Draft.objects.get(), {"limits-0-position": position})) == 1


def test_a_row_keeps_its_place_without_a_number(draft: ChecklistVersion, editor: Client) -> None:
    before = compiled(draft)
    saved(editor, Draft.objects.get(), {"limits-1-position": ""})
    assert compiled(draft) == before


def test_what_was_published_meanwhile_is_not_changed(
    draft: ChecklistVersion, editor: Client
) -> None:
    rows = [row(model) for model in PAGES]
    forms = [form_of(editor, each) for each in rows]
    done = publish(version=draft, actor=None, now=scenes.THEN)
    for each, sent in zip(rows, forms, strict=True):
        page = editor.post(url_of(each), sent, follow=True)
        assert page.redirect_chain == [(reverse("admin:index"), 302)]
        assert len(said(page.context)) == 1
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
    assert sorted(listed) == ["Checklist", "ChecklistVersion", "Draft"]
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
        ("ketamine-considerations 1.1", url_of(Draft.objects.get())),
        (str(option.criterion.section), url_of(option.criterion.section)),
        (str(option.criterion), url_of(option.criterion)),
        (str(option), url_of(option)),
    ]
    of_rule = row(Consideration, rule__isnull=False)
    assert editor.get(url_of(of_rule)).context["trail"][1:] == [(of_rule.key, url_of(of_rule.rule))]


def test_rows_have_no_lists_or_rights_of_their_own(draft: ChecklistVersion) -> None:
    assert [model._meta.default_permissions for model in PAGES] == [()] * len(PAGES)
    assert Rule._meta.permissions == []

"""The administration: writing in a draft's lists."""

import re

import pytest
from django.test import Client

from checklist.content.actions import start_draft
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
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
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import complaints, form_of, read_form, saved, url_of
from tests.content.rows import criterion, row


def pairs(definition: Definition) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(pair.before, pair.after) for pair in definition.then_and_now]


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


def test_a_condition_looks_at_one_criterion_only(draft: ChecklistVersion, editor: Client) -> None:
    asked = criterion(draft, "follow-up")
    others = (criterion(draft, "adequate-trials"), criterion(draft, "diagnosis"))
    chosen = [str(other.options.first().pk) for other in others]
    assert complaints(editor, asked, {"conditions-0-options": chosen}) == [
        "Choose answer options of one criterion only."
    ]


def test_a_rule_is_added_by_choosing_when_it_fires_and_by_nothing_less(
    draft: ChecklistVersion, editor: Client
) -> None:
    frame = Draft.objects.get()
    number = frame.rules.count()
    saved(editor, frame, {})
    assert frame.rules.count() == number
    saved(editor, frame, {f"rules-{number}-match": "all"})
    assert [rule.match for rule in frame.rules.order_by("position")[number:]] == ["all"]


def test_a_rule_is_written_on_its_page(draft: ChecklistVersion, editor: Client) -> None:
    frame = Draft.objects.get()
    number = frame.rules.count()
    saved(editor, frame, {f"rules-{number}-match": "any", f"rules-{number}-position": "1"})
    rule = frame.rules.get(consideration=None)
    page = editor.get(url_of(rule))
    assert (page.context["here"], page.context["subtitle"]) == ("New rule", "New rule")
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


@pytest.mark.parametrize("position", ["-1", "10000", "1e3", "9" * 30])
def test_an_order_is_a_small_whole_number(
    draft: ChecklistVersion, editor: Client, position: str
) -> None:
    assert len(complaints(editor, Draft.objects.get(), {"limits-0-position": position})) == 1


def test_a_row_keeps_its_place_without_a_number(draft: ChecklistVersion, editor: Client) -> None:
    before = compiled(draft)
    saved(editor, Draft.objects.get(), {"limits-1-position": ""})
    assert compiled(draft) == before


def test_what_something_points_at_is_not_deleted_and_the_list_names_what_does(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    none = trials.options.get(key="none")
    position = list(trials.options.all()).index(none)
    shown = Criterion.objects.filter(conditions__accepted__option=none).distinct().get()
    rule = Rule.objects.filter(conditions__accepted__option=none).distinct().get()
    sent = form_of(editor, trials) | {f"options-{position}-DELETE": "on"}
    page = editor.post(url_of(trials), sent)
    (told,) = page.context["errors"]
    assert told == (
        "“None” stays: conditions look at it. Change these first: "
        f'<a href="{url_of(shown)}">criterion “{shown}”</a>, '
        f'<a href="{url_of(rule)}">rule “{rule}”</a>'
    )
    assert told in page.content.decode()
    assert trials.options.filter(key="none").exists()


def test_all_that_cannot_be_deleted_from_a_list_is_told_at_once(
    draft: ChecklistVersion, editor: Client
) -> None:
    sections = list(Section.objects.filter(draft=draft.pk))
    frame = Draft.objects.get()
    every: dict[str, str | list[str]] = {
        f"sections-{number}-DELETE": "on" for number in range(len(sections))
    }
    told = complaints(editor, frame, every)
    looked_at = [each for each in sections if f"“{each}” stays" in " ".join(told)]
    assert 1 < len(looked_at) == len(told)
    source = row(Source, key="article")
    position = list(Source.objects.filter(draft=draft.pk)).index(source)
    (cited,) = complaints(editor, frame, {f"sources-{position}-DELETE": "on"})
    assert f"“{source}” stays: it is cited. Change these first: consideration “" in cited
    assert re.search(r"” and \d+ more$", cited)
    assert Section.objects.count() == len(sections)


def test_of_two_who_edit_the_same_page_the_later_is_told_and_loses_nothing(
    draft: ChecklistVersion, editor: Client, client_of: ClientOf
) -> None:
    section = Section.objects.filter(draft=draft.pk)[0]
    other = client_of("change")
    mine, theirs = form_of(editor, section), form_of(other, section)
    assert other.post(url_of(section), theirs | {"title": "Their title"}).status_code == 302
    refused = editor.post(url_of(section), mine | {"lead": "My lead."})
    assert refused.status_code == 200
    assert "somebody has changed this page since you opened it" in refused.content.decode()
    section.refresh_from_db()
    assert (section.title, section.lead != "My lead.") == ("Their title", True)
    again = read_form(refused.content, "section_form")
    assert again["lead"] == ["My lead."]
    assert editor.post(url_of(section), again).status_code == 302
    section.refresh_from_db()
    assert section.lead == "My lead."


def test_a_list_that_somebody_else_changed_counts_as_well(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    mine = form_of(editor, asked)
    saved(editor, asked, {"options-0-label": "Changed meanwhile"})
    refused = editor.post(url_of(asked), mine | {"short": "Mine"})
    assert "somebody has changed this page since you opened it" in refused.content.decode()
    assert asked.options.order_by("position")[0].label == "Changed meanwhile"


def test_editors_of_different_pages_do_not_meet(draft: ChecklistVersion, editor: Client) -> None:
    first, second = Section.objects.filter(draft=draft.pk)[:2]
    mine = form_of(editor, second)
    saved(editor, first, {"title": "Another title"})
    assert editor.post(url_of(second), mine | {"title": "Mine"}).status_code == 302


def test_a_condition_whose_answers_somebody_else_changed_counts_as_well(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = Criterion.objects.filter(section__draft_id=draft.pk, conditions__isnull=False)[0]
    looked_at = asked.conditions.all()[0].accepted.all()[0].option.criterion
    mine = form_of(editor, asked)
    others = [str(each.pk) for each in looked_at.options.all()]
    saved(editor, asked, {"conditions-0-options": others})
    refused = editor.post(url_of(asked), mine | {"short": "Mine"})
    assert "somebody has changed this page since you opened it" in refused.content.decode()

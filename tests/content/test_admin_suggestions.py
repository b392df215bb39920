"""The administration: the corrections that people ask for."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from checklist.content.actions import settle, suggest
from checklist.content.models import ChecklistVersion, Suggestion
from checklist.content.models.rows import Criterion
from checklist.content.published import NotPublished
from checklist.content.queries import open_suggestions
from tests import scenes
from tests.content.forms_in_pages import said
from tests.walk.pages import read

PAGE = "/admin/content/suggestion/"
URGENT = "suicide-risk.imminent.1"


def asked(version: ChecklistVersion, text: str = "Mend this.", **about: Any) -> Suggestion:
    return suggest(version=version, text=text, **{"actor": None, "now": scenes.THEN, **about})


def url(suggestion: Suggestion, act: str) -> str:
    return f"{PAGE}{suggestion.pk}/{act}/"


def test_they_stand_by_checklist_and_by_what_they_are_about(
    active: ChecklistVersion, editor: Client
) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    somebody = scenes.make_user("somebody")
    asked(follow_up, "One.", criterion="fu-blood-pressure")
    asked(active, "Two.", consideration=URGENT)
    asked(active, "Three <b>.", criterion="suicide-risk", actor=somebody)
    asked(active, "Four.", criterion="diagnosis")
    asked(active, "Five.", criterion="diagnosis")
    page = read(editor.get(PAGE)).one(id="content")
    assert page.texts("h3") == [scenes.MAIN, scenes.FOLLOW_UP]
    assert page.texts("code") == ["diagnosis", "suicide-risk", URGENT, "fu-blood-pressure"]
    definition = scenes.starter(scenes.MAIN).definition
    assert page.texts("h4")[0] == f"1.1 {definition.criteria['diagnosis'].question}"
    assert [each.split(" On version")[0] for each in page.texts("li")] == [
        *("Four.", "Five.", "Three <b>.", "Two.", "One.")
    ]
    assert "On version 1.0, by somebody, 9 March 2026, 15:04 UTC." in page.text
    assert "On version 1.0, without an account, 9 March 2026, 15:04 UTC." in page.text


@pytest.mark.whole_starter
def test_an_editor_marks_one_as_done_and_as_not_done(
    active: ChecklistVersion, editor: Client
) -> None:
    one, other = asked(active, criterion="diagnosis"), asked(active, "B", criterion="mania")
    begun = timezone.now()
    page = editor.post(url(one, "done"), follow=True)
    assert page.redirect_chain == [(PAGE, 302)]
    assert said(page.context) == ["Marked as done."]
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.done_by, other.done_at) == (page.context["user"], None)
    assert one.done_at is not None
    assert begun < one.done_at < timezone.now()
    shown = read(page).one(id="content")
    assert [each["action"] for each in shown.all("form")] == [url(other, "done"), url(one, "open")]
    assert f"Done by {page.context['user']}" in shown.text

    page = editor.post(url(one, "open"), follow=True)
    assert said(page.context) == ["Marked as not done."]
    one.refresh_from_db()
    assert Suggestion.objects.filter(done_at=None, done_by=None).count() == 2


def test_who_has_marked_it_first_stays_named(active: ChecklistVersion, editor: Client) -> None:
    first = scenes.make_user("first")
    one = asked(active, criterion="diagnosis")
    settle(suggestion=one, actor=first, now=scenes.THEN)
    editor.post(url(one, "done"))
    one.refresh_from_db()
    assert (one.done_at, one.done_by) == (scenes.THEN, first)


def test_whoever_may_only_look_marks_nothing(active: ChecklistVersion, client_of: Any) -> None:
    one = asked(active, criterion="diagnosis")
    viewer = client_of("view")
    assert read(viewer.get(PAGE)).one(id="content").all("form") == []
    for act in ("done", "open"):
        assert viewer.post(url(one, act)).status_code == 403
    one.refresh_from_db()
    assert one.done_at is None


@pytest.mark.parametrize("act", ["done", "open"])
def test_looking_at_the_address_of_an_act_does_not_act(
    active: ChecklistVersion, editor: Client, act: str
) -> None:
    one = asked(active, criterion="diagnosis")
    assert editor.get(url(one, act))["Location"] == PAGE
    assert editor.post(f"{PAGE}999/{act}/").status_code == 404
    one.refresh_from_db()
    assert one.done_at is None


@pytest.mark.parametrize("outline", ["x", "²", "//example.org", "-1", ""])
def test_whoever_names_no_outline_is_led_to_the_list(
    active: ChecklistVersion, editor: Client, outline: str
) -> None:
    one = asked(active, criterion="diagnosis")
    assert editor.post(url(one, "done"), {"outline": outline})["Location"] == PAGE


def test_the_number_of_an_outline_may_be_as_long_as_one_likes(
    active: ChecklistVersion, editor: Client
) -> None:
    one = asked(active, criterion="diagnosis")
    assert editor.post(url(one, "done"), {"outline": "9" * 5000}).status_code < 500
    one.refresh_from_db()
    assert one.done_at is not None


def test_of_a_draft_nothing_is_asked(draft: ChecklistVersion) -> None:
    with pytest.raises(NotPublished, match=r"ketamine-considerations 1\.1"):
        asked(draft, criterion="diagnosis")
    assert not Suggestion.objects.exists()


def test_nothing_is_shown_where_nothing_was_asked(editor: Client) -> None:
    assert "Nothing is waiting." in read(editor.get(PAGE)).one(id="content").text


def test_a_token_is_asked_for(active: ChecklistVersion, editor: Client) -> None:
    one = asked(active, criterion="diagnosis")
    strict = scenes.copy_of(editor, enforce_csrf_checks=True)
    assert strict.post(url(one, "done")).status_code == 403


@pytest.mark.whole_starter
def test_the_page_costs_as_much_for_one_as_for_many(
    active: ChecklistVersion, editor: Client, django_assert_num_queries: Any
) -> None:
    asked(active, criterion="diagnosis")
    editor.get(PAGE)
    for key in list(scenes.starter(scenes.MAIN).definition.criteria)[:10]:
        asked(active, criterion=key, actor=scenes.make_user(f"user-{key}"))
    with django_assert_num_queries(7):
        editor.get(PAGE)


def test_the_open_ones_of_a_checklist_are_found_by_key_in_all_its_versions(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    Criterion.objects.filter(key="mania").update(question="Any mania?")
    first = asked(active, criterion="diagnosis")
    line = asked(active, consideration=URGENT)
    settle(suggestion=asked(active, criterion="mania"), actor=None, now=scenes.THEN)
    asked(scenes.load_starter(scenes.FOLLOW_UP), criterion="fu-blood-pressure")
    newer = scenes.put_in_use(draft)
    second = asked(newer, criterion="diagnosis")
    found = open_suggestions(active.checklist)
    assert found == {"diagnosis": [first, second], URGENT: [line]}

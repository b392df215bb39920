"""The administration: who changed what in a draft, and putting a row back as it was."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from checklist.content.actions import editing, start_draft
from checklist.content.admin.histories import CHANGES_A_PAGE
from checklist.content.changes import Change, changes_of
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    ConditionOption,
    Consideration,
    Criterion,
    Draft,
    Limit,
    Rule,
    Source,
)
from checklist.content.published import definition_of
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import said, saved, url_of
from tests.content.rows import criterion, row

Told = tuple[str, str, str, list[tuple[str, str, str]]]
GONE = "The %s that it needs is not in this draft any more. Bring that back first."
# Four are the session, its user and their rights, one the version, and one each model of rows.
QUERIES = 4 + 1 + 14


def history_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_version_history", args=[version.pk])


def shown(client: Client, version: ChecklistVersion, query: str = "") -> list[Change]:
    """The changes on a page of the history."""
    return list(client.get(history_url(version) + query).context["page"])


def told(changes: list[Change]) -> list[Told]:
    return [
        (change.act, change.what, change.name, [(f.name, f.before, f.after) for f in change.fields])
        for change in changes
    ]


def back(client: Client, version: ChecklistVersion, change: Change) -> list[str]:
    """What is said after the button of a change was pressed."""
    assert change.back_to is not None
    url = reverse("admin:content_version_put_back", args=[version.pk, change.model, change.back_to])
    assert url in client.get(history_url(version)).content.decode()
    page = client.post(url, follow=True)
    assert page.redirect_chain == [(history_url(version), 302)]
    return said(page.context)


def unwatched() -> Criterion:
    """A criterion that no condition looks at."""
    watched = ConditionOption.objects.values("option__criterion")
    return Criterion.objects.exclude(pk__in=watched).order_by("pk")[:1].get()


def test_a_draft_begins_without_a_history(draft: ChecklistVersion, editor: Client) -> None:
    assert shown(editor, draft) == []
    page = editor.get(history_url(draft)).content.decode()
    assert "Nothing was changed since it was started." in page


def test_a_change_is_told_field_by_field_with_who_made_it(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    before = trials.question
    saved(editor, trials, {"question": "What has been tried?", "match": "any"})
    (change,) = shown(editor, draft)
    assert told([change]) == [
        (
            "~",
            "criterion",
            "Adequate trials",
            [
                ("Question", before, "What has been tried?"),
                (
                    "Asked when",
                    "all of the conditions hold",
                    "any one of the conditions holds",
                ),
            ],
        )
    ]
    assert change.by == "view-add-change-delete"
    assert change.within == "section “The depression and what has been tried”"


def test_rows_are_called_as_they_were_at_the_time_newest_first(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    saved(editor, trials, {"options-0-label": "Three"})
    saved(editor, trials, {"short": "Trials", "options-0-label": "Four"})
    option, asked, first = shown(editor, draft)
    if option.what == "criterion":
        option, asked = asked, option
    assert (asked.name, [f.name for f in asked.fields]) == ("Trials", ["Short name"])
    assert (option.name, first.name) == ("Four", "Three")
    assert "criterion “Trials”" in option.within
    assert "criterion “Adequate trials”" in first.within
    assert told([first])[0][3] == [("Label", "Two or more", "Three")]


def test_added_and_deleted_rows_are_told_with_what_they_said(
    draft: ChecklistVersion, editor: Client
) -> None:
    frame = Draft.objects.get()
    number = frame.limits.count()
    saved(editor, frame, {f"limits-{number}-text": "Nothing for children."})
    saved(editor, frame, {f"limits-{number}-DELETE": "on"})
    position = str(number + 1)
    assert told(shown(editor, draft)) == [
        (
            "-",
            "limit",
            "Nothing for children.",
            [("Order", position, ""), ("Limit", "Nothing for children.", "")],
        ),
        (
            "+",
            "limit",
            "Nothing for children.",
            [("Order", "", position), ("Limit", "", "Nothing for children.")],
        ),
    ]


def test_what_a_row_points_at_is_called_by_its_name(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    cited = trials.citations.all()[0]
    other = Source.objects.exclude(pk=cited.source_id).order_by("pk")[:1].get()
    saved(editor, trials, {"citations-0-source": str(other.pk)})
    (change,) = shown(editor, draft)
    assert told([change])[0][3] == [("Source", str(cited.source), str(other))]


def test_a_rule_is_called_by_what_it_raises(draft: ChecklistVersion, editor: Client) -> None:
    rule = row(Rule)
    saved(editor, rule, {"match": "all" if rule.match == "any" else "any"})
    (change,) = shown(editor, draft)
    assert (change.what, change.name) == ("rule", rule.consideration.key)


def test_the_history_is_read_in_the_same_words_when_the_rows_are_gone(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials = criterion(draft, "adequate-trials")
    saved(editor, trials, {"options-0-label": "Three", "citations-0-locator": "§4"})
    saved(editor, row(Rule), {"match": "all" if row(Rule).match == "any" else "any"})
    saved(editor, row(Consideration, rule__isnull=False), {"text": "Weigh this."})
    before = [(each.name, each.within, each.fields) for each in shown(editor, draft)]
    assert len(before) == 4
    scenes.put_in_use(draft)
    after = shown(editor, draft)
    assert [(each.name, each.within, each.fields) for each in after] == before
    assert [each.back_to for each in after] == [None] * 4
    assert "Put it back" not in editor.get(history_url(draft)).content.decode()


def test_the_history_of_a_row_is_reached_from_its_page(
    draft: ChecklistVersion, editor: Client
) -> None:
    trials, other = criterion(draft, "adequate-trials"), criterion(draft, "diagnosis")
    for each in (trials, other):
        saved(editor, each, {"help": "Ask."})
    stock = reverse("admin:content_criterion_history", args=[trials.pk])
    assert stock in editor.get(url_of(trials)).content.decode()
    page = editor.get(stock, follow=True)
    assert page.redirect_chain == [(f"{history_url(draft)}?row=criterion-{trials.pk}", 302)]
    assert [change.name for change in page.context["page"]] == ["Adequate trials"]
    stock = reverse("admin:content_checklistversion_history", args=[draft.pk])
    assert stock == history_url(draft)


def test_a_long_history_has_pages(draft: ChecklistVersion, editor: Client) -> None:
    for number in range(CHANGES_A_PAGE + 1):
        with editing(draft.pk, actor=None):
            Draft.objects.get().limits.create(position=number + 10, text=f"Limit {number}")
    first, second = shown(editor, draft), shown(editor, draft, "?page=2")
    assert [len(first), len(second)] == [CHANGES_A_PAGE, 1]
    assert (first[0].name, second[0].name) == (f"Limit {CHANGES_A_PAGE}", "Limit 0")
    assert first[0].by == ""


def test_a_history_costs_as_many_queries_however_long_it_is(
    draft: ChecklistVersion, editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    saved(editor, criterion(draft, "adequate-trials"), {"help": "Ask."})
    with django_assert_num_queries(QUERIES):
        editor.get(history_url(draft))
    for key in ("diagnosis", "follow-up"):
        saved(editor, criterion(draft, key), {"help": "Ask.", "options-0-label": "Other"})
    with django_assert_num_queries(QUERIES):
        editor.get(history_url(draft))


def test_a_row_is_put_back_as_it_was_before_a_change(
    draft: ChecklistVersion, editor: Client
) -> None:
    before = compiled(draft)
    trials = criterion(draft, "adequate-trials")
    saved(editor, trials, {"question": "What has been tried?"})
    saved(editor, trials, {"help": "Ask."})
    newest, oldest = shown(editor, draft)
    assert back(editor, draft, newest) == ["Criterion “Adequate trials” is again as it was."]
    assert compiled(draft).criteria["adequate-trials"].question == "What has been tried?"
    assert back(editor, draft, oldest) == ["Criterion “Adequate trials” is again as it was."]
    assert compiled(draft) == before
    assert [change.by for change in shown(editor, draft)] == ["view-add-change-delete"] * 4


def test_a_deleted_row_comes_back_with_all_that_went_with_it(
    draft: ChecklistVersion, editor: Client
) -> None:
    whole = compiled(draft)
    asked = unwatched()
    option = asked.options.all()[0]
    place = list(asked.options.all()).index(option)
    saved(editor, asked, {f"options-{place}-DELETE": "on"})
    before = compiled(draft)
    place = list(asked.section.criteria.all()).index(asked)
    saved(editor, asked.section, {f"criteria-{place}-DELETE": "on"})
    assert asked.key not in compiled(draft).criteria

    gone = next(each for each in shown(editor, draft) if each.what == "criterion")
    assert back(editor, draft, gone) == [f"Criterion “{asked.short}” is again as it was."]
    assert compiled(draft) == before

    (lost,) = [
        each
        for each in shown(editor, draft)
        if each.what == "answer option" and each.act == "-" and each.back_to
    ]
    back(editor, draft, lost)
    assert compiled(draft) == whole


def test_a_row_whose_place_is_gone_does_not_come_back(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = unwatched()
    option = asked.options.all()[0]
    with editing(draft.pk, actor=None):
        AnswerOption.objects.get(pk=option.pk).delete()
    with editing(draft.pk, actor=None):
        Criterion.objects.get(pk=asked.pk).delete()
    lost = next(each for each in shown(editor, draft) if each.name == option.label)
    before = compiled(draft)
    assert back(editor, draft, lost) == [GONE % "criterion"]
    assert compiled(draft) == before


def test_a_row_that_points_at_what_is_gone_does_not_come_back(
    draft: ChecklistVersion, editor: Client
) -> None:
    source = Source.objects.create(
        draft=Draft.objects.get(), position=999, key="new", title="New one"
    )
    trials = criterion(draft, "adequate-trials")
    with editing(draft.pk, actor=None):
        trials.citations.create(position=9, source=source, locator="1")
    with editing(draft.pk, actor=None):
        Citation.objects.get(source=source).delete()
    with editing(draft.pk, actor=None):
        source.delete()
    lost = next(each for each in shown(editor, draft) if each.what == "citation")
    assert back(editor, draft, lost) == [GONE % "source"]


def test_a_place_that_is_taken_is_not_taken_twice(draft: ChecklistVersion, editor: Client) -> None:
    rule = row(Rule)
    with editing(draft.pk, actor=None):
        rule.consideration.delete()
    with editing(draft.pk, actor=None):
        Consideration.objects.create(rule=row(Rule), position=1, key="other", text="Other.")
    lost = next(
        each for each in shown(editor, draft) if each.what == "consideration" and each.act == "-"
    )
    assert back(editor, draft, lost) == ["Consideration with this Rule already exists."]
    assert row(Rule).consideration.key == "other"


def test_nothing_is_put_back_once_a_draft_is_published(
    draft: ChecklistVersion, editor: Client
) -> None:
    saved(editor, criterion(draft, "adequate-trials"), {"help": "Ask."})
    (change,) = shown(editor, draft)
    done = scenes.put_in_use(draft)
    url = reverse("admin:content_version_put_back", args=[draft.pk, change.model, change.back_to])
    page = editor.post(url, follow=True)
    assert said(page.context) == [
        "Nothing was changed: this version is no draft. It was published or discarded."
    ]
    assert Criterion.objects.count() == 0
    stored = ChecklistVersion.objects.get(pk=draft.pk)
    assert (stored.definition, stored.digest) == (done.definition, done.digest)


def test_states_of_another_draft_and_of_no_row_are_not_found(
    draft: ChecklistVersion, editor: Client
) -> None:
    other = start_draft(checklist=draft.checklist, label="1.2", actor=None, now=scenes.THEN)
    saved(editor, criterion(other, "adequate-trials"), {"help": "Ask."})
    (change,) = shown(editor, other)
    before = compiled(draft)
    for version, model, state in (
        (draft.pk, change.model, change.back_to),
        (other.pk, "limit", 999),
        (other.pk, "user", 1),
    ):
        url = reverse("admin:content_version_put_back", args=[version, model, state])
        assert editor.post(url).status_code == 404
        assert editor.get(url).status_code == 405
    assert compiled(draft) == before
    assert editor.get("/admin/content/checklistversion/999/history/").status_code == 404


def test_whoever_may_only_look_reads_the_history_and_puts_nothing_back(
    draft: ChecklistVersion, editor: Client, client_of: ClientOf
) -> None:
    saved(editor, criterion(draft, "adequate-trials"), {"help": "Ask."})
    viewer = client_of("view")
    (change,) = shown(viewer, draft)
    assert "Put it back" not in viewer.get(history_url(draft)).content.decode()
    url = reverse("admin:content_version_put_back", args=[draft.pk, change.model, change.back_to])
    assert viewer.post(url).status_code == 403
    assert criterion(draft, "adequate-trials").help == "Ask."


def test_a_published_version_that_nobody_edited_has_nothing_to_tell(
    active: ChecklistVersion,
) -> None:
    assert changes_of(active) == []
    assert definition_of(active).limits != ()
    assert Limit.objects.count() == 0


@pytest.mark.parametrize("act", ["publish", "discard"])
def test_rows_that_go_with_their_draft_are_no_changes(
    draft: ChecklistVersion, publisher: Client, act: str
) -> None:
    publisher.post(reverse(f"admin:content_draft_{act}", args=[draft.pk]))
    assert changes_of(draft) == []


def test_the_history_of_a_checklist_is_the_list_of_its_versions(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client, client_of: ClientOf
) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    url = reverse("admin:content_checklist_history", args=[active.checklist_id])
    page = editor.get(url, follow=True)
    assert page.status_code == 200
    assert set(page.context["cl"].queryset) == {active, draft}
    gone = editor.get(reverse("admin:content_checklist_history", args=[999]))
    assert gone["Location"] == reverse("admin:content_checklist_changelist")
    assert client_of().get(url).status_code == 403

"""The administration: the page of a draft's check."""

import re
from typing import Any
from unittest import mock

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from checklist.content.actions import NoSuchWarning, accept_warnings
from checklist.content.admin import checking
from checklist.content.checking import checked
from checklist.content.models import AcceptedWarning, ChecklistVersion, Term
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Consideration,
    Criterion,
    Difference,
    Draft,
    Limit,
    Pair,
    Rule,
    Section,
    Source,
)
from checklist.content.places import rows_by_path
from checklist.content.whole import WholeDraft
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import Sent, read_form, said, saved, url_of
from tests.content.forms_in_pages import form_of as row_form
from tests.content.rows import criterion, row

REASON = "The text says that the article is the one speaking."
STANDS = "Not to be published yet: {}."
FREE = "Nothing that the check finds stands against publishing."


def check_url(draft: ChecklistVersion) -> str:
    return reverse("admin:content_draft_check", args=[draft.pk])


def form_of(client: Client, draft: ChecklistVersion) -> Sent:
    return read_form(client.get(check_url(draft)).content, "draft_check_form")


def marks(draft: ChecklistVersion) -> list[str]:
    """The marks of the warnings, in their order on the page."""
    return [each.mark for each in checked(draft, today=scenes.THEN.date()) if each.is_warning]


def lines(context: Any) -> list[tuple[str, str, str, str]]:
    """Everything found, as the page tells it: the code, the place, its field and its link."""
    found = [*context["errors"], *context["warnings"], *context["information"]]
    return [(each.checked.finding.code, each.name, each.field, each.address) for each in found]


def stored() -> dict[str, str]:
    return dict(AcceptedWarning.objects.values_list("fingerprint", "reason"))


# What it shows


def test_the_page_tells_each_finding_by_level_with_a_link_to_its_row(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    Criterion.objects.filter(pk=asked.pk).update(short="")
    page = editor.get(check_url(draft))
    raised = Consideration.objects.get(key="clinic-quality.good.1")
    first = page.context["errors"][0]
    assert (page.status_code, len(page.context["errors"])) == (200, 1)
    assert (first.name, first.field, first.address) == (
        "criterion follow-up",
        "short",
        url_of(asked),
    )
    assert lines(page.context)[1] == (
        "support-on-article",
        "consideration clinic-quality.good.1",
        "sources",
        url_of(raised),
    )
    assert {code for code, *_ in lines(page.context)[4:]} == {"silent-option"}
    text = page.content.decode()
    for told in (first.checked.finding.message, first.checked.finding.hint, "empty-text"):
        assert told in text
    assert f'<a href="{first.link}">criterion follow-up</a>' in text
    assert page.context["standing"] in text


@pytest.mark.whole_starter
def test_every_place_of_a_draft_leads_to_the_page_where_it_is_edited(
    draft: ChecklistVersion, editor: Client
) -> None:
    Draft.objects.update(title="", purpose="")
    Limit.objects.filter(position=1).update(text="")
    Difference.objects.filter(position=1).update(says="")
    Pair.objects.create(draft_id=draft.pk, position=1, before="a", after="follow-up")
    Source.objects.filter(position=1).update(publisher="")
    Section.objects.filter(position=1).update(lead="")
    AnswerOption.objects.filter(pk=row(AnswerOption).pk).update(label="")
    rule = row(Rule)
    rule.conditions.all().delete()
    lonely = Rule.objects.create(draft_id=draft.pk, position=99)
    cited = row(Citation, context_line__isnull=False)
    Citation.objects.filter(pk=cited.pk).update(locator="")
    page_of_draft = url_of(Draft.objects.get())
    found = {(code, address) for code, _, _, address in lines(editor.get(check_url(draft)).context)}
    assert found >= {
        ("empty-text", page_of_draft),
        ("empty-text", f"{page_of_draft}#limits-group"),
        ("empty-text", f"{page_of_draft}#differences-group"),
        ("pairs-alone", f"{page_of_draft}#pairs-group"),
        ("empty-text", url_of(row(Source, position=1))),
        ("empty-text", url_of(row(Section, position=1))),
        ("empty-text", url_of(row(AnswerOption))),
        ("no-condition", url_of(rule)),
        ("shape", url_of(lonely)),
        ("no-locator", url_of(cited.context_line)),
    }


@pytest.mark.whole_starter
def test_every_link_leads_to_a_page_that_there_is(draft: ChecklistVersion, editor: Client) -> None:
    Draft.objects.update(title="")
    Limit.objects.update(text="")
    Criterion.objects.update(question="")
    Rule.objects.create(draft_id=draft.pk, position=99)
    addresses = {address for *_, address in lines(editor.get(check_url(draft)).context)}
    assert len(addresses) > 30
    lists: dict[str, set[str]] = {}
    for address in addresses:
        page, _, group = address.partition("#")
        lists.setdefault(page, set()).add(group)
    # A page of each sort: those of one sort differ by the number in their address.
    for page in {re.sub(r"\d+", "", each): each for each in lists}.values():
        answer = editor.get(page)
        assert answer.status_code == 200
        for group in filter(None, lists[page]):
            assert f'id="{group}"' in answer.content.decode()


def test_a_source_gets_a_day_after_which_the_check_calls_it_due(
    draft: ChecklistVersion, editor: Client
) -> None:
    source = row(Source, key="article")
    saved(editor, source, {"review_by": "2020-01-31"})
    assert ("review-due", "source article", "review by", url_of(source)) in lines(
        editor.get(check_url(draft)).context
    )


@pytest.mark.parametrize(
    ("place", "node"),
    [
        ("title", ""),
        ("sections", ""),
        ("sections[0].lead", "sections[0]"),
        ("sections[0].criteria[1].in_view.conditions[0].options[1]", "sections[0].criteria[1]"),
        ("sections[0].criteria[1].sources[0].locator", "sections[0].criteria[1]"),
        ("sections[99].criteria[0].key", ""),
        ("rules[0].consideration.text", "rules[0].consideration"),
        ("rules[0].when.conditions[1]", "rules[0]"),
        ('sections[0]."odd. name"', "sections[0]"),
        ("", ""),
    ],
)
def test_a_path_leads_to_the_innermost_row(draft: ChecklistVersion, place: str, node: str) -> None:
    assert checking.node_at(place, rows_by_path(WholeDraft.of(draft.pk))) == node


def test_how_a_draft_stands_is_said_in_a_sentence(draft: ChecklistVersion, editor: Client) -> None:
    def standing() -> str:
        told: str = editor.get(check_url(draft)).context["standing"]
        return told

    assert standing() == STANDS.format("3 warnings to mend or to accept")
    Criterion.objects.filter(key="follow-up").update(short="")
    assert standing() == STANDS.format("1 error to mend, 3 warnings to mend or to accept")
    Criterion.objects.filter(key="adequate-trials").update(short="")
    scenes.accept_all(draft)
    assert standing() == STANDS.format("2 errors to mend")
    Criterion.objects.filter(short="").update(short="So")
    assert standing() == FREE


def test_a_draft_in_which_nothing_is_found_says_so(draft: ChecklistVersion, editor: Client) -> None:
    with mock.patch.object(checking, "checked_rows", return_value=()):
        page = editor.get(check_url(draft)).content.decode()
    assert "The check finds nothing." in page
    assert FREE in page
    assert "<h2" not in page


def test_the_page_is_reached_from_the_draft_and_from_its_outline(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    viewer = client_of("view")
    for address in (url_of(Draft.objects.get()), url_of(draft)):
        assert f'href="{check_url(draft)}">Check</a>' in viewer.get(address).content.decode()


# Accepting warnings


def test_warnings_are_accepted_together_each_with_its_reason(
    draft: ChecklistVersion, editor: Client
) -> None:
    one, two, three = marks(draft)
    sent = form_of(editor, draft)
    for mark in (one, three):
        sent[f"{mark}-accepted"] = ["on"]
        sent[f"{mark}-reason"] = [f"{REASON}\r\nTalked over."]
    page = editor.post(check_url(draft), sent, follow=True)
    assert page.redirect_chain == [(check_url(draft), 302)]
    assert said(page.context) == ["Saved. Acceptances stored: 2; taken back: 0."]
    assert stored() == dict.fromkeys((one, three), f"{REASON} Talked over.")
    assert {each.by for each in AcceptedWarning.objects.all()} == {page.context["user"]}
    assert page.context["standing"] == STANDS.format("1 warning to mend or to accept")
    assert form_of(editor, draft)[f"{one}-reason"] == [f"{REASON} Talked over."]
    assert f"{two}-accepted" not in form_of(editor, draft)
    assert [entry.change_message for entry in LogEntry.objects.all()] == [
        "Changed which warnings of the check are accepted."
    ]


def test_a_form_sent_back_as_it_stands_changes_nothing(
    draft: ChecklistVersion, editor: Client
) -> None:
    scenes.accept_all(draft)
    before = list(AcceptedWarning.objects.values())
    assert editor.post(check_url(draft), form_of(editor, draft)).status_code == 302
    assert list(AcceptedWarning.objects.values()) == before
    assert not LogEntry.objects.exists()


def test_removing_the_tick_takes_an_acceptance_back(
    draft: ChecklistVersion, editor: Client
) -> None:
    scenes.accept_all(draft)
    one, two, three = marks(draft)
    sent = form_of(editor, draft)
    del sent[f"{two}-accepted"]
    sent[f"{three}-reason"] = ["Another reason."]
    page = editor.post(check_url(draft), sent, follow=True)
    assert said(page.context) == ["Saved. Acceptances stored: 1; taken back: 1."]
    assert stored() == {one: "Talked over in the team.", three: "Another reason."}


@pytest.mark.parametrize("reason", ["", " \r\n ", "x" * 501])
def test_a_tick_without_a_reason_that_fits_is_told_at_its_field_and_nothing_is_lost(
    draft: ChecklistVersion, editor: Client, reason: str
) -> None:
    one, two, three = marks(draft)
    sent = form_of(editor, draft) | {
        f"{one}-accepted": ["on"],
        f"{one}-reason": [REASON],
        f"{two}-accepted": ["on"],
        f"{two}-reason": [reason],
        f"{three}-reason": ["Typed, and not ticked yet."],
    }
    page = editor.post(check_url(draft), sent)
    assert page.status_code == 422
    assert stored() == {}
    forms = {line.form.mark: line.form for line in page.context["warnings"]}
    assert list(forms[two].errors) == ["reason"]
    assert forms[three].errors == {
        "accepted": ["Tick this as well to accept the warning, or leave the reason empty."]
    }
    again = read_form(page.content, "draft_check_form")
    kept = {name: values for name, values in sent.items() if name != "csrfmiddlewaretoken"}
    assert {name: again[name] for name in kept} == kept
    assert f'aria-describedby="id_{two}-reason_error"' in page.content.decode()


def test_what_somebody_else_accepted_since_stays_accepted(
    draft: ChecklistVersion, editor: Client
) -> None:
    one, two, _ = marks(draft)
    sent = form_of(editor, draft) | {f"{two}-accepted": ["on"], f"{two}-reason": [REASON]}
    accept_warnings(version=draft, reasons={one: "Theirs."}, actor=None, now=scenes.THEN)
    assert editor.post(check_url(draft), sent).status_code == 302
    assert stored() == {one: "Theirs.", two: REASON}


def test_a_warning_that_is_not_given_any_more_is_not_accepted_and_the_reason_is_shown(
    draft: ChecklistVersion, editor: Client
) -> None:
    one, two, three = marks(draft)
    sent = form_of(editor, draft) | {
        f"{one}-accepted": ["on"],
        f"{one}-reason": [REASON],
        f"{two}-accepted": ["on"],
        f"{two}-reason": ["For what is <gone>."],
    }
    Consideration.objects.filter(key="follow-up.arranged.1").update(text="Reworded.")
    page = editor.post(check_url(draft), sent)
    text = page.content.decode()
    assert page.status_code == 409
    assert "Nothing was saved: the draft has changed" in text
    assert "For what is &lt;gone&gt;." in text
    assert stored() == {}
    kept = read_form(page.content, "draft_check_form")
    assert kept[f"{one}-reason"] == [REASON]
    assert set(marks(draft)) & {one, two, three} == {one, three}


def test_a_draft_that_changes_while_it_is_being_saved_is_told_of(
    draft: ChecklistVersion, editor: Client
) -> None:
    one, *_ = marks(draft)
    sent = form_of(editor, draft) | {f"{one}-accepted": ["on"], f"{one}-reason": [REASON]}
    with mock.patch.object(checking, "accept_warnings", side_effect=NoSuchWarning):
        page = editor.post(check_url(draft), sent)
    assert page.status_code == 409
    assert read_form(page.content, "draft_check_form")[f"{one}-reason"] == [REASON]


def test_two_warnings_that_are_one_are_accepted_together(
    draft: ChecklistVersion, editor: Client
) -> None:
    """A source that is cited twice at one place is an error, and each time without a locator."""
    asked = criterion(draft, "follow-up")
    cited = asked.citations.all()[0]
    cited.locator = ""
    cited.save()
    Citation.objects.create(criterion=asked, source=cited.source, position=9)
    page = editor.get(check_url(draft))
    forms = [
        line.form for line in page.context["warnings"] if "locator" in line.checked.finding.code
    ]
    assert [form is None for form in forms] == [False, True]
    assert "goes with it" in page.content.decode()
    sent = form_of(editor, draft)
    sent |= {f"{forms[0].mark}-accepted": ["on"], f"{forms[0].mark}-reason": [REASON]}
    assert editor.post(check_url(draft), sent).status_code == 302
    assert list(stored()) == [forms[0].mark]


# Who may, and when


def test_whoever_may_only_look_reads_what_was_accepted_and_saves_nothing(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    first, *_ = marks(draft)
    editor = scenes.make_user("who-accepted")
    accept_warnings(version=draft, reasons={first: REASON}, actor=editor, now=scenes.THEN)
    for right in ("view", "add", "delete", "publish"):
        reader = client_of(right)
        page = reader.get(check_url(draft))
        text = page.content.decode()
        assert page.status_code == 200
        assert REASON in text
        assert "who-accepted" in text
        assert "Nobody has accepted this." in text
        assert "<textarea" not in text
        assert 'value="Save' not in text
        sent = {f"{first}-shown": REASON}
        assert reader.post(check_url(draft), sent).status_code == 403
    assert stored() == {first: REASON}


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_published_meanwhile_is_not_checked_here(
    draft: ChecklistVersion, editor: Client, method: str
) -> None:
    sent = form_of(editor, draft)
    scenes.put_in_use(draft)
    page = getattr(editor, method)(check_url(draft), sent, follow=True)
    assert page.redirect_chain == [(reverse("admin:content_checklistversion_changelist"), 302)]
    assert len(said(page.context)) == 1


def test_what_never_was_is_not_found(editor: Client) -> None:
    assert editor.get("/admin/content/draft/999/check/").status_code == 404
    assert editor.post("/admin/content/draft/999/check/").status_code == 404


# What it costs


def test_the_page_costs_the_same_queries_however_many_rows_and_findings_there_are(
    draft: ChecklistVersion, editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    editor.get(check_url(draft))  # now the process knows its content types
    # Two are the session and its user, two the rights, one is the version, sixteen are the draft's
    # lists, one is the words to avoid and one the acceptances. As long as the draft makes a
    # checklist, practice cases are asked too: those on offer, and what was confirmed of them.
    expected = 24
    with django_assert_num_queries(expected + 2):
        editor.get(check_url(draft))
    Limit.objects.update(text="")
    with django_assert_num_queries(expected):
        editor.get(check_url(draft))
    Criterion.objects.update(question="", short="")
    Citation.objects.update(locator="")
    Term.objects.create(kind=Term.Kind.VERDICT, text="the")
    for model in (Limit, Difference, Section):
        for position in range(100, 110):
            model._default_manager.create(draft_id=draft.pk, position=position)
    scenes.accept_all(draft)
    with django_assert_num_queries(expected):
        page = editor.get(check_url(draft))
    assert len(page.context["errors"]) > 100
    assert len(page.context["warnings"]) > 100


def test_whoever_mends_a_finding_comes_back_to_the_check(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    Criterion.objects.filter(pk=asked.pk).update(short="")
    (line,) = editor.get(check_url(draft)).context["errors"]
    assert f'href="{line.link}"' in editor.get(check_url(draft)).content.decode()
    sent = row_form(editor, asked) | {"short": "Follow-up"}
    assert editor.post(line.link, sent)["Location"] == check_url(draft)
    assert editor.get(check_url(draft)).context["errors"] == []

"""Cases hold back a draft in which they would come out otherwise, until that is confirmed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from checklist.content.actions import Blocked, reactivate, retire
from checklist.content.checking import remarks_on
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion, Status
from checklist.content.models.rows import Criterion
from checklist.content.published import definition_of
from checklist.engine.cases import raised
from checklist.practice import actions
from checklist.practice.foreseen import foreseen
from checklist.practice.models import Case, NewExpectation
from checklist.practice.writing import read as answers_in
from tests import scenes
from tests.content.forms_in_pages import said
from tests.content.rows import criterion
from tests.practice import casting
from tests.practice.editing import (
    asks_more,
    confirm_all,
    drops_an_answer,
    editor,
    new_draft,
    new_version,
    put_in_use,
    says_less,
    written,
)
from tests.walk.pages import Element, read

GONE = "adequate-trials.two-or-more.1"


def page_of(version: ChecklistVersion) -> str:
    return f"/admin/practice/case/foreseen/{version.pk}/"


def forms(page: Element) -> list[dict[str, list[str]]]:
    """What each button of confirming would send."""
    return [
        form.fields() for form in page.all("form", class_="acts") if form.all("input", name="shown")
    ]


def blocked(draft: ChecklistVersion) -> list[str]:
    """Why a draft is not published; nothing where it is."""
    try:
        put_in_use(draft)
    except Blocked as refused:
        return [str(each) for each in refused.remarks]
    return []


def held(draft: ChecklistVersion) -> list[str]:
    """The keys of the cases that hold a draft back."""
    return [each.case.key for each in foreseen(draft, compiled(draft)) if each.blocks]


def shown_to_confirm(desk: Client, draft: ChecklistVersion) -> list[str]:
    """The keys of the cases that the page of a draft has a button for."""
    return [form["case"][0] for form in forms(read(desk.get(page_of(draft))))]


def offered_with(case: Case, asked: str, option: str) -> None:
    """Offer the case with another reference answer and what comes up with that."""
    case = written(case)
    case.references.filter(criterion=asked).update(option=option)
    definition = definition_of(case.version)
    actions.confirm(case=case, comes_up=raised(definition, answers_in(case, definition).answers))
    actions.offer(case=case, now=scenes.THEN)


def brings_nothing_up(draft: ChecklistVersion, asked: str, option: str) -> None:
    """Let an answer bring up nothing any more."""
    criterion(draft, asked).options.get(key=option).considerations.all().delete()


def with_two_trials(cases: dict[str, Case]) -> list[str]:
    """The titles of the cases in which two trials were adequate."""
    two = {"criterion": "adequate-trials", "option": "two-or-more"}
    return [each.title for each in cases.values() if each.references.filter(**two).exists()]


@pytest.fixture
def draft(cases: dict[str, Case]) -> ChecklistVersion:
    """A draft in which two adequate trials bring up less."""
    return new_draft(says_less)


def test_a_draft_that_changes_nothing_in_cases_is_published(cases: dict[str, Case]) -> None:
    draft = new_draft()
    assert remarks_on(draft) == ()
    assert blocked(draft) == []


def test_every_case_that_would_come_out_otherwise_holds_the_draft_back(
    cases: dict[str, Case], draft: ChecklistVersion
) -> None:
    reasons = blocked(draft)
    assert [reason.split("”")[0].removeprefix("practice case “") for reason in reasons] == (
        with_two_trials(cases)
    )
    assert all("It would bring up something else than it expects." in each for each in reasons)
    assert f"Gone: {GONE}." in reasons[0]
    assert ChecklistVersion.objects.get(pk=draft.pk).status == Status.DRAFT


def test_another_order_is_another_list(cases: dict[str, Case]) -> None:
    draft = new_draft()
    first = criterion(draft, "suicide-risk")
    type(first.section).objects.filter(pk=first.section_id).update(position=0)
    assert any("The same stands in another order." in reason for reason in blocked(draft))


def test_the_check_and_the_page_of_publishing_lead_to_where_it_is_confirmed(
    cases: dict[str, Case], draft: ChecklistVersion
) -> None:
    desk = editor("Publisher")
    scenes.accept_all(draft)
    address = f"{page_of(draft)}#{casting.FIRST}"
    page = read(desk.get(f"/admin/content/draft/{draft.pk}/check/"))
    assert address in page.values("href")
    held = len(with_two_trials(cases))
    assert f"Not to be published yet: {held} errors to mend." in page.one(class_="standing").text
    answer = desk.post(f"/admin/content/draft/{draft.pk}/publish/", {"changed": "Less."})
    assert answer.status_code == 422
    assert address in read(answer).values("href")
    told = read(answer).one("ul", class_="nonfield").texts("li")
    assert told[0].startswith("At practice case “Two careful trials, one clear plan”: It would")


def test_the_command_tells_it_too_and_fails(draft: ChecklistVersion) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match=r"\A\d errors\.\Z"):
        call_command("check_version", scenes.MAIN, "1.1", stdout=out)
    assert "\nerror: practice case “Two careful trials, one clear plan”: It would" in out.getvalue()


def test_what_is_expected_and_what_comes_up_stand_side_by_side_and_are_confirmed(
    cases: dict[str, Case], draft: ChecklistVersion
) -> None:
    desk = editor("Publisher")
    page = read(desk.get(page_of(draft)))
    assert page.texts("h2") == with_two_trials(cases)
    rows = page.all("table", class_="beside")[0].one("tbody").all("tr", class_="differs")
    assert [(row.one("strong").text, row.texts("td")) for row in rows] == [("Gone:", ["yes", "no"])]
    for form in forms(page):
        answer = desk.post(page_of(draft), form, follow=True)
        assert said(answer.context)[0].startswith("Confirmed for “")
    assert forms(read(answer)) == []
    assert "Confirmed by publisher, " in read(answer).text
    assert remarks_on(draft) == ()
    confirmed = NewExpectation.objects.filter(version=draft)
    assert {each.confirmed_by.username for each in confirmed if each.confirmed_by} == {"publisher"}
    assert blocked(draft) == []
    first = cases[casting.FIRST]
    draft.refresh_from_db()
    assert actions.carry_to(case=first, version=draft, now=scenes.THEN) == ()
    edition = written(first).edition
    assert edition is not None
    assert edition.says.expected == raised(definition_of(edition.version), edition.says.answers)


def test_what_the_draft_changes_afterwards_is_to_be_confirmed_again(
    cases: dict[str, Case], draft: ChecklistVersion
) -> None:
    confirm_all(draft)
    assert remarks_on(draft) == ()
    criterion(draft, "consent").options.get(key="documented").considerations.all().delete()
    assert len(blocked(draft)) > 1
    confirm_all(draft)
    assert blocked(draft) == []
    assert NewExpectation.objects.filter(case=cases[casting.FIRST]).count() == 1


def test_nobody_confirms_what_they_were_not_shown(draft: ChecklistVersion) -> None:
    desk = editor()
    form = forms(read(desk.get(page_of(draft))))[0]
    criterion(draft, "consent").options.get(key="documented").considerations.all().delete()
    for sent in (form, {**form, "case": "no-such"}, {"case": form["case"]}, {}):
        answer = desk.post(page_of(draft), sent, follow=True)
        assert said(answer.context)[0].startswith("Nothing was confirmed: the draft or the case")
    assert not NewExpectation.objects.exists()


def test_a_case_that_does_not_fit_is_told_and_holds_nothing_back(cases: dict[str, Case]) -> None:
    draft = new_draft(asks_more)
    remarks = remarks_on(draft)
    assert len(remarks) == 10
    assert not any(each.blocks for each in remarks)
    assert remarks[0].message == (
        "It is still to be carried to this content after publishing. "
        "“extra” is in view and has no reference answer."
    )
    assert blocked(draft) == []
    assert [each.edition for each in Case.objects.all()] == [
        each.edition for each in cases.values()
    ]


def test_a_case_whose_answer_is_gone_holds_it_back_only_if_it_comes_out_otherwise(
    cases: dict[str, Case],
) -> None:
    remarks = remarks_on(new_draft(drops_an_answer))
    assert {each.blocks for each in remarks} == {False}
    assert "Its answers to these are none any more: bladder." in remarks[0].message


def test_withdrawn_cases_and_drafts_of_cases_hold_nothing_back(
    cases: dict[str, Case], draft: ChecklistVersion
) -> None:
    for each in cases.values():
        actions.withdraw(case=each, now=scenes.THEN)
    assert blocked(draft) == []


def test_what_an_editor_has_not_offered_yet_holds_nothing_back(cases: dict[str, Case]) -> None:
    """Trainees have the edition; so it is what the draft is run over."""
    cases[casting.FIRST].references.filter(criterion="diagnosis").update(option="bipolar")
    assert blocked(new_draft()) == []


def test_cases_of_another_checklist_are_not_asked(cases: dict[str, Case]) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    assert remarks_on(follow_up) == ()


def test_a_draft_that_makes_no_checklist_has_no_cases_run_over_it(draft: ChecklistVersion) -> None:
    Criterion.objects.filter(key="diagnosis").update(question="")
    assert remarks_on(draft) == ()
    page = editor().get(page_of(draft))
    assert "The cases cannot be run over this draft yet" in page.text
    assert read(page).one("ul", class_="problems").texts("code") == [
        "sections[0].criteria[0].question"
    ]


def test_putting_an_older_version_in_use_again_is_held_back_and_confirmed_likewise(
    cases: dict[str, Case],
) -> None:
    older = cases[casting.FIRST].version
    newer = new_version(says_less)
    actions.carry_all(version=newer, now=scenes.THEN)
    retire(version=newer, now=scenes.THEN)
    with pytest.raises(Blocked) as refused:
        reactivate(version=older, label="1.2", changed="x", over=None, actor=None, now=scenes.THEN)
    desk = editor()
    assert refused.value.remarks[0].address.startswith(page_of(older))
    for form in forms(read(desk.get(page_of(older)))):
        desk.post(page_of(older), form)
    again = reactivate(
        version=older, label="1.2", changed="x", over=None, actor=None, now=scenes.THEN
    )
    assert actions.carry_all(version=again, now=scenes.THEN)[1] == []


def test_what_was_confirmed_before_is_not_asked_again_of_the_next_draft(
    cases: dict[str, Case],
) -> None:
    """The cases are still written for the first version."""
    new_version(says_less)
    assert blocked(new_draft(label="1.2")) == []


def test_what_was_confirmed_of_an_earlier_edition_counts_for_no_later_one(
    cases: dict[str, Case],
) -> None:
    """Neither where a draft is made from what it was confirmed for, nor for the same draft."""
    first, desk = cases[casting.FIRST], editor()
    actions.carry_all(version=new_version(says_less), now=scenes.THEN)
    draft = new_draft(label="1.2")
    for answered in (("access", "strained"), ("blood-pressure", "above-guide")):
        offered_with(first, *answered)
        brings_nothing_up(draft, *answered)
        assert first.key in held(draft)
        assert first.key in shown_to_confirm(desk, draft)
        confirm_all(draft)
        assert held(draft) == []


def test_what_was_confirmed_for_going_back_counts_for_no_draft(cases: dict[str, Case]) -> None:
    """What is on offer for a newer version than the draft was made from was meant otherwise."""
    older = cases[casting.FIRST].version
    draft = new_draft(label="1.2")
    actions.carry_all(version=new_version(says_less), now=scenes.THEN)
    for each in foreseen(older, definition_of(older)):
        actions.confirm_for(
            case=each.case,
            version=older,
            definition=definition_of(older),
            comes_up=each.comes_up,
            actor=None,
            now=scenes.THEN,
        )
    assert len(held(draft)) == len(with_two_trials(cases))


def test_it_costs_the_same_queries_however_many_cases_there_are(
    cases: dict[str, Case],
    draft: ChecklistVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    confirm_all(draft)
    # Sixteen for the draft’s lists, one for the cases on offer and one for what is confirmed.
    with django_assert_num_queries(18):
        remarks_on(draft)
    desk = editor()
    page = desk.get(page_of(draft))
    assert len(read(page).all("h2")) == len(with_two_trials(cases)) > 1
    # The session, its user, two of rights, the version, and who confirmed what.
    with django_assert_num_queries(18 + 6):
        desk.get(page_of(draft))
    for each in list(cases.values())[1:]:
        actions.withdraw(case=each, now=scenes.THEN)
    with django_assert_num_queries(18):
        remarks_on(draft)
    with django_assert_num_queries(18 + 6):
        desk.get(page_of(draft))

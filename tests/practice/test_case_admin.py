"""Cases in the administration: written row by row, checked, confirmed and offered."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from checklist.content.published import definition_of
from checklist.practice import actions
from checklist.practice.models import Case
from tests import scenes
from tests.content.forms_in_pages import Sent, read_form, said, signed_in_with
from tests.practice import casting
from tests.practice.editing import asks_more, editor, new_version, says_less, written
from tests.walk.pages import Element, read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

LIST = "/admin/practice/case/"
NEW = {
    "key": ["own-case"],
    "title": ["An own case"],
    "difficulty": ["2"],
    "tags": ["one, two"],
    "vignette": ["She is well.\r\n\r\nAnd he is\r\nnot."],
    "learning_points": ["Look.\r\nAsk."],
}


def page_of(case: Case) -> str:
    return f"{LIST}{case.pk}/change/"


def form_in(page: "Answer") -> Sent:
    return read_form(page.content, "case_form")


def sent(desk: Client, case: Case, **changes: str | list[str]) -> "Answer":
    """The answer to a case's form, sent with changes: ``diagnosis__option`` is a row's field."""
    form = form_in(desk.get(page_of(case)))
    for name, value in changes.items():
        field = name.replace("__", ".").replace("_", "-") if "__" in name else name
        form[field] = [value] if isinstance(value, str) else value
    return desk.post(page_of(case), form)


def head(page: "Answer") -> Element:
    """How the case stands, as its page says."""
    return read(page).one("div", class_="findings")


def to_do(page: "Answer") -> list[tuple[str, str]]:
    """What is still to be done: what each point says and where its link leads."""
    return [(each.text, each.one("a")["href"]) for each in head(page).all("li") if each.all("a")]


def act(desk: Client, case: Case, name: str) -> "Answer":
    """The page after one of its buttons was pressed."""
    form = head(desk.get(page_of(case))).one("form", action=f"{LIST}{case.pk}/{name}/")
    return desk.post(f"{LIST}{case.pk}/{name}/", form.fields(), follow=True)


@pytest.fixture
def case(cases: dict[str, Case]) -> Case:
    """The first of the starter cases, on offer."""
    return cases[casting.FIRST]


@pytest.fixture
def desk(db: None) -> Client:
    """The browser of an editor."""
    return editor()


# Writing


def test_a_case_is_written_checked_confirmed_and_offered(case: Case, desk: Client) -> None:
    page = desk.post(f"{LIST}add/", {**NEW, "version": case.version_id}, follow=True)
    own = Case.objects.get(key="own-case")
    assert page.redirect_chain == [(page_of(own), 302)]
    assert (own.checklist, own.version, own.position) == (case.checklist, case.version, 11)
    points = to_do(page)
    assert points[0] == (
        "1.1 Diagnosis: It is in view and has no reference answer.",
        "#row-diagnosis",
    )
    assert len(points) == 22
    assert "Confirm what it brings up" not in page.text
    answers = {f"{row.criterion}.option": row.option for row in case.references.all()}
    reasons = {f"{row.criterion}.rationale": row.rationale for row in case.references.all()}
    page = desk.post(page_of(own), form_in(page) | answers | reasons, follow=True)
    page = desk.get(page_of(own))
    assert to_do(page) == []
    assert "It brings up something else than it expects" in head(page).text
    page = act(desk, own, "confirm")
    assert said(page.context) == ["Confirmed. The case now expects what it brings up."]
    page = act(desk, own, "offer")
    assert head(page).text.startswith("This case: on offer.")
    edition = written(own).edition
    assert edition is not None
    assert edition.says.answers == case.edition.says.answers  # type: ignore[union-attr]
    assert edition.says.vignette == ("She is well.", "And he is not.")
    assert edition.says.tags == ("one", "two")
    log = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)
    assert [*log][-2:] == ["Confirmed what it brings up.", "Offered to trainees."]


def test_the_page_has_a_row_for_each_criterion_with_its_own_answers(
    case: Case, desk: Client
) -> None:
    page = read(desk.get(page_of(case)))
    definition = definition_of(case.version)
    rows = page.all("fieldset", class_="reference")
    assert [row["id"] for row in rows] == [f"row-{key}" for key in definition.criteria]
    assert [row.one("legend").text for row in rows] == [
        f"{definition.numbers[key]} {each.question}" for key, each in definition.criteria.items()
    ]
    answers = [each["value"] for each in rows[0].all("input", name="diagnosis.option")]
    assert answers == ["", *(key for _path, key in definition.criteria["diagnosis"].listed())]


def test_rows_out_of_view_are_marked_and_saving_brings_the_marks_up_to_date(
    case: Case, desk: Client
) -> None:
    def marked(page: "Answer") -> list[str]:
        rows = read(page).all("fieldset", class_="reference")
        return [row["id"] for row in rows if "Out of view" in row.text]

    before = marked(desk.get(page_of(case)))
    assert "row-trial-limits" in before
    sent(desk, case, adequate_trials__option="none")
    after = marked(desk.get(page_of(case)))
    assert "row-trial-limits" not in after
    # A page that comes back with a mistake goes by what was typed.
    page = sent(desk, case, adequate_trials__option="two-or-more", title="")
    assert (page.status_code, marked(page)) == (200, before)


def test_everything_of_a_row_is_stored(case: Case, desk: Client) -> None:
    changes: dict[str, str | list[str]] = {
        "diagnosis__option": "",
        "diagnosis__panel.other": "3",
        "diagnosis__panel.mdd-mild": "5",
        "diagnosis__acceptable": ["other", "unknown"],
        "diagnosis__is_unsafe": "on",
        "diagnosis__rationale": "One line\r\nand another.",
    }
    form = form_in(desk.get(page_of(case)))
    form |= {
        name.replace("__", "."): [*([v] if isinstance(v, str) else v)]
        for name, v in changes.items()
    }
    assert desk.post(page_of(case), form).status_code == 302
    row = case.references.get(criterion="diagnosis")
    assert (row.option, row.acceptable, row.is_unsafe) == ("", ["other", "unknown"], True)
    assert row.panel == [["mdd-mild", 5], ["other", 3]]
    assert row.rationale == "One line and another."
    page = desk.get(page_of(case))
    assert head(page).text.startswith("This case: on offer; changes are not offered yet.")
    assert form_in(page)["diagnosis.panel.other"] == ["3"]


def test_saving_without_a_change_changes_nothing(case: Case, desk: Client) -> None:
    before = [*case.references.values()], Case.objects.filter(pk=case.pk).values().get()
    assert sent(desk, case).status_code == 302
    assert ([*case.references.values()], Case.objects.filter(pk=case.pk).values().get()) == before


def test_what_will_not_do_is_told_at_its_field_and_nothing_typed_is_lost(
    case: Case, desk: Client
) -> None:
    stored = form_in(desk.get(page_of(case)))
    typed = {"vignette": ["Typed."], "consent.rationale": ["Typed too."]}
    for field, value, complaint in (
        ("title", "", "This field is required."),
        ("diagnosis.option", "no-such", "Select a valid choice. no-such is not one of the"),
        ("diagnosis.acceptable", "no-such", "Select a valid choice. no-such is not one of the"),
        ("diagnosis.acceptable", "mdd-moderate-severe", "The reference answer is accepted without"),
        ("diagnosis.panel.other", "2", "Give one reference answer, or the answers of a panel."),
        ("diagnosis.panel.other", "many", "Enter a whole number."),
        ("diagnosis.panel.other", "1001", "less than or equal to 1000"),
        ("diagnosis.panel.other", "-1", "greater than or equal to 0"),
        ("diagnosis.rationale", "x" * 501, "at most 500 characters"),
        ("diagnosis.rationale", "a\0b", "Null characters are not allowed."),
    ):
        page = desk.post(page_of(case), {**stored, **typed, field: [value]})
        assert page.status_code == 200
        shown = read(page)
        place = shown.one("fieldset", id="row-diagnosis") if "." in field else shown
        assert any(complaint in each.text for each in place.all("ul", class_="errorlist"))
        again = form_in(page)
        assert {name: again[name] for name in typed} == typed
        assert "panel" not in field or again[field] == [value]
    assert written(case).vignette == case.vignette
    assert not case.references.filter(rationale="Typed too.").exists()


def test_a_number_too_long_to_be_one_is_told_at_its_field(case: Case, desk: Client) -> None:
    form = form_in(desk.get(page_of(case))) | {"diagnosis.option": [""]}
    page = desk.post(page_of(case), form | {"diagnosis.panel.other": ["9" * 5000]})
    assert page.status_code == 200
    place = read(page).one("fieldset", id="row-diagnosis")
    assert place.one("ul", class_="errorlist").text == "Enter a whole number."


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten_unseen(
    case: Case, desk: Client
) -> None:
    form = form_in(desk.get(page_of(case)))
    sent(desk, case, consent__rationale="Of the first.")
    mine = form | {"title": ["Mine"], "consent.rationale": ["Of the second."]}
    page = desk.post(page_of(case), mine)
    assert page.status_code == 200
    assert "somebody has changed this case since you opened it" in page.text
    assert case.references.get(criterion="consent").rationale == "Of the first."
    assert desk.post(page_of(case), form_in(page)).status_code == 302
    assert case.references.get(criterion="consent").rationale == "Of the second."
    assert written(case).title == "Mine"


def test_what_was_typed_outlives_that_the_case_was_carried_meanwhile(
    case: Case, desk: Client
) -> None:
    form = form_in(desk.get(page_of(case))) | {"consent.rationale": ["Typed."]}
    actions.carry_to(case=case, version=new_version(asks_more), now=scenes.THEN)
    page = desk.post(page_of(case), form)
    assert page.status_code == 200
    assert form_in(page)["consent.rationale"] == ["Typed."]


def test_what_is_sent_when_the_session_has_ended_is_saved_after_signing_in(
    case: Case, desk: Client
) -> None:
    form = form_in(desk.get(page_of(case))) | {"consent.rationale": ["Typed."]}
    desk.logout()
    page = desk.post(page_of(case), form)
    assert page.status_code == 403
    assert signed_in_with(desk, page, "editor").status_code == 302
    assert case.references.get(criterion="consent").rationale == "Typed."
    desk.logout()
    page = desk.post(f"{LIST}add/", {**NEW, "version": case.version_id})
    assert signed_in_with(desk, page, "editor").status_code == 302
    assert Case.objects.filter(key="own-case").exists()


def test_a_key_that_is_taken_or_reserved_is_refused_at_its_field(case: Case, desk: Client) -> None:
    for key, complaint in (
        ("progress", "Pages of practice need this name for themselves."),
        (case.key, "Case with this Key already exists."),
        ("Not A Key", "Enter a valid “slug”"),
    ):
        page = desk.post(f"{LIST}add/", {**NEW, "key": key, "version": case.version_id})
        assert page.status_code == 200
        assert complaint in page.context["adminform"].form.errors["key"][0]
    page = desk.post(f"{LIST}add/", {**NEW, "version": "999"})
    assert list(page.context["adminform"].form.errors) == ["version"]


# Acts


def test_what_is_not_ready_is_not_offered_and_says_why(case: Case, desk: Client) -> None:
    sent(desk, case, diagnosis__option="", consent__rationale="")
    page = desk.post(f"{LIST}{case.pk}/offer/", follow=True)
    assert said(page.context)[-1:] == ["Nothing was offered: see below what is to be mended first."]
    assert to_do(page) == [("6.1 Informed choice: This text is empty.", "#row-consent")]


def test_nobody_confirms_what_they_were_not_shown(case: Case, desk: Client) -> None:
    sent(desk, case, diagnosis__option="other")
    form = head(desk.get(page_of(case))).one("form", action=f"{LIST}{case.pk}/confirm/").fields()
    sent(desk, case, suicide_risk__option="imminent")
    page = desk.post(f"{LIST}{case.pk}/confirm/", form, follow=True)
    assert said(page.context)[-1].startswith("Nothing was confirmed: the case was changed since.")
    assert written(case).expected == case.expected


def test_what_differs_from_what_it_expects_is_marked(case: Case, desk: Client) -> None:
    sent(desk, case, diagnosis__option="mdd-mild")
    rows = head(desk.get(page_of(case))).one("tbody").all("tr", class_="differs")
    assert [row.one("strong").text for row in rows] == ["New:", "Gone:"]
    assert [row.texts("td") for row in rows] == [["no", "yes"], ["yes", "no"]]


def test_a_case_is_withdrawn_and_offered_again(case: Case, desk: Client) -> None:
    assert head(act(desk, case, "withdraw")).text.startswith("This case: withdrawn.")
    assert not written(case).is_offered
    act(desk, case, "offer")
    assert written(case).is_offered


def test_a_case_is_carried_to_the_version_in_use_in_one_step(case: Case, desk: Client) -> None:
    version = new_version(asks_more)
    page = act(desk, case, "carry")
    assert said(page.context) == [
        "The case is now written for version 1.1. See below what is missing."
    ]
    assert to_do(page) == [("1.5 Extra: It is in view and has no reference answer.", "#row-extra")]
    assert written(case).version == version
    assert "Carry to version" not in page.text


def test_a_case_for_a_version_out_of_use_is_carried_before_it_is_offered(
    case: Case, desk: Client
) -> None:
    actions.withdraw(case=case, now=scenes.THEN)
    new_version()
    assert "Offer to trainees" not in head(desk.get(page_of(case))).text
    page = desk.post(f"{LIST}{case.pk}/offer/", follow=True)
    told = (
        "Nothing was offered: the version that the case is written for is not in use. "
        "Carry the case to the version in use first."
    )
    assert said(page.context) == [told]
    assert not written(case).is_offered
    act(desk, case, "carry")
    act(desk, case, "offer")
    assert written(case).is_offered


def test_all_cases_that_fit_are_carried_by_one_button(case: Case, desk: Client) -> None:
    version = new_version(says_less)
    page = desk.get(LIST)
    assert "fits 1.1, once it is carried there" in page.text
    (form,) = read(page).all("form", action=f"{LIST}carry/{version.pk}/")
    page = desk.post(form["action"], form.fields(), follow=True)
    assert said(page.context) == ["10 cases were carried."]
    assert set(Case.objects.values_list("version", flat=True)) == {version.pk}
    assert "Carry all that fit" not in page.text


# The list


def test_the_list_tells_how_each_case_stands(case: Case, desk: Client) -> None:
    new_version(asks_more)
    actions.withdraw(case=case, now=scenes.THEN)
    desk.post(f"{LIST}add/", {**NEW, "version": Case.objects.filter(pk=1).values("version")})
    rows = read(desk.get(LIST)).one("table", id="result_list").one("tbody").all("tr")
    assert rows[0].one("td", class_="field-state").text == "withdrawn"
    assert rows[1].one("td", class_="field-state").text == "on offer"
    assert rows[1].one("td", class_="field-fit").text == (
        "does not fit 1.1: “extra” is in view and has no reference answer."
    )


def test_cases_are_put_in_order_by_numbers(cases: dict[str, Case], desk: Client) -> None:
    form = read_form(desk.get(LIST).content, "changelist-form")
    last = list(cases.values())[-1]
    form["form-9-position"] = ["0"]
    desk.post(LIST, {**form, "_save": "Save"})
    assert Case.objects.first() == last
    form["form-9-position"] = ["-1"]
    page = desk.post(LIST, {**form, "_save": "Save"})
    assert "Ensure this value is greater than or equal to 0." in page.text


# Rights, and what is kept


def test_a_draft_of_a_case_is_deleted_and_what_trainees_were_given_is_not(
    case: Case, desk: Client
) -> None:
    desk.post(f"{LIST}add/", {**NEW, "version": case.version_id})
    own = Case.objects.get(key="own-case")
    assert desk.post(f"{LIST}{own.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Case.objects.filter(pk=own.pk).exists()
    assert desk.post(f"{LIST}{case.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(LIST).text


def test_editors_and_publishers_write_cases_and_nobody_else_does(case: Case) -> None:
    addresses = [
        LIST,
        f"{LIST}add/",
        page_of(case),
        *(f"{LIST}{case.pk}/{name}/" for name in ("confirm", "offer", "withdraw", "carry")),
        f"{LIST}carry/{case.version_id}/",
        f"{LIST}foreseen/{case.version_id}/",
        f"{LIST}confusion/{case.version_id}/",
    ]
    for group in ("Editor", "Publisher"):
        desk = editor(group)
        assert {desk.get(each, follow=True).status_code for each in addresses} == {200}
    nobody, trainee = Client(), Client()
    nobody.force_login(scenes.make_user("staff", is_staff=True))
    trainee.force_login(scenes.make_user("trainee"))
    for somebody in (nobody, trainee):
        answers = [getattr(somebody, how)(each) for each in addresses for how in ("get", "post")]
        assert {each.status_code for each in answers} == {403}
    assert written(case).is_offered
    assert {Client().get(each).status_code for each in addresses} == {302}


# What it costs


def test_the_list_and_a_case_cost_the_same_queries_however_many_there_are(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version, pack = scenes.load_starter(), casting.starter().cases
    (first,), _present = actions.take_in(version=version, written=pack[:1], now=scenes.THEN)
    desk.get(LIST)
    # Session, user, two of rights; the filter by checklist, two counts, the versions in use and
    # what is confirmed for each, the cases and their answers, and the versions to carry
    # to, to export and to look at.
    of_list = 14
    # Session, user and rights; the case and its answers, twice; the version in use.
    of_case = 9
    with django_assert_num_queries(of_list):
        desk.get(LIST)
    with django_assert_num_queries(of_case):
        desk.get(page_of(first))
    actions.take_in(version=version, written=pack, now=scenes.THEN)
    with django_assert_num_queries(of_list):
        assert desk.get(LIST).text.count('class="field-state"') == 10
    with django_assert_num_queries(of_case):
        desk.get(page_of(first))

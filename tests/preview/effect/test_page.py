"""The page that shows the effect of a draft before it is published."""

import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklist.content.admin.rights import ACTS
from checklist.content.models import ChecklistVersion, Status
from checklist.ui.few import few
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases
from tests.content.conftest import ClientOf
from tests.content.revised import unsound
from tests.practice.casting import load_cases
from tests.preview.effect.conftest import walked
from tests.walk.pages import Element, read

pytestmark = pytest.mark.whole_starter

BEST_SUITED = "Disappears (good to know): One of the two situations that the article thinks best"
READING = re.compile(r"(DECLARE \S+ NO SCROLL CURSOR (WITH HOLD )?FOR )?SELECT ")
RESISTANT = "two-or-more"
ACT = "Appears (urgent): Act on it now."


@pytest.fixture
def ten_cases(db: None) -> None:
    """The practice cases, on offer."""
    load_cases()


def effect_url(draft: ChecklistVersion) -> str:
    return reverse("preview_effect", args=[draft.pk])


def shown(client: Client, draft: ChecklistVersion) -> Element:
    """What the page shows."""
    answer = client.get(effect_url(draft))
    assert answer.status_code == HTTPStatus.OK
    return read(answer).one("div", class_="effect")


def table(page: Element, heading: str) -> dict[str, list[str]]:
    """The cells of a table by what its rows are about."""
    body = page.one("div", role="region", aria_labelledby=heading).one("tbody")
    return {row.one("th").text: row.texts("td") for row in body.all("tr")}


def cells(rows: dict[str, list[str]], beginning: str) -> list[str]:
    """The cells of the only row that begins so."""
    (found,) = (each for name, each in rows.items() if name.startswith(beginning))
    return found


@pytest.mark.usefixtures("ten_cases")
def test_it_shows_what_appears_and_disappears_and_where(
    revised: ChecklistVersion, done: list[Assessment], editor: Client
) -> None:
    page = shown(editor, revised)
    changes = table(page, "changes")
    names = [case.title for case in cases() if case.answers["adequate-trials"] == RESISTANT]
    times = sum(each.choices["adequate-trials"] == RESISTANT for each in done)
    assert times == 9
    assert cells(changes, ACT) == [f"{len(names)}: {'; '.join(names)}", str(times)]
    assert cells(changes, BEST_SUITED)[1] == "10"
    poor = [case.title for case in cases() if case.answers["clinic-quality"] == "poor"]
    gone = cells(changes, "Disappears (weighs against): Treatment without psychiatric")[0]
    assert gone == f"{len(poor)}: {'; '.join(poor)}"
    assert "10 cases: the reference answers of each" in page.texts("li")
    assert "11 completed assessments, of whichever version" in page.texts("li")


@pytest.mark.usefixtures("ten_cases", "done")
def test_it_shows_how_often_each_consideration_fires_before_and_after(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    often = table(shown(editor, revised), "often")
    assert cells(often, "Urgent: Act on it now.")[::2] == ["0", "0"]
    assert cells(often, "Good to know: One of the two situations")[1::2] == ["0", "0"]
    assert len({*often}) > 90


@pytest.mark.usefixtures("done")
def test_a_change_of_kind_is_told_with_both_kinds(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    owner = scenes.make_user("another")
    for _ in range(5):
        walked(active, owner, {"diagnosis": "mdd-mild"})
    changes = table(shown(editor, revised), "changes")
    assert cells(changes, "Changes kind (from weighs against to good to know): The EU label") == [
        "5"
    ]


@pytest.mark.usefixtures("done")
def test_one_to_four_assessments_are_told_as_fewer_than_five(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    owner = scenes.make_user("another")
    walked(active, owner, {"diagnosis": "mdd-mild"})
    page = shown(editor, revised)
    assert cells(table(page, "changes"), "Changes kind") == ["fewer than 5"]
    assert cells(table(page, "often"), "Good to know: The EU label concerns") == [
        "fewer than 5",
        "fewer than 5",
    ]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "0"),
        (1, "fewer than 5"),
        (4, "fewer than 5"),
        (5, "5"),
        (12_345, "12,345"),
    ],
)
def test_a_number_of_assessments_is_told_so(count: int, told: str) -> None:
    assert few(count) == told


@pytest.mark.usefixtures("ten_cases", "done")
def test_it_warns_of_urgent_that_fires_in_more_than_one_of_ten(
    revised: ChecklistVersion, editor: Client
) -> None:
    warning = shown(editor, revised).one("div", role="note")
    assert warning.one("h2").text == "Urgent in more than one of ten"
    assert any(
        line.startswith("“Act on it now.” in ") and line.endswith("in 9 of 11 assessments")
        for line in warning.texts("li")
    )


def test_a_draft_that_says_the_same_changes_nothing(
    draft: ChecklistVersion, done: list[Assessment], editor: Client
) -> None:
    page = shown(editor, draft)
    told = (
        "Nothing: for these answers the draft brings up the same considerations, of the same kinds."
    )
    assert told in page.text
    assert len(page.all("table")) == 1


def test_without_cases_and_assessments_it_says_so(
    revised: ChecklistVersion, editor: Client
) -> None:
    page = shown(editor, revised)
    assert page.texts("li") == [
        "No practice case of this checklist is on offer.",
        "No assessment has been completed yet.",
    ]
    assert page.all("table") == []


def test_fewer_than_five_assessments_are_not_counted_by_themselves(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    owner = scenes.make_user("clinician")
    for _ in range(4):
        walked(active, owner, cases()[0].answers)
    page = shown(editor, revised)
    assert page.texts("li")[1].startswith("Fewer than 5 assessments have been completed: too few")
    assert page.all("table") == []
    walked(active, owner, cases()[0].answers)
    assert cells(table(shown(editor, revised), "changes"), ACT) == ["5"]


def test_where_nothing_is_in_use_all_appears(
    active: ChecklistVersion, draft: ChecklistVersion, done: list[Assessment], editor: Client
) -> None:
    ChecklistVersion.objects.filter(pk=active.pk).update(
        status=Status.RETIRED, retired_at=scenes.THEN
    )
    page = shown(editor, draft)
    assert "No version is in use" in page.text
    assert all(name.startswith("Appears") for name in table(page, "changes"))


def test_a_draft_that_makes_no_checklist_shows_why_instead(
    draft: ChecklistVersion, done: list[Assessment], editor: Client
) -> None:
    unsound(draft)
    page = shown(editor, draft)
    assert page.texts("li") == ["sections[0].criteria[1].question: This text is empty."]
    assert page.all("section") == []


def test_nothing_of_anybody_is_on_the_page(
    revised: ChecklistVersion, done: list[Assessment], editor: Client
) -> None:
    text = editor.get(effect_url(revised)).content.decode()
    assert [each.code for each in done if each.code in text] == []
    assert "mill" not in text
    assert "clinician@" not in text


def test_it_only_reads(revised: ChecklistVersion, done: list[Assessment], editor: Client) -> None:
    before = scenes.stored()
    with CaptureQueriesContext(connection) as captured:
        shown(editor, revised)
        editor.post(effect_url(revised))
    assert [each["sql"] for each in captured if not READING.match(each["sql"])] == []
    assert scenes.stored() == before


def test_many_assessments_are_counted_in_steps_by_a_button(
    revised: ChecklistVersion,
    done: list[Assessment],
    editor: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = shown(editor, revised)
    monkeypatch.setattr("checklist.preview.counting.EFFECT_AT_ONCE", 6)
    before, buttons = scenes.stored(), []
    for _ in range(2):
        page = shown(editor, revised)
        bar = page.one("progress")
        buttons.append((page.one("button").text, bar["value"], bar["max"]))
        assert page.texts("li")[1].startswith(f"{bar['value']} of 11 completed assessments")
        with CaptureQueriesContext(connection) as captured:
            answer = editor.post(effect_url(revised))
        assert (answer.status_code, answer["Location"]) == (302, effect_url(revised))
        written = [each["sql"] for each in captured if not READING.match(each["sql"])]
        assert any("django_session" in sql for sql in written)
        assert [sql for sql in written if "walk_" in sql or "content_" in sql] == []
    assert buttons == [("Count them", "0", "11"), ("Go on counting", "6", "11")]
    page = shown(editor, revised)
    assert page.all("progress") == page.all("form") == []
    assert page.text == at_once.text
    assert scenes.stored() == before


def test_it_costs_the_same_however_many_assessments_there_are(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    owner = scenes.make_user("clinician")
    counts = []
    for _ in range(2):
        for case in cases()[:5]:
            walked(active, owner, case.answers)
        shown(editor, revised)
        with CaptureQueriesContext(connection) as captured:
            shown(editor, revised)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("right", ACTS)
def test_whoever_sees_the_draft_sees_its_effect(
    draft: ChecklistVersion, client_of: ClientOf, right: str
) -> None:
    assert client_of(right).get(effect_url(draft)).status_code == HTTPStatus.OK


def test_nobody_else_does(draft: ChecklistVersion, client_of: ClientOf, client: Client) -> None:
    clinician = Client()
    clinician.force_login(scenes.make_user("clinician"))
    url = effect_url(draft)
    for browser in (clinician, client_of()):
        assert browser.get(url).status_code == browser.post(url).status_code == 403
    for answer in (client.get(url), client.post(url)):
        assert answer["Location"].split("?")[0] == "/admin/login/"


def test_of_what_is_published_there_is_none(draft: ChecklistVersion, editor: Client) -> None:
    scenes.put_in_use(draft)
    answer = editor.get(effect_url(draft))
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("admin:content_checklistversion_changelist"),
    )
    assert editor.get(effect_url(draft).replace(str(draft.pk), "999")).status_code == 404


def test_the_page_of_a_draft_leads_to_it(draft: ChecklistVersion, editor: Client) -> None:
    page = editor.get(reverse("admin:content_draft_change", args=[draft.pk]))
    assert f'href="{effect_url(draft)}"' in page.content.decode()


def test_a_form_without_its_token_is_refused(draft: ChecklistVersion, editor: Client) -> None:
    browser = scenes.copy_of(editor, enforce_csrf_checks=True)
    assert browser.post(effect_url(draft)).status_code == 403

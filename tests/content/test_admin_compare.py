"""The administration: two versions compared, in words and side by side."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from checklist.content.actions import start_draft
from checklist.content.admin.rights import ACTS
from checklist.content.models import ChecklistVersion
from checklist.content.models.recording import let_go
from checklist.content.models.rows import AnswerOption, Consideration
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.revised import revise, unsound
from tests.content.rows import criterion
from tests.walk.pages import Element, read

pytestmark = pytest.mark.whole_starter

SENTENCES = {
    "The checklist as a whole": ["Added: limit “It was changed for a test.”."],
    "Section 1: The depression and what has been tried": [
        (
            "Re-sourced: 1.1 Diagnosis now cites Understanding How Ketamine Works for Major "
            "Depression: Mechanisms and Effects, §11 instead of Understanding How Ketamine Works "
            "for Major Depression: Mechanisms and Effects, §9."
        ),
        (
            "Kind changed: consideration “The EU label concerns moderate to severe episodes; in a "
            "mil…” of 1.1 Diagnosis, “Major depressive disorder, episode mild or largely remitted” "
            "was “weighs against” and is now “good to know”."
        ),
        "Reworded: the question of 1.2 Adequate trials.",
        "Added: consideration “Act on it now.” of 1.2 Adequate trials, “Two or more”.",
    ],
    "Section 6: Informed choice and access": [
        "Reordered: 6.1 Cost and access, now first.",
        (
            "Meaning changed: answer “Not known yet” of 6.1 Cost and access was the one that means "
            "“not known” and is now an answer like the others."
        ),
        "Moved to section 6 Informed choice and access: 6.3 Pregnancy and breastfeeding.",
    ],
    "Section 7: The course: combination and follow-up": [
        "Removed: answer “Partly” of 7.2 Follow-up.",
        (
            "Removed: consideration “Add what is missing: baseline score, review dates, side-eff…” "
            "of 7.2 Follow-up, “Partly”."
        ),
    ],
}
"""What is told of a revised draft, in most of its sections."""


def compare_url(before: ChecklistVersion, after: ChecklistVersion) -> str:
    return reverse("admin:content_version_compare", args=[before.pk, after.pk])


def compared(client: Client, before: ChecklistVersion, after: ChecklistVersion) -> Element:
    """The page that compares two versions."""
    answer = client.get(compare_url(before, after))
    assert answer.status_code == 200
    return read(answer).one("div", class_="compare")


@pytest.fixture
def revised(draft: ChecklistVersion) -> ChecklistVersion:
    """A draft in which something of each kind was changed."""
    revise(draft)
    return draft


def test_every_kind_of_change_is_told_in_words_by_section(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    page = compared(editor, active, revised)
    told = {
        part.one("h2").text: [row.all("p")[0].text for row in part.all("li")]
        for part in page.all("section")
    }
    assert {title: told[title] for title in SENTENCES} == SENTENCES
    assert "Removed: 5.5 Psychiatric oversight." in told["Section 5: Route, setting and service"]
    assert [sentence.partition(":")[0] for sentence in told["Rules"]] == [
        "Removed",
        "Conditions changed",
    ]
    assert "18 changes." in page.text


def test_a_reworded_text_stands_beside_its_old_wording_with_the_words_marked(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    page = compared(editor, active, revised)
    (row,) = (each for each in page.all("li") if "question of 1.2" in each.text)
    assert row.facts() == [
        (
            "1.0",
            (
                "How many antidepressants, adequately dosed and taken long enough, have not helped "
                "enough in this episode?"
            ),
        ),
        ("1.1", "How many antidepressants, well dosed, have not helped in this episode?"),
    ]
    assert row.texts("del") == ["adequately dosed and taken long enough,", "enough"]
    assert row.texts("ins") == ["well dosed,"]


def test_what_was_added_or_removed_is_shown_whole_and_changed_conditions_in_words(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    page = compared(editor, active, revised)
    marked = {row.all("p")[0].text: (row.texts("del"), row.texts("ins")) for row in page.all("li")}
    added = "Added: consideration “Act on it now.” of 1.2 Adequate trials, “Two or more”."
    assert marked[added] == ([], ["urgent: Act on it now."])
    assert marked["Removed: answer “Partly” of 7.2 Follow-up."] == (["Partly"], [])
    (conditions,) = (row for row in page.all("li") if row.text.startswith("Conditions changed"))
    assert conditions.texts("del") == ["and"]
    assert conditions.texts("ins") == ["or"]


def test_for_every_question_it_says_which_answers_carry_over(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    rows = compared(editor, active, revised).one("tbody").all("tr")
    carries = {row.one("th").text: row.one("td").text for row in rows}
    assert len(carries) == 26
    told = {name: text for name, text in carries.items() if text != "Every answer"}
    assert told == {
        "5.5 Psychiatric oversight": "No answer: the criterion is gone.",
        "7.2 Follow-up": "All answers but these: “Partly”",
    }


def test_a_question_whose_answers_are_all_others_carries_none(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    options = AnswerOption.objects.filter(criterion=criterion(draft, "clinic-quality"))
    with let_go():
        Consideration.objects.filter(option__in=options).delete()
    options.update(key=Concat(Value("other-"), F("key")))
    rows = compared(editor, active, draft).one("tbody").all("tr")
    carries = {row.one("th").text: row.one("td").text for row in rows}
    told = "No answer: none is offered any more."
    assert carries["5.5 Psychiatric oversight"] == told


def test_back_from_the_draft_what_was_added_is_removed(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    page = compared(editor, revised, active)
    assert "Removed: limit “It was changed for a test.”." in page.text
    assert "Added: 5.5 Psychiatric oversight." in page.text
    carries = {row.one("th").text: row.one("td").text for row in page.one("tbody").all("tr")}
    assert set(carries.values()) == {"Every answer"}


def test_versions_that_say_the_same_are_said_to(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    page = compared(editor, active, draft)
    assert "Nothing changed: both say the same, and every answer carries over." in page.text
    assert page.all("table") == page.all("section") == []


def test_published_versions_are_compared_as_they_were_published(
    active: ChecklistVersion, revised: ChecklistVersion, editor: Client
) -> None:
    before = compared(editor, active, revised).all("section")
    scenes.put_in_use(revised)
    after = compared(editor, active, revised).all("section")
    assert [part.text for part in after] == [part.text for part in before]


def test_a_draft_that_makes_no_checklist_shows_why_instead(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    unsound(draft)
    for before, after in ((active, draft), (draft, active), (draft, draft)):
        page = compared(editor, before, after)
        assert page.texts("h2") == ["1.1 cannot be compared yet"]
        assert page.one("ul", class_="problems").texts("li") == [
            "sections[0].criteria[1].question: This text is empty."
        ]
        assert page.all("section") == []


def test_two_versions_are_chosen_in_a_form(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    form = compared(editor, active, draft).one("form", method="get")
    assert form.texts("option") == ["1.1 (draft)", "1.0 (active)"] * 2
    chosen = [each["value"] for each in form.all("option") if "selected" in each.attrs]
    assert chosen == [str(active.pk), str(draft.pk)]
    sent = {"before": draft.pk, "after": active.pk}
    answer = editor.get(compare_url(active, draft), sent)
    assert (answer.status_code, answer["Location"]) == (302, compare_url(draft, active))


@pytest.mark.parametrize("sent", [{"before": "999", "after": "1"}, {"before": "x"}, {"before": ""}])
def test_a_choice_that_is_none_is_told_in_the_form(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client, sent: dict[str, str]
) -> None:
    answer = editor.get(compare_url(active, draft), sent)
    assert answer.status_code == 422
    assert read(answer).all("ul", class_="errorlist")


def test_versions_of_two_checklists_are_not_compared(
    active: ChecklistVersion, editor: Client
) -> None:
    other = scenes.load_starter(scenes.FOLLOW_UP)
    assert editor.get(compare_url(active, other)).status_code == 404
    address = compare_url(active, active).replace(f"/{active.pk}/", "/999/")
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize("right", ACTS)
def test_whoever_sees_versions_may_compare_them(
    active: ChecklistVersion, draft: ChecklistVersion, client_of: ClientOf, right: str
) -> None:
    assert client_of(right).get(compare_url(active, draft)).status_code == 200


def test_nobody_else_may(
    active: ChecklistVersion, draft: ChecklistVersion, client_of: ClientOf, client: Client
) -> None:
    url = compare_url(active, draft)
    assert client_of().get(url).status_code == 403
    clinician = Client()
    clinician.force_login(scenes.make_user("clinician"))
    assert clinician.get(url, follow=True).status_code == 403
    assert client.get(url)["Location"].split("?")[0] == "/admin/login/"


def test_the_pages_of_versions_lead_to_it(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    leads = {
        active: compare_url(active, active),
        draft: compare_url(active, draft),
    }
    for version, address in leads.items():
        url = reverse("admin:content_checklistversion_change", args=[version.pk])
        assert f'href="{address}"' in editor.get(url, follow=True).content.decode()


def test_what_came_into_use_since_a_draft_began_is_compared_with_what_it_began_from(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    newer = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    scenes.put_in_use(newer, now=scenes.THEN + timedelta(days=1))
    for page in ("checklistversion_change", "draft_change", "draft_publish"):
        text = publisher.get(reverse(f"admin:content_{page}", args=[draft.pk])).content.decode()
        assert f'<a href="{compare_url(active, newer)}">See what changed</a>' in text


def test_it_costs_the_same_however_much_changed_and_however_many_versions_there_are(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    compared(editor, active, draft)
    with CaptureQueriesContext(connection) as same:
        compared(editor, active, draft)
    revise(draft)
    for label in ("1.2", "1.3"):
        start_draft(checklist=active.checklist, label=label, actor=None, now=scenes.THEN)
    with CaptureQueriesContext(connection) as changed:
        compared(editor, active, draft)
    assert len(changed) == len(same)

"""An editor walks a draft to its results, as clinicians will, and nothing is stored."""

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Consideration
from checklist.content.published import definition_of
from checklist.preview.addresses import MOST, packed, unpacked
from tests.cases import cases
from tests.content.rows import criterion
from tests.preview.trying import Trying, everything
from tests.walk.pages import read

CASE = next(case for case in cases() if case.key == "after-midnight")
"""A case that raises something urgent and brings questions into view."""


def sections_of(active: ChecklistVersion) -> list[str]:
    return [section.key for section in definition_of(active).sections]


def test_the_draft_leads_to_its_preview(trying: Trying) -> None:
    page = read(trying.browser.get(f"/admin/content/draft/{trying.draft.pk}/change/"))
    (link,) = (each for each in page.all("a") if each.text == "Preview the walk")
    assert link["href"] == trying.start
    first = trying.page(trying.begin())
    assert first.texts("h1") == ["The depression and what has been tried"]


def test_each_page_says_that_it_is_a_preview_and_leads_back_to_the_draft(
    trying: Trying,
) -> None:
    review = trying.answered(CASE.answers)
    section = trying.beside(review, "depression/")
    for url in (section, review, trying.complete(review)):
        banner = trying.page(url).one(role="region", aria_label="Preview")
        assert banner.text.startswith("Preview of the draft ketamine-considerations 1.1.")
        assert banner.values("href") == [
            f"/admin/content/checklistversion/{trying.draft.pk}/change/",
            trying.start,
        ]


@pytest.mark.whole_starter
def test_what_was_changed_in_the_draft_is_what_is_asked_and_brought_up(
    trying: Trying, active: ChecklistVersion
) -> None:
    asked = criterion(trying.draft, "diagnosis")
    asked.question = "Which diagnosis was made, and by whom?"
    asked.save()
    raised = Consideration.objects.get(key="suicide-risk.imminent.1")
    raised.text = "Call the crisis team before anything else."
    raised.save()

    review = trying.answer_all(sections_of(active), CASE.answers)
    legends = trying.page(trying.beside(review, "depression/")).texts("legend")
    assert legends[0] == "1.1 Which diagnosis was made, and by whom?"
    results = trying.page(trying.complete(review))
    said = {
        each["data-consideration"]: each.one(class_="say").text
        for each in results.all("details")
        if "data-consideration" in each.attrs
    }
    assert set(said) == {key for keys in CASE.considerations.values() for key in keys}
    assert said["suicide-risk.imminent.1"] == "Call the crisis team before anything else."
    assert results.values("data-missing") == list(CASE.missing)


def test_not_one_row_of_any_table_changes(trying: Trying, active: ChecklistVersion) -> None:
    before = everything()
    with CaptureQueriesContext(connection) as captured:
        review = trying.answer_all(sections_of(active), CASE.answers)
        results = trying.complete(review, **{"own-view": "Wait."})
        trying.page(results)
        for page in ("results/reasons/", "amend/"):
            sent = {"consideration": "suicide-risk.imminent.1", "reason": "Seen twice."}
            trying.leads(trying.browser.post(trying.beside(results, page), sent))
        for page in ("note.txt", "results.json"):
            assert trying.browser.get(trying.beside(results, page)).status_code == 200
    assert {query["sql"].split()[0] for query in captured} == {"SELECT"}
    assert everything() == before


def test_an_address_holds_the_answers_so_that_links_back_and_reload_work(trying: Trying) -> None:
    first = trying.begin()
    second = trying.answer(first, {"diagnosis": "mdd-mild"})
    review = trying.beside(second, "review/")
    change = next(
        each["href"] for each in trying.page(review).all("a", class_="change") if "1.1" in each.text
    )
    page = trying.page(change.partition("#")[0])
    assert page.one("input", id="diagnosis.mdd-mild").attrs.get("checked") == ""
    assert "checked" not in trying.page(first).one("input", id="diagnosis.mdd-mild").attrs


def test_moving_to_another_section_saves_as_in_a_real_walk(trying: Trying) -> None:
    form = trying.page(trying.begin()).one("form", id="section-form")
    sent = {**form.fields(), "diagnosis": "bipolar", "go": "suicide-risk"}
    elsewhere = trying.leads(trying.browser.post(form["action"], sent))
    assert elsewhere.endswith("/suicide-risk/")
    review = trying.page(trying.beside(elsewhere, "review/"))
    assert any("episode in bipolar disorder" in text for text in review.texts(class_="ans"))


def test_leaving_leads_to_the_draft(trying: Trying) -> None:
    url = trying.begin()
    left = trying.browser.post(url, {"revision": 0, "leave": 1})
    assert trying.leads(left) == f"/admin/content/checklistversion/{trying.draft.pk}/change/"


def test_an_urgent_answer_is_told_of_at_once_as_in_a_real_walk(trying: Trying) -> None:
    url = trying.beside(trying.begin(), "suicide-risk/")
    again = trying.answer(url, {"suicide-risk": "imminent"})
    assert again.endswith("/suicide-risk/?new=urgent#urgent")
    alarm = trying.page(again.partition("#")[0]).one(id="urgent")
    place = f"{trying.beside(again, 'suicide-risk/')}#suicide-risk"
    assert place in alarm.values("href")


def test_what_is_typed_stands_in_no_address(trying: Trying) -> None:
    url = trying.begin()
    plain = trying.browser.post(url, {"revision": 0, "diagnosis": "bipolar"})
    sent = {"revision": 0, "diagnosis": "bipolar", "diagnosis-comment": "As referred."}
    assert trying.leads(trying.browser.post(url, sent)) == trying.leads(plain)


@pytest.mark.whole_starter
def test_the_results_are_read_as_if_it_was_published_now(trying: Trying) -> None:
    results = trying.complete(trying.answered(CASE.answers))
    page = trying.page(results)
    assert any(text.startswith("1.1, published 2") for text in page.texts("dd"))
    note = trying.browser.get(trying.beside(results, "note.txt"))
    assert note["Content-Type"] == "text/plain; charset=utf-8"
    assert page.one("textarea", id="note").typed == note.text
    data = trying.browser.get(trying.beside(results, "results.json")).json()
    assert (data["reference"], data["status"]) == ("PREVIEW", "completed")
    assert data["missing"] == list(CASE.missing)


def test_a_reason_is_not_kept_and_the_page_says_so(trying: Trying) -> None:
    results = trying.beside(trying.begin(), "results/")
    said = trying.browser.post(f"{results}reasons/", {"reason": "No."}, follow=True)
    assert "This is a preview: nothing was kept." in read(said).texts(class_="notice")
    assert trying.leads(trying.browser.get(f"{results}reasons/")) == results


def test_amending_leads_back_to_the_answers(trying: Trying) -> None:
    second = trying.answer(trying.begin(), {"diagnosis": "bipolar"})
    amended = trying.browser.post(trying.beside(second, "amend/"))
    assert trying.leads(amended) == trying.beside(second, "review/")


@pytest.mark.whole_starter
def test_every_answer_of_the_starter_fits_into_an_address(active: ChecklistVersion) -> None:
    definition = definition_of(active)
    choices = {
        key: max((option.key for option in each.options), key=len)
        for key, each in definition.criteria.items()
    }
    assert len(packed(choices)) < MOST / 4
    assert unpacked(packed(choices)) == choices


def test_more_answers_than_an_address_holds_are_refused_in_words() -> None:
    choices = {str(number**9): str(number**7) for number in range(1, 400)}
    with pytest.raises(BadRequest, match="more than an address holds"):
        packed(choices)

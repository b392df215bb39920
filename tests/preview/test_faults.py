"""What a preview meets that cannot be walked: altered addresses, and drafts that changed."""

import pytest
from django.core.signing import Signer
from django.test import Client

from checklist.content.models import ChecklistVersion
from checklist.content.models.recording import let_go
from checklist.preview.addresses import packed, unpacked
from tests import scenes
from tests.content.rows import criterion
from tests.preview.trying import Trying, everything
from tests.walk.pages import read

PAGES = ("", "review/", "results/", "results.json", "note.txt", "depression/")


def test_an_altered_address_is_a_400_page(trying: Trying) -> None:
    answers = packed({"diagnosis": "bipolar"})
    for altered in (answers[:-1], f"x{answers}", answers.replace(":", ""), "0", "%00"):
        for page in PAGES:
            answer = trying.browser.get(f"{trying.start}{altered}/{page}")
            assert answer.status_code == 400
            assert read(answer).texts("h1") == ["This could not be read"]


def test_answers_signed_for_something_else_are_not_taken(trying: Trying) -> None:
    other = Signer(salt="something else").sign_object({"diagnosis": "bipolar"})
    assert trying.browser.get(f"{trying.start}{other}/review/").status_code == 400


def test_an_option_that_there_is_not_is_refused_at_its_question(trying: Trying) -> None:
    answer = trying.browser.post(trying.begin(), {"revision": 0, "diagnosis": "unheard-of"})
    assert answer.status_code == 422
    assert read(answer).one(id="diagnosis-error").text.startswith("Error:")


def test_a_form_without_its_revision_or_for_no_section_is_a_400_page(trying: Trying) -> None:
    url = trying.begin()
    for sent in ({"diagnosis": "bipolar"}, {"revision": 0, "go": "nowhere"}):
        assert trying.browser.post(url, sent).status_code == 400


def test_an_answer_is_dropped_when_its_option_is_gone(trying: Trying) -> None:
    url = trying.answer(trying.begin(), {"diagnosis": "other", "adequate-trials": "one"})
    review = trying.beside(url, "review/")
    assert {"diagnosis", "adequate-trials"}.isdisjoint(trying.page(review).values("data-missing"))
    with let_go():
        criterion(trying.draft, "diagnosis").options.get(key="other").delete()
    missing = trying.page(review).values("data-missing")
    assert "diagnosis" in missing
    assert "adequate-trials" not in missing
    again = trying.answer(trying.beside(url, "depression/"), {})
    assert list(unpacked(again.split("/")[4])) == ["adequate-trials"]


def test_a_section_that_is_gone_leads_to_where_the_walk_goes_on(trying: Trying) -> None:
    url = trying.beside(trying.begin(), "nowhere/")
    for answer in (trying.browser.get(url), trying.browser.post(url, {"revision": 0})):
        assert trying.leads(answer) == trying.beside(url, "depression/")
    told = trying.page(trying.beside(url, "depression/")).texts(class_="notice")
    assert "The draft has no such section any more. Go on here." in told


def test_a_draft_that_is_not_valid_lists_every_reason_and_leads_back(trying: Trying) -> None:
    url = trying.begin()
    asked = criterion(trying.draft, "diagnosis")
    asked.question = asked.short = ""
    asked.save()
    before = everything()
    for each in (trying.start, url, trying.beside(url, "results/")):
        answer = trying.browser.get(each)
        page = read(answer)
        assert (answer.status_code, page.texts("h1")) == (409, ["This draft cannot be walked yet"])
        reasons = page.one("main").texts("li")
        for place in ("question", "short"):
            assert any(f"sections[0].criteria[0].{place}:" in reason for reason in reasons)
        assert f"/admin/content/checklistversion/{trying.draft.pk}/change/" in page.values("href")
    assert trying.browser.post(url, {"revision": 0}).status_code == 409
    assert everything() == before


def test_a_draft_that_was_published_meanwhile_is_previewed_no_more(trying: Trying) -> None:
    url = trying.begin()
    scenes.put_in_use(trying.draft)
    for answer in (trying.browser.get(url), trying.browser.post(url, {"revision": 0})):
        assert trying.leads(answer) == "/admin/content/checklistversion/"


def test_there_is_no_preview_of_what_does_not_exist(trying: Trying) -> None:
    assert trying.browser.get("/admin/preview/999999/").status_code == 404


def test_a_published_version_has_no_preview(editor: Client, active: ChecklistVersion) -> None:
    answer = editor.get(f"/admin/preview/{active.pk}/")
    assert Trying.leads(answer) == "/admin/content/checklistversion/"


@pytest.mark.parametrize("page", [*PAGES, "results/reasons/", "amend/"])
def test_no_browser_keeps_a_page_of_a_preview(trying: Trying, page: str) -> None:
    answer = trying.browser.get(trying.beside(trying.begin(), page))
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"

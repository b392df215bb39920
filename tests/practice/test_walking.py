"""A trainee walks a case on the pages of the walk, and gets feedback when it is submitted."""

from django.test import Client

from checklist.content.published import definition_of
from checklist.practice.models import Attempt, Case
from tests.practice import casting


def test_a_case_is_walked_from_its_page_to_its_feedback(
    cases: dict[str, Case], browser: Client
) -> None:
    edition = cases[casting.FIRST].edition
    assert edition is not None
    answers = edition.says.answers
    where = browser.post(f"/practice/{casting.FIRST}/", {"feedback": "end"})["Location"]
    attempt = Attempt.objects.get()
    for section in definition_of(edition.version).sections:
        assert where == f"/practice/attempts/{attempt.code}/{section.key}/"
        asked = {each.key: answers[each.key] for each in section.criteria if each.key in answers}
        revision = Attempt.objects.get().revision
        where = browser.post(where, {**asked, "revision": revision})["Location"]
    assert where == f"/practice/attempts/{attempt.code}/review/"
    revision = Attempt.objects.get().revision
    page = browser.post(where, {"revision": revision}, follow=True)
    assert page.redirect_chain == [(f"/practice/attempts/{attempt.code}/feedback/", 302)]
    assert "23 answers agree." in page.content.decode()


def test_feedback_after_a_section_closes_its_answers(
    cases: dict[str, Case], browser: Client
) -> None:
    where = browser.post(f"/practice/{casting.FIRST}/", {"feedback": "section"})["Location"]
    page = browser.post(where, {"revision": 0, "diagnosis": "bipolar"}, follow=True)
    assert page.redirect_chain == [(f"{where}feedback/", 302)]
    assert "Severe unipolar episode" in page.content.decode()
    again = browser.post(where, {"revision": 2, "diagnosis": "mdd-moderate-severe"})
    assert again.status_code == 409
    assert Attempt.objects.get().choices == {"diagnosis": "bipolar"}

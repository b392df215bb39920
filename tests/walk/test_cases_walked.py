"""Each practice case, walked over HTTP from its first section to the results it expects."""

import pytest
from django.test import Client

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.walk.models import Assessment
from tests.cases import Case, cases
from tests.walk.pages import at, reached, read

KINDS = ["urgent", "resolve", "caution", "support", "note"]


def walk(browser: Client, version: ChecklistVersion, case: Case) -> Assessment:
    """Answer, section after section, what each page asks, as the case does; then complete."""
    assert reached(browser.post("/assessments/", {"checklist": case.checklist}))[0] == 302
    walked = Assessment.objects.get()
    for section in definition_of(version).sections:
        url = at(walked, f"{section.key}/")
        answer_page(browser, url, case)
        # What the answers brought into view is answered when the page has come again for it.
        answer_page(browser, url, case)
    page = read(browser.get(at(walked, "review/")))
    form = page.one("form", action=at(walked, "review/"))
    assert reached(browser.post(form["action"], form.fields())) == (302, at(walked, "results/"))
    return walked


def answer_page(browser: Client, url: str, case: Case) -> None:
    """Choose the case's answer to every question on the page, and save."""
    form = read(browser.get(url)).one("form", id="section-form")
    asked = {each["name"] for each in form.all("input", type="radio")}
    chosen = {key: option for key, option in case.answers.items() if key in asked}
    assert browser.post(url, {**form.fields(), **chosen}).status_code == 302


@pytest.fixture(params=cases(), ids=lambda case: case.key)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case in turn."""
    given: Case = request.param
    return given


def test_a_case_ends_in_just_the_results_it_expects(
    client: Client, version: ChecklistVersion, case: Case
) -> None:
    walked = walk(client, version, case)
    data = client.get(at(walked, "results.json")).json()
    assert {
        kind: tuple(each["key"] for each in data["considerations"] if each["kind"] == kind)
        for kind in KINDS
    } == case.considerations
    assert [each["kind"] for each in data["considerations"]] == [
        kind for kind in KINDS for _ in case.considerations[kind]
    ]
    assert tuple(data["missing"]) == case.missing
    assert tuple(data["not_asked"]) == case.out_of_view
    assert data["checklist"]["version"] == case.version
    walked.refresh_from_db()
    assert walked.choices == case.answers


def test_its_results_page_and_note_show_the_same(
    guest: Client, version: ChecklistVersion, case: Case
) -> None:
    walked = walk(guest, version, case)
    page = read(guest.get(at(walked, "results/")))
    lines = [each for each in page.all("details") if "data-consideration" in each.attrs]
    assert [(each["data-kind"], each["data-consideration"]) for each in lines] == [
        (kind, key) for kind in KINDS for key in case.considerations[kind]
    ]
    assert page.values("data-missing") == list(case.missing)
    note = " ".join(guest.get(at(walked, "note.txt")).text.split())
    assert [
        each.one(class_="say").text for each in lines if each.one(class_="say").text not in note
    ] == []

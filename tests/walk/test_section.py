"""Saving a section: what is kept, what is taken back, and where the walk goes on."""

import pytest
from django.test import Client

from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import at, reached, read

BIPOLAR = {"diagnosis": "bipolar"}


def test_a_section_saves_with_gaps_and_the_next_one_follows(
    client: Client, assessment: Assessment
) -> None:
    answer = client.post(at(assessment, "depression/"), {"revision": "0", "diagnosis": "bipolar"})
    assert reached(answer) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"option": "bipolar"}}
    assert assessment.revision == 1


def test_a_section_without_any_answer_goes_on_and_stores_nothing(
    client: Client, assessment: Assessment
) -> None:
    answer = client.post(at(assessment, "depression/"), {"revision": "0"})
    assert reached(answer) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert (assessment.answers, assessment.revision) == ({}, 0)
    assert [event.kind for event in Event.objects.all()] == ["started"]


@pytest.mark.parametrize(
    ("section", "buttons", "leads_to"),
    [
        ("depression", {"next": "1"}, "{walk}suicide-risk/"),
        ("depression", {"next": "", "unknown-button": "1"}, "{walk}suicide-risk/"),
        ("course-and-follow-up", {}, "{walk}review/"),
        ("course-and-follow-up", {"next": "1"}, "{walk}review/"),
        ("depression", {"leave": "1"}, "/assessments/"),
        ("depression", {"leave": ""}, "/assessments/"),
        ("depression", {"go": "course-and-follow-up"}, "{walk}course-and-follow-up/"),
        ("course-and-follow-up", {"go": "depression"}, "{walk}depression/"),
        ("depression", {"go": "depression"}, "{walk}depression/"),
        ("depression", {"go": "review"}, "{walk}review/"),
    ],
)
def test_every_way_out_of_a_section_saves_and_leads_where_it_says(
    client: Client,
    assessment: Assessment,
    section: str,
    buttons: dict[str, str],
    leads_to: str,
) -> None:
    criterion, option = {
        "depression": ("diagnosis", "bipolar"),
        "course-and-follow-up": ("follow-up", "partial"),
    }[section]
    answer = client.post(
        at(assessment, f"{section}/"), {"revision": "0", criterion: option, **buttons}
    )
    assert reached(answer) == (302, leads_to.format(walk=at(assessment, "")))
    assessment.refresh_from_db()
    assert assessment.answers == {criterion: {"option": option}}


def test_a_field_that_is_absent_leaves_what_is_stored(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, BIPOLAR, {"diagnosis": "Second opinion asked."})
    client.post(at(assessment, "depression/"), {"revision": "1", "adequate-trials": "two-or-more"})
    assessment.refresh_from_db()
    assert assessment.answers == {
        "diagnosis": {"option": "bipolar", "comment": "Second opinion asked."},
        "adequate-trials": {"option": "two-or-more"},
    }


@pytest.mark.parametrize(
    ("sent", "left"),
    [
        ({"diagnosis": ""}, {"diagnosis": {"comment": "Asked."}}),
        ({"diagnosis-comment": ""}, {"diagnosis": {"option": "bipolar"}}),
        ({"diagnosis-comment": " \r\n\t"}, {"diagnosis": {"option": "bipolar"}}),
        ({"diagnosis": "", "diagnosis-comment": ""}, {}),
        ({"diagnosis": "other"}, {"diagnosis": {"option": "other", "comment": "Asked."}}),
    ],
)
def test_an_empty_field_takes_back_the_answer_or_the_comment_alone(
    client: Client, assessment: Assessment, sent: dict[str, str], left: object
) -> None:
    scenes.answer(assessment, BIPOLAR, {"diagnosis": "Asked."})
    client.post(at(assessment, "depression/"), {"revision": "1", **sent})
    assessment.refresh_from_db()
    assert (assessment.answers, assessment.revision) == (left, 2)


def test_a_comment_is_kept_without_outer_space_and_with_single_line_breaks(
    client: Client, assessment: Assessment
) -> None:
    comment = "  Seen twice;\r\nletter  asked.\r\r\n\n"
    client.post(at(assessment, "depression/"), {"revision": "0", "diagnosis-comment": comment})
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"comment": "Seen twice;\nletter  asked."}}


def test_a_comment_of_500_characters_is_kept_whole(client: Client, assessment: Assessment) -> None:
    # A browser sends each line break as two characters.
    sent = "é" * 249 + "\r\n" + "😀" * 250
    client.post(at(assessment, "depression/"), {"revision": "0", "diagnosis-comment": sent})
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"comment": "é" * 249 + "\n" + "😀" * 250}}


def test_not_known_yet_is_an_answer_and_is_listed_as_missing(
    client: Client, assessment: Assessment
) -> None:
    client.post(at(assessment, "depression/"), {"revision": "0", "diagnosis": "unknown"})
    assessment.refresh_from_db()
    assert assessment.answers == {"diagnosis": {"option": "unknown"}}
    page = read(client.get(at(assessment, "review/")))
    gap = page.one(data_missing="diagnosis")
    assert gap.texts("p") == ["1.1 Diagnosis", "Not known yet"]


def test_an_answer_that_comes_with_the_one_that_brings_it_into_view_is_kept(
    client: Client, assessment: Assessment
) -> None:
    sent = {"revision": "0", "suicide-risk": "elevated", "safety-plan": "partial"}
    answer = client.post(at(assessment, "suicide-risk/"), sent)
    assert reached(answer) == (302, at(assessment, "mental-health/"))
    assessment.refresh_from_db()
    assert assessment.choices == {"suicide-risk": "elevated", "safety-plan": "partial"}


def test_an_answer_out_of_view_is_kept_unseen_and_a_change_of_mind_brings_it_back(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"suicide-risk": "elevated", "safety-plan": "partial"})
    url = at(assessment, "suicide-risk/")
    client.post(url, {"revision": "1", "suicide-risk": "low"})
    assert [each["id"] for each in read(client.get(url)).all(class_="crit-at")] == ["suicide-risk"]
    client.post(url, {"revision": "2", "suicide-risk": "elevated"})
    assert read(client.get(url)).one(id="section-form").fields() == {
        "revision": ["3"],
        "suicide-risk": ["elevated"],
        "suicide-risk-comment": [""],
        "safety-plan": ["partial"],
        "safety-plan-comment": [""],
    }


def test_the_page_holds_what_is_stored_so_that_sending_it_as_it_stands_changes_nothing(
    client: Client, assessment: Assessment
) -> None:
    comment = 'First line,\n  & "second" <b>line</b>'
    scenes.answer(assessment, BIPOLAR, {"diagnosis": comment})
    url = at(assessment, "depression/")
    sent = read(client.get(url)).one(id="section-form").fields()
    assert sent == {
        "revision": ["1"],
        "diagnosis": ["bipolar"],
        "diagnosis-comment": [comment],
        "adequate-trials-comment": [""],
        "alternatives-comment": [""],
    }
    client.post(url, {name: value.replace("\n", "\r\n") for name, (value,) in sent.items()})
    assessment.refresh_from_db()
    assert (assessment.answers, assessment.revision) == (
        {"diagnosis": {"option": "bipolar", "comment": comment}},
        1,
    )


def test_a_reference_is_accepted_in_any_case(client: Client, assessment: Assessment) -> None:
    url = at(assessment, "depression/").lower()
    assert client.get(url).status_code == 200
    answer = client.post(url, {"revision": "0", **BIPOLAR})
    assert reached(answer) == (302, at(assessment, "suicide-risk/"))
    assessment.refresh_from_db()
    assert assessment.choices == BIPOLAR


def test_what_belongs_to_another_section_is_not_saved_here(
    client: Client, assessment: Assessment
) -> None:
    client.post(at(assessment, "depression/"), {"revision": "0", "route": "home-use", **BIPOLAR})
    assessment.refresh_from_db()
    assert assessment.choices == BIPOLAR


def test_a_completed_assessment_shows_its_results_instead(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(assessment)
    answer = client.get(at(assessment, "depression/"))
    assert reached(answer) == (302, at(assessment, "results/"))

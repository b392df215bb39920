"""What the page of a section shows: questions, help and sources in place, and the way so far."""

from django.test import Client

from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import at, read


def test_a_question_comes_with_its_answers_help_and_sources(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get(at(assessment, "physical-health/")))
    place = page.one(id="blood-pressure")
    assert place.texts("legend") == ["4.2 What is the resting blood pressure before treatment?"]
    assert [each["value"] for each in place.all("input")] == [
        "at-or-below-guide",
        "above-guide",
        "raised-with-symptoms",
        "unknown",
        "",
    ]
    assert [label.text for label in place.one(class_="opts").all("label")] == [
        "140/90 mmHg or below",
        "Above 140/90 mmHg, without symptoms",
        "Raised, with chest pain, breathlessness, severe headache or neurological signs",
        "Not known yet",
        "No answer takes the answer back",
    ]
    assert place.one(id="blood-pressure-help").text == (
        "Measure seated and at rest, more than once. The US esketamine label takes above 140/90 "
        "mmHg as a guide for weighing a delay, not as a fixed limit. Measure again on every "
        "treatment day."
    )
    assert place.texts(class_="differ") == ["The article, and other sources beside it:"]
    assert place.texts("li") == [
        (
            "Label SPRAVATO (esketamine) nasal spray CIII, US Prescribing Information Janssen "
            "Pharmaceuticals (Johnson & Johnson), 2025. Place: Increases in Blood Pressure"
        ),
        (
            "Article Understanding How Ketamine Works for Major Depression: Mechanisms and Effects "
            "Doctors Cafe forum (posted by SuhailaGaber), 2024. Place: §5"
        ),
    ]


def test_every_name_that_a_page_refers_to_is_in_the_page(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"suicide-risk": "imminent"}, {"safety-plan": "Asked."})
    page = read(client.get(at(assessment, "suicide-risk/")))
    named = [
        *page.values("for"),
        *" ".join(page.values("aria-describedby")).split(),
        *page.values("aria-labelledby"),
        *page.values("form"),
        *page.values("popovertarget"),
    ]
    ids = page.values("id")
    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))


def test_questions_are_grouped_as_radio_buttons_with_a_legend(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get(at(assessment, "depression/")))
    groups = page.all("fieldset")
    assert [len(group.all("legend")) for group in groups] == [1, 1, 1]
    assert [{each["name"] for each in group.all("input", type="radio")} for group in groups] == [
        {"diagnosis"},
        {"adequate-trials"},
        {"alternatives"},
    ]


def test_only_questions_in_view_are_asked_and_a_later_one_says_why_it_is(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "depression/")
    asked = [each["id"] for each in read(client.get(url)).all(class_="crit-at")]
    assert asked == ["diagnosis", "adequate-trials", "alternatives"]
    scenes.answer(assessment, {"adequate-trials": "one"})
    page = read(client.get(url))
    assert [each["id"] for each in page.all(class_="crit-at")] == [
        "diagnosis",
        "adequate-trials",
        "trial-limits",
        "alternatives",
    ]
    assert page.texts(class_="because") == ["Asked because 1.2 Adequate trials is “One”."]


def test_an_answer_can_be_taken_back_also_before_it_is_saved(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "course-and-follow-up/")
    for stored in ({}, {"combination": "neither"}):
        scenes.answer(assessment, stored)
        page = read(client.get(url))
        back = page.all("input", value="")
        assert [each["id"] for each in back] == ["combination.", "follow-up."]
        assert not any("checked" in each.attrs for each in back)
        assert page.texts("label", **{"for": "combination."}) == ["No answer takes the answer back"]


def test_a_comment_is_open_where_there_is_one_and_says_how_long_it_may_be(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {}, {"combination": "Therapy from May."})
    page = read(client.get(at(assessment, "course-and-follow-up/")))
    boxes = {each.one("summary").text: "open" in each.attrs for each in page.all("details")}
    assert boxes == {
        "Help and sources for 7.1": False,
        "Comment on 7.1": True,
        "Help and sources for 7.2": False,
        "Add a comment on 7.2": False,
    }
    assert page.texts(class_="count") == ["17 of 500 characters", "0 of 500 characters"]


def test_a_comment_is_shown_as_text_whatever_it_holds(
    client: Client, assessment: Assessment
) -> None:
    comment = "</textarea><script>alert(1)</script> & “more”"
    scenes.answer(assessment, {}, {"combination": comment})
    page = read(client.get(at(assessment, "course-and-follow-up/")))
    assert page.one(id="combination-comment").typed == comment
    assert [each.text for each in page.all("script")] == ["", "", ""]


def test_pages_on_which_people_type_say_that_nobody_asks_who_the_patient_is(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get(at(assessment, "suicide-risk/")))
    assert page.one(id="suicide-risk-comment-hint").text == (
        "No names, dates of birth or record numbers."
    )
    assert page.one(class_="go").one(class_="hint").text == (
        "Next: Mental health history. Gaps are fine: what you leave is listed as missing. You can "
        "come back to any section. No question asks who the patient is."
    )


def test_buttons_lead_on_away_and_back(client: Client, assessment: Assessment) -> None:
    def buttons(section: str) -> list[tuple[str, str, str]]:
        page = read(client.get(at(assessment, section)))
        return [
            (each.attrs.get("name", ""), each.attrs.get("value", ""), each.text)
            for each in page.one(class_="go").all("button")
        ]

    assert buttons("depression/") == [
        ("", "", "Save and continue"),
        ("leave", "1", "Save and leave"),
    ]
    assert buttons("suicide-risk/") == [
        ("", "", "Save and continue"),
        ("leave", "1", "Save and leave"),
        ("go", "depression", "Back to section 1"),
    ]
    assert buttons("course-and-follow-up/") == [
        ("", "", "Save and review"),
        ("leave", "1", "Save and leave"),
        ("go", "choice-and-access", "Back to section 6"),
    ]


def test_enter_in_a_form_presses_a_button_that_saves_and_goes_on(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get(at(assessment, "suicide-risk/")))
    form = page.one(id="section-form")
    inside = set(form.all("button"))
    first, *_ = [
        each
        for each in page.all("button", type="submit")
        if each in inside or each.attrs.get("form") == "section-form"
    ]
    assert (first.text, first.attrs.get("name")) == ("Save and continue", None)


def test_the_steps_show_how_far_each_section_has_come_and_moving_to_one_saves(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(
        assessment,
        {
            "diagnosis": "bipolar",
            "adequate-trials": "one",
            "alternatives": "unknown",
            "blood-pressure": "raised-with-symptoms",
            "consent": "documented",
            "access": "unknown",
            "combination": "neither",
            "follow-up": "none",
        },
    )
    page = read(client.get(at(assessment, "mental-health/")))
    steps = page.one(class_="steps").all("button")
    assert [
        (each["form"], each["name"], each["value"], each.one("small").text) for each in steps
    ] == [
        ("section-form", "go", "depression", "1 unanswered, 1 not known yet"),
        ("section-form", "go", "suicide-risk", "Not started"),
        ("section-form", "go", "mental-health", "Not started"),
        ("section-form", "go", "physical-health", "Urgent consideration raised"),
        ("section-form", "go", "route-and-setting", "Not started"),
        ("section-form", "go", "choice-and-access", "1 not known yet"),
        ("section-form", "go", "course-and-follow-up", "Complete"),
    ]
    assert [each["value"] for each in steps if "aria-current" in each.attrs] == ["mental-health"]
    assert steps[2].one("span").text == "3. Mental health history"


def test_the_page_says_which_section_of_which_assessment_it_is(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get(at(assessment, "suicide-risk/")))
    assert page.one("title").text == (
        f"Suicide risk now, section 2 of 7, {assessment.code} - Considered"
    )
    assert page.texts("h1") == ["Suicide risk now"]
    assert page.texts(class_="eyebrow") == ["Section 2 of 7"]
    assert page.texts(class_="lede") == [
        "Risk at this moment comes before everything else on these pages."
    ]
    assert page.one(class_="side-head").text == (
        "Ketamine and esketamine for major depression: considerations before treatment, "
        f"version 1.0 Reference {assessment.code}"
    )
    assert page.texts(class_="saved") == ["Nothing answered yet"]
    scenes.answer(assessment, {"diagnosis": "other"})
    page = read(client.get(at(assessment, "suicide-risk/")))
    assert page.texts(class_="saved") == ["Last saved 9 March 2026, 15:04 UTC"]

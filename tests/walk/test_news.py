"""What a save newly brings up: the page comes again for it, once; what is urgent then stays."""

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import Element, at, reached, read

IMMINENT = {"suicide-risk": "imminent", "safety-plan": "in-place"}
ACT_NOW = (
    "Act now, outside this checklist: emergency psychiatric assessment by the local pathway, "
    "someone staying with the person, and means of harm out of reach."
)


def notices(page: Element) -> list[str]:
    """What the urgent notice of a page says, consideration by consideration."""
    return page.texts(class_="alarm-say")


@pytest.mark.parametrize("button", [{}, {"leave": "1"}, {"go": "review"}, {"go": "depression"}])
def test_what_is_newly_urgent_brings_its_page_back_once_whichever_button_was_pressed(
    client: Client, assessment: Assessment, button: dict[str, str]
) -> None:
    url = at(assessment, "suicide-risk/")
    answer = client.post(url, {"revision": "0", **IMMINENT, **button})
    assert reached(answer) == (302, f"{url}?new=urgent#urgent")
    again = client.post(url, {"revision": "1", **IMMINENT})
    assert reached(again) == (302, at(assessment, "mental-health/"))


def test_the_notice_stands_before_the_first_question_and_points_to_the_local_route(
    client: Client, assessment: Assessment, settings: Settings
) -> None:
    settings.URGENT_HELP = "Ring 4444 & ask for <duty>."
    scenes.answer(assessment, IMMINENT)
    page = read(client.get(f"{at(assessment, 'suicide-risk/')}?new=urgent"))
    order = [each["id"] for each in page if each.attrs.get("id") in {"urgent", "suicide-risk"}]
    assert order == ["urgent", "suicide-risk"]
    notice = page.one(id="urgent")
    assert (notice["tabindex"], notice["role"]) == ("-1", "alert")
    assert notice.texts("p") == [
        ACT_NOW,
        (
            "Raised by 2.1 Suicide risk: “Imminent: intent, plan or recent attempt, or safety "
            "cannot be kept”"
        ),
        "Local emergency route: Ring 4444 & ask for <duty>.",
        (
            "What you entered is saved and can wait. This notice stays on every page of this "
            "assessment until the answer changes."
        ),
    ]
    assert notice.one("a")["href"] == f"{at(assessment, 'suicide-risk/')}#suicide-risk"
    assert page.one(id="suicide-risk").texts(class_="raised") == [
        "This answer raises an urgent consideration. See what to do"
    ]


def test_an_urgent_consideration_is_marked_as_one_wherever_it_is_shown(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, IMMINENT)
    for page in ("suicide-risk/", "depression/", "review/"):
        marked = read(client.get(at(assessment, page))).one(data_kind="urgent")
        assert marked["data-consideration"] == "suicide-risk.imminent.1"
        assert marked.texts(class_="alarm-say") == [ACT_NOW]


def test_it_stays_on_every_page_of_the_assessment_until_the_answer_changes(
    client: Client, assessment: Assessment
) -> None:
    saved = scenes.answer(assessment, IMMINENT)
    pages = ("suicide-risk/", "depression/", "course-and-follow-up/", "review/")
    for page in pages:
        shown = read(client.get(at(assessment, page)))
        assert notices(shown) == [ACT_NOW]
        assert "role" not in shown.one(id="urgent").attrs
        assert shown.one(class_="bar").one("a")["href"] == "#urgent"
    scenes.answer(saved, {"suicide-risk": "elevated"})
    for page in pages:
        shown = read(client.get(at(assessment, page)))
        assert (notices(shown), shown.one(class_="bar").all("a")) == ([], [])


def test_it_leads_the_results(client: Client, assessment: Assessment) -> None:
    scenes.complete(scenes.answer(assessment, IMMINENT))
    page = read(client.get(at(assessment, "results/")))
    first, *_ = page.all("section")
    assert first.texts("h2") == ["Urgent"]
    assert first.texts(class_="say") == [ACT_NOW]
    assert first.texts(class_="notice") == [
        (
            "Local emergency route: Example only, not a real route: “Call the on-call psychiatrist "
            "on extension 1234; outside the hospital call 112.” Each site sets its own "
            "(URGENT_HELP)."
        )
    ]


def test_each_further_urgent_consideration_brings_the_page_back_and_all_are_shown(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "suicide-risk/")
    scenes.answer(assessment, IMMINENT)
    answer = client.post(url, {"revision": "1", "safety-plan": "absent"})
    assert reached(answer) == (302, f"{url}?new=urgent#urgent")
    page = read(client.get(url))
    assert [each["data-consideration"] for each in page.all(data_kind="urgent")] == [
        "suicide-risk.imminent.1",
        "rule-imminent-no-plan",
    ]
    bp = {"revision": "2", "blood-pressure": "raised-with-symptoms"}
    answer = client.post(at(assessment, "physical-health/"), bp)
    assert reached(answer) == (302, f"{at(assessment, 'physical-health/')}?new=urgent#urgent")


def test_an_urgent_consideration_that_went_and_came_is_new_again(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "suicide-risk/")
    saved = scenes.answer(assessment, IMMINENT)
    scenes.answer(saved, {"suicide-risk": "low"})
    answer = client.post(url, {"revision": "2", "suicide-risk": "imminent"})
    assert reached(answer) == (302, f"{url}?new=urgent#urgent")


@pytest.mark.parametrize("button", [{}, {"leave": "1"}, {"go": "review"}])
def test_a_question_brought_into_view_brings_the_page_back_once(
    client: Client, assessment: Assessment, button: dict[str, str]
) -> None:
    url = at(assessment, "suicide-risk/")
    answer = client.post(url, {"revision": "0", "suicide-risk": "elevated", **button})
    assert reached(answer) == (302, f"{url}?new=safety-plan#safety-plan")
    page = read(client.get(f"{url}?new=safety-plan"))
    assert page.texts(role="status") == [
        "Saved. Your answer brought another question into view: 2.2 Safety plan."
    ]
    assert page.one(id="safety-plan")["tabindex"] == "-1"
    again = client.post(url, {"revision": "1", "suicide-risk": "elevated"})
    assert reached(again) == (302, at(assessment, "mental-health/"))


def test_the_first_of_several_new_questions_is_looked_at(
    client: Client, assessment: Assessment
) -> None:
    answer = client.post(
        at(assessment, "depression/"), {"revision": "0", "adequate-trials": "none"}
    )
    assert reached(answer) == (
        302,
        f"{at(assessment, 'depression/')}?new=trial-limits#trial-limits",
    )


def test_what_is_urgent_is_looked_at_before_a_new_question(
    client: Client, assessment: Assessment
) -> None:
    url = at(assessment, "suicide-risk/")
    answer = client.post(url, {"revision": "0", "suicide-risk": "imminent"})
    assert reached(answer) == (302, f"{url}?new=urgent#urgent")


def test_a_question_in_view_again_with_the_answer_that_was_kept_holds_nobody_up(
    client: Client, assessment: Assessment
) -> None:
    saved = scenes.answer(assessment, {"suicide-risk": "elevated", "safety-plan": "partial"})
    scenes.answer(saved, {"suicide-risk": "low"})
    sent = {"revision": "2", "suicide-risk": "elevated"}
    answer = client.post(at(assessment, "suicide-risk/"), sent)
    assert reached(answer) == (302, at(assessment, "mental-health/"))


def test_a_question_brought_into_view_on_a_later_page_holds_nobody_up(
    client: Client, small: Assessment
) -> None:
    answer = client.post(at(small, "mood/"), {"revision": "0", "depth": "mild"})
    assert reached(answer) == (302, at(small, "plan/"))


@pytest.mark.parametrize("new", ["safety-plan", "diagnosis", "suicide-risk", "nothing", "<b>"])
def test_an_address_alone_makes_no_page_claim_that_something_is_new(
    client: Client, assessment: Assessment, new: str
) -> None:
    page = read(client.get(at(assessment, "suicide-risk/"), {"new": new}))
    assert page.all(role="status") == []

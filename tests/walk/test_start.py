"""Starting an assessment: on which checklist and version, and what is refused."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions import start_draft
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import at, reached, read

START = {"checklist": scenes.MAIN}


def test_starting_leads_to_the_first_section_of_an_empty_assessment(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    before = timezone.now()
    answer = client.post("/assessments/", START)
    (started,) = Assessment.objects.all()
    assert reached(answer) == (302, at(started, "depression/"))
    assert (started.version, started.owner, started.guest_token) == (version, clinician, "")
    assert (started.status, started.revision, started.answers) == ("in-progress", 0, {})
    assert before <= started.started_at == started.saved_at <= timezone.now()
    assert [(event.kind, event.actor, event.revision) for event in started.events.all()] == [
        ("started", clinician, 0)
    ]
    assert client.get(answer["Location"]).status_code == 200


def test_its_reference_is_short_and_holds_no_character_that_looks_like_another(
    client: Client, version: ChecklistVersion
) -> None:
    for _ in range(20):
        client.post("/assessments/", START)
    codes = list(Assessment.objects.values_list("code", flat=True))
    assert len(set(codes)) == 20
    shape = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")
    assert [code for code in codes if not shape.fullmatch(code)] == []


@pytest.mark.parametrize("place", ["/", "/assessments/"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_button_offers_each_checklist_that_can_be_started_and_no_other(
    client: Client, guest: Client, version: ChecklistVersion, place: str, signed_in: bool
) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    browser = client if signed_in else guest
    main = read(browser.get(place)).one("main")
    forms = main.all("form", action="/assessments/", method="post")
    assert [form.fields() for form in forms] == [{"checklist": [scenes.MAIN]}]
    assert forms[0].texts("button") == ["Start an assessment" if signed_in else "Try it as a guest"]
    assert browser.post("/assessments/", forms[0].fields()).status_code == 302


def test_it_starts_on_the_version_in_use(client: Client, version: ChecklistVersion) -> None:
    draft = start_draft(checklist=version.checklist, label="1.1", actor=None, now=scenes.THEN)
    client.post("/assessments/", START)
    scenes.put_in_use(draft)
    client.post("/assessments/", START)
    labels = Assessment.objects.order_by("pk").values_list("version__label", flat=True)
    assert list(labels) == ["1.0", "1.1"]


def test_a_checklist_without_a_version_in_use_cannot_be_started(client: Client) -> None:
    answer = client.post("/assessments/", START)
    assert (answer.status_code, Assessment.objects.count()) == (404, 0)


def test_the_follow_up_checklist_cannot_be_started_on_its_own(
    client: Client, version: ChecklistVersion
) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    answer = client.post("/assessments/", {"checklist": scenes.FOLLOW_UP})
    assert (answer.status_code, Assessment.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "nothing",
        "Ketamine-Considerations",
        "ketamine-considerations ",
        "ketamine-considerations\0",
        "\0",
        "%",
        "é\u202e\U0001f9e0",
        "x" * 100_000,
    ],
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_checklist_that_is_none_is_a_404_page(
    client: Client, guest: Client, version: ChecklistVersion, slug: str, signed_in: bool
) -> None:
    answer = (client if signed_in else guest).post("/assessments/", {"checklist": slug})
    assert answer.status_code == 404
    assert read(answer).texts("h1") == ["There is no page here for you"]
    assert Assessment.objects.count() == Event.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{}, {"slug": scenes.MAIN}, {"checklist": [scenes.MAIN, scenes.MAIN]}]
)
def test_no_checklist_or_more_than_one_is_a_400_page(
    client: Client, version: ChecklistVersion, sent: dict[str, str | list[str]]
) -> None:
    answer = client.post("/assessments/", sent)
    assert answer.status_code == 400
    assert read(answer).texts(class_="lede")[0] == "Choose the checklist to start."
    assert Assessment.objects.count() == 0


def test_a_visitor_who_is_refused_becomes_no_guest(
    guest: Client, version: ChecklistVersion
) -> None:
    guest.post("/assessments/", {"checklist": "nothing"})
    guest.post("/assessments/", {})
    assert "sessionid" not in guest.cookies


def test_a_walk_of_one_checklist_is_asked_no_question_of_another(
    client: Client, small: Assessment, version: ChecklistVersion
) -> None:
    assert client.get(at(small, "depression/")).status_code == 404
    sent = {"revision": "0", "diagnosis": "bipolar"}
    assert client.post(at(small, "depression/"), sent).status_code == 404

"""An assessment in progress when a newer version comes into use: it stays, and can carry over."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions import import_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.engine.codec import parse
from checklist.walk import actions
from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.engine.small import SMALL, changed
from tests.strategies import Data
from tests.walk.pages import Element, at, reached, read

SLEEP = {
    "kind": "choice",
    "key": "sleep",
    "short": "Sleep",
    "question": "How is the sleep?",
    "help": "Of late.",
    "options": [{"key": "good", "label": "Good"}],
}
_DEPTH, LENGTH = SMALL["sections"][0]["criteria"]
NEWER = changed(
    {
        "sections[0].criteria[0].question": "How deep is it today?",
        "sections[0].criteria[0].options[0].label": "Very deep",
        "sections[0].criteria[1].options": LENGTH["options"][1:],
        "sections[1].criteria": [SLEEP],
        "then_and_now": [],
        "rules[1].when.conditions": [{"criterion": "depth", "options": ["deep"]}],
    }
)
"""One question and answer reworded, an option gone, a question gone, and a new one."""

ANSWERS = {"depth": "deep", "length": "weeks", "help": "no"}
COMMENTS = {"depth": "As told.", "length": "Since May.", "help": "Her sister <3."}
CARRIED = {
    "depth": {"option": "deep", "comment": "As told."},
    "length": {"comment": "Since May."},
}
OFFER = (
    "Version 3.0 of this checklist is in use now; this assessment stays on version 2.1. "
    "See which answers carry over"
)


def bring_into_use(label: str = "3.0", data: Data = NEWER) -> ChecklistVersion:
    """A newer version of the small checklist."""
    draft = import_draft(
        envelope=Envelope("small", label, parse(data)),
        into="small",
        is_new=False,
        label=label,
        actor=None,
        now=scenes.THEN,
    )
    return scenes.put_in_use(draft)


@pytest.fixture
def walk(small: Assessment) -> Assessment:
    """The small assessment, answered."""
    return scenes.answer(small, ANSWERS, COMMENTS)


@pytest.fixture
def newer(walk: Assessment) -> ChecklistVersion:
    """The version that came into use since."""
    return bring_into_use()


def notices(client: Client, walk: Assessment, page: str) -> list[str]:
    """What a page of the walk has to tell."""
    found = read(client.get(at(walk, page)))
    return [each.text for each in found.all("p", class_="notice") if "role" not in each.attrs]


def items(page: Element, heading: str) -> list[str]:
    """The lines of a list on the page."""
    return [each.text for each in page.one(aria_labelledby=heading).all("li")]


def carry(client: Client, walk: Assessment, **sent: Any) -> Any:
    fields = {"revision": str(walk.revision), "version": "3.0", **sent}
    return client.post(at(walk, "carry-over/"), fields)


@pytest.mark.parametrize("page", ["mood/", "plan/", "review/"])
def test_every_page_says_that_a_newer_version_is_in_use(
    client: Client, walk: Assessment, page: str
) -> None:
    assert notices(client, walk, page) == []
    bring_into_use()
    assert notices(client, walk, page) == [OFFER]
    assert at(walk, "carry-over/") in read(client.get(at(walk, page))).values("href")


def test_what_another_checklist_has_in_use_is_no_newer_version(
    client: Client, walk: Assessment
) -> None:
    scenes.load_starter()
    assert notices(client, walk, "review/") == []


def test_an_assessment_on_the_version_in_use_is_told_nothing(
    client: Client, clinician: User, newer: ChecklistVersion
) -> None:
    assert notices(client, scenes.start(newer, clinician), "mood/") == []


def test_what_is_completed_is_told_nothing(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    done = scenes.complete(walk)
    assert "carry-over" not in client.get(at(done, "results/")).text
    assert reached(client.get(at(done, "carry-over/"))) == (302, at(done, "results/"))


def test_the_page_shows_what_carries_and_what_does_not(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    page = read(client.get(at(walk, "carry-over/")))
    words = (
        "Question before How deep is it? Question now How deep is it today? "
        "Answer before Deep Answer now Very deep"
    )
    assert items(page, "reworded-h") == [f"1.1 Depth Very deep As told. {words}"]
    gone = "The question no longer offers this answer. The comment carries over without it."
    assert items(page, "left-h") == [
        f"1.2 Length Weeks Since May. {gone}",
        "2.1 Help No Her sister <3. The question is not asked any more.",
    ]
    assert items(page, "new-h") == ["2.1 How is the sleep?"]
    assert items(page, "same-h") == []
    assert page.one(action=at(walk, "carry-over/")).fields() == {
        "revision": ["1"],
        "version": ["3.0"],
    }
    assert Assessment.objects.count() == 1


def test_answers_under_the_same_words_carry_over_as_they_are(
    client: Client, walk: Assessment
) -> None:
    bring_into_use("3.0", SMALL)
    page = read(client.get(at(walk, "carry-over/")))
    assert items(page, "same-h") == [
        "1.1 Depth Deep As told.",
        "1.2 Length Weeks Since May.",
        "2.1 Help No Her sister <3.",
    ]
    assert [
        each for each in page if each.attrs.get("id") in {"left-h", "new-h", "reworded-h"}
    ] == []
    carry(client, walk)
    assert Assessment.objects.get(continues=walk).answers == walk.answers


def test_a_comment_alone_that_has_no_place_any_more_is_told(
    client: Client, small: Assessment
) -> None:
    walk = scenes.answer(small, {}, {"help": "Nobody.", "depth": "Unsure."})
    bring_into_use()
    page = read(client.get(at(walk, "carry-over/")))
    assert items(page, "left-h") == ["2.1 Help Nobody. The question is not asked any more."]
    assert items(page, "same-h") == ["1.1 Depth Unsure."]


def test_carrying_over_begins_a_new_assessment_and_leaves_the_old(
    client: Client, clinician: User, walk: Assessment, newer: ChecklistVersion
) -> None:
    stored = Assessment.objects.filter(pk=walk.pk).values().get()
    answer = carry(client, walk)
    new = Assessment.objects.get(continues=walk)
    assert reached(answer) == (302, at(new, "review/"))
    assert (new.version, new.answers, new.owner, new.status, new.revision) == (
        newer,
        CARRIED,
        clinician,
        "in-progress",
        0,
    )
    assert (new.amends, new.summary, new.own_view) == (None, "", "")
    assert Assessment.objects.filter(pk=walk.pk).values().get() == stored
    assert [
        (event.assessment, event.kind, event.actor, event.revision, event.changes)
        for event in Event.objects.order_by("pk")[2:]
    ] == [
        (new, "started", clinician, 0, {}),
        (new, "carried", clinician, 0, {"from": walk.code}),
        (walk, "carried", clinician, 1, {"to": new.code}),
    ]
    page = read(client.get(answer["Location"]))
    assert page.texts(role="status") == [
        f"A new assessment, {new.code}, carries on from {walk.code} under version 3.0."
    ]
    assert notices(client, new, "review/") == []


def test_the_old_one_says_which_carries_on_and_can_still_be_completed(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    carry(client, walk)
    new = Assessment.objects.get(continues=walk)
    told = (
        "The answers were carried over to a newer version, in another assessment: "
        f"{new.code}. This one stays on version 2.1, and nothing that you change here reaches the "
        "other."
    )
    for place in ("mood/", "review/"):
        assert notices(client, walk, place) == [told]
    assert reached(client.get(at(walk, "carry-over/"))) == (302, at(new, "review/"))
    job = read(client.get("/assessments/")).one(aria_labelledby="open-h")
    assert f"Carried over to {new.code}" in job.texts("p")
    answer = client.post(at(walk, "review/"), {"revision": "1", "own-view": ""})
    assert reached(answer) == (302, at(walk, "results/"))
    page = read(client.get(at(walk, "results/")))
    assert page.one(data_consideration="depth.deep.1")
    assert "version 2.1" in page.text
    new.refresh_from_db()
    assert new.answers == CARRIED


def test_the_new_one_is_asked_under_its_own_version(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    carry(client, walk)
    new = Assessment.objects.get(continues=walk)
    assert "How deep is it today?" in read(client.get(at(new, "mood/"))).text
    page = read(client.get(at(new, "review/")))
    assert page.values("data-missing") == ["length", "sleep"]


def test_carrying_over_twice_leads_to_the_one_that_is_there(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    carry(client, walk)
    new = Assessment.objects.get(continues=walk)
    scenes.answer(new, {"sleep": "good"})
    answer = carry(client, walk)
    assert reached(answer) == (302, at(new, "review/"))
    assert read(client.get(answer["Location"])).texts(role="status")[-1] == (
        "The answers were carried over already. Go on with them here."
    )
    assert Assessment.objects.count() == 2


def test_what_was_saved_in_another_tab_is_shown_before_it_is_carried_over(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    saved = scenes.answer(walk, {"depth": "mild"})
    answer = carry(client, walk)
    assert answer.status_code == 409
    page = read(answer)
    assert page.one(role="alert").texts("h2") == ["Something changed while this page was open"]
    assert items(page, "reworded-h")[0].startswith("1.1 Depth Mild")
    form = page.one(action=at(walk, "carry-over/"))
    assert form.fields() == {"revision": ["2"], "version": ["3.0"]}
    assert Assessment.objects.count() == 1
    assert carry(client, saved).status_code == 302
    assert Assessment.objects.get(continues=walk).answers["depth"]["option"] == "mild"


def test_a_version_that_came_into_use_meanwhile_is_shown_first(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    bring_into_use("4.0", SMALL)
    answer = carry(client, walk)
    assert answer.status_code == 409
    form = read(answer).one(action=at(walk, "carry-over/"))
    assert form.fields() == {"revision": ["1"], "version": ["4.0"]}
    assert Assessment.objects.count() == 1


def test_without_a_newer_version_there_is_nothing_to_carry_over(
    client: Client, walk: Assessment
) -> None:
    for ask in (client.get, client.post):
        answer: Any = ask(at(walk, "carry-over/"), {"revision": "1", "version": "3.0"})
        assert reached(answer) == (302, at(walk, "review/"))
        assert read(client.get(answer["Location"])).texts(role="status") == [
            "There is no newer version to carry the answers over to."
        ]
    assert Assessment.objects.count() == 1


def test_what_is_completed_meanwhile_is_not_carried_over(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    scenes.complete(walk)
    assert carry(client, walk).status_code == 409
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{"revision": ""}, {"revision": "x"}, {"revision": []}, {"version": []}]
)
def test_a_form_that_no_page_of_ours_sends_is_a_400_page(
    client: Client, walk: Assessment, newer: ChecklistVersion, sent: Mapping[str, Any]
) -> None:
    assert carry(client, walk, **sent).status_code == 400
    assert Assessment.objects.count() == 1


def test_an_amendment_goes_on_amending_the_same(
    client: Client, clinician: User, walk: Assessment
) -> None:
    old = scenes.complete(walk)
    amendment = actions.amend(assessment=old, actor=clinician, now=scenes.THEN)
    bring_into_use()
    assert carry(client, amendment).status_code == 302
    new = Assessment.objects.get(continues=amendment)
    assert new.amends == old
    page = read(client.get(at(old, "results/")))
    assert f"in progress: {new.code}" in page.one("p", class_="k-resolve").text


def test_a_guest_carries_over_too_and_no_day_longer(guest: Client, small: Assessment) -> None:
    token = scenes.make_guest(guest)
    now = timezone.now()
    started = scenes.start(small.version, guest_token=token, now=now)
    walk = scenes.answer(started, ANSWERS, now=now)
    bring_into_use()
    assert notices(guest, walk, "mood/")[0] == OFFER
    assert carry(guest, walk).status_code == 302
    new = Assessment.objects.get(continues=walk)
    assert (new.owner, new.guest_token, new.started_at) == (None, token, walk.started_at)
    assert guest.get(at(new, "review/")).status_code == 200


@pytest.mark.parametrize("whose", ["stranger", "guest"])
def test_nobody_carries_over_what_is_somebody_elses(
    stranger: Client, guest: Client, walk: Assessment, newer: ChecklistVersion, whose: str
) -> None:
    browser = stranger
    if whose == "guest":
        scenes.make_guest(guest)
        browser = guest
    assert browser.get(at(walk, "carry-over/")).status_code == 404
    assert carry(browser, walk).status_code == 404
    assert Assessment.objects.count() == 1


def test_what_is_urgent_stays_in_sight(
    client: Client, walk: Assessment, newer: ChecklistVersion
) -> None:
    assert read(client.get(at(walk, "carry-over/"))).one(id="urgent")


@pytest.mark.parametrize("page", ["mood/", "review/"])
def test_to_know_of_it_costs_no_query(
    client: Client, walk: Assessment, page: str, django_assert_num_queries: Any
) -> None:
    client.get(at(walk, page))
    with django_assert_num_queries(3):
        client.get(at(walk, page))
    bring_into_use()
    with django_assert_num_queries(3):
        assert notices(client, walk, page) == [OFFER]
    carry(client, walk)
    with django_assert_num_queries(3):
        client.get(at(walk, page))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_carries_over(clinician: User) -> None:
    first = import_draft(
        envelope=Envelope("small", "2.1", parse(SMALL)),
        into="small",
        is_new=True,
        label="2.1",
        actor=None,
        now=scenes.THEN,
    )
    walk = scenes.start(scenes.put_in_use(first), clinician)
    newer, start = bring_into_use(), Barrier(2)

    def carried(_number: int) -> str:
        start.wait()
        try:
            new = actions.carry_over(
                assessment=walk, version=newer, revision=0, actor=clinician, now=scenes.THEN
            )
        except actions.AlreadyCarried as already:
            return f"already {already.onward.code}"
        finally:
            connections.close_all()
        return new.code

    with ThreadPoolExecutor(2) as people:
        told = sorted(people.map(carried, range(2)))
    new = Assessment.objects.get(continues=walk)
    assert told == [new.code, f"already {new.code}"]

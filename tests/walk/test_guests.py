"""Guests: a walk bound to a session, listed for nobody, over after a day."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk import actions
from checklist.walk.models import Assessment, Event, Reason
from tests import scenes
from tests.walk.pages import at, reached, read

DAY = timedelta(hours=24)
MINUTE = timedelta(minutes=1)
PAGES = ("depression/", "review/", "results/", "results.json", "note.txt")


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts to sign in are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def token(guest: Client, version: ChecklistVersion) -> str:
    """What binds a walk to the guest's browser."""
    return scenes.make_guest(guest)


@pytest.fixture
def walk(version: ChecklistVersion, token: str) -> Assessment:
    """The guest's assessment, just started."""
    return scenes.start(version, guest_token=token, now=timezone.now())


def begun(version: ChecklistVersion, token: str, ago: timedelta) -> Assessment:
    """A completed assessment of a guest who started it that long ago."""
    started = scenes.start(version, guest_token=token, now=timezone.now() - ago)
    return scenes.complete(scenes.answer(started, {"diagnosis": "bipolar"}))


def sign_in(browser: Client, **more: str) -> tuple[int, str]:
    sent = {"login": "clinician", "password": scenes.PASSWORD, **more}
    return reached(browser.post("/accounts/login/", sent))


# A walk in a session


def test_a_guest_starts_and_answers_without_an_account(
    guest: Client, version: ChecklistVersion
) -> None:
    answer = guest.post("/assessments/", {"checklist": scenes.MAIN})
    walk = Assessment.objects.get()
    assert reached(answer) == (302, at(walk, "depression/"))
    assert (walk.owner, walk.guest_token) == (None, guest.session["guest"])
    sent = {"revision": "0", "diagnosis": "bipolar", "diagnosis-comment": "seen by the ward"}
    assert reached(guest.post(at(walk, "depression/"), sent)) == (302, at(walk, "suicide-risk/"))
    walk.refresh_from_db()
    assert walk.answers == {"diagnosis": {"option": "bipolar", "comment": "seen by the ward"}}
    assert [(event.kind, event.actor) for event in Event.objects.all()] == [
        ("started", None),
        ("saved", None),
    ]


def test_the_session_holds_who_the_guest_is_and_nothing_of_what_was_answered(
    guest: Client, version: ChecklistVersion
) -> None:
    guest.post("/assessments/", {"checklist": scenes.MAIN})
    guest.post(at(Assessment.objects.get(), "depression/"), {"revision": "0", "diagnosis": "other"})
    assert sorted(guest.session.keys()) == ["_session_expiry", "guest"]
    assert len(guest.session["guest"]) == 43


def test_two_guests_have_two_tokens(version: ChecklistVersion) -> None:
    for _ in range(2):
        Client().post("/assessments/", {"checklist": scenes.MAIN})
    assert len(set(Assessment.objects.values_list("guest_token", flat=True))) == 2


def test_the_whole_walk_is_the_guests_alone(
    guest: Client, client: Client, version: ChecklistVersion, token: str
) -> None:
    walk = begun(version, token, MINUTE)
    assert [guest.get(at(walk, page)).status_code for page in PAGES] == [302, 302, 200, 200, 200]
    other = Client()
    scenes.make_guest(other)
    for browser in (Client(), other, client):
        assert {browser.get(at(walk, page)).status_code for page in PAGES} == {404}


def test_a_second_walk_begins_beside_the_first(guest: Client, walk: Assessment) -> None:
    guest.post("/assessments/", {"checklist": scenes.MAIN})
    second = Assessment.objects.exclude(pk=walk.pk).get()
    assert [guest.get(at(each, "review/")).status_code for each in (walk, second)] == [200, 200]


def test_the_session_lasts_as_long_as_the_latest_walk(guest: Client, walk: Assessment) -> None:
    session = guest.session
    session.set_expiry(60)
    session.save()
    guest.post("/assessments/", {"checklist": scenes.MAIN})
    assert guest.session.get_expiry_date() - timezone.now() > DAY - MINUTE


# Listed for nobody


def test_it_stands_in_no_list(guest: Client, client: Client, walk: Assessment) -> None:
    page = read(guest.get("/assessments/"))
    assert page.all(class_="job") == []
    assert walk.code not in client.get("/assessments/").text
    assert walk.code not in client.get("/").text


def test_its_own_session_is_shown_the_walk_in_hand(guest: Client, walk: Assessment) -> None:
    hand = read(guest.get("/assessments/")).one(aria_labelledby="hand-1")
    assert [link["href"] for link in hand.all("a")] == [at(walk, "depression/")]
    left = read(guest.get("/")).one(aria_labelledby="left-off")
    assert [link["href"] for link in left.all("a")] == [at(walk, "depression/")]


def test_a_completed_walk_in_hand_leads_to_its_results(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    walk = begun(version, token, MINUTE)
    hand = read(guest.get("/assessments/")).one(aria_labelledby="hand-1")
    assert [link["href"] for link in hand.all("a")] == [at(walk, "results/")]
    assert read(guest.get("/")).all(aria_labelledby="left-off") == []


def test_every_walk_of_the_session_can_be_gone_on_with(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    first, second = (scenes.start(version, guest_token=token, now=timezone.now()) for _ in "12")
    page = read(guest.get("/assessments/"))
    assert page.one("main").texts("h2") == [
        f"In this browser: {second.code}",
        f"In this browser: {first.code}",
    ]


def test_whoever_has_no_walk_is_asked_to_sign_in(version: ChecklistVersion) -> None:
    page = read(Client().get("/assessments/"))
    assert page.texts("h1") == ["Sign in to see your assessments"]


def test_the_guest_finds_it_by_reference_and_nobody_else_does(
    guest: Client, client: Client, walk: Assessment
) -> None:
    asked = {"reference": walk.code.lower()}
    assert reached(guest.get("/assessments/", asked)) == (302, at(walk, "review/"))
    for browser in (client, Client()):
        assert browser.get("/assessments/", asked).status_code == 404


def test_the_administration_does_not_know_of_it(walk: Assessment) -> None:
    admin = Client()
    admin.force_login(scenes.make_user("root", is_staff=True, is_superuser=True))
    url = reverse("admin:walk_assessment_changelist")
    for asked in ({}, {"q": walk.code}, {"status": "in-progress"}, {"all": ""}):
        assert list(admin.get(url, asked).context["cl"].result_list) == []
    change = admin.get(reverse("admin:walk_assessment_change", args=[walk.pk]))
    assert reached(change) == (302, "/admin/")


# Over after a day


def test_a_walk_is_open_for_a_day_and_refused_after_it(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    young = begun(version, token, DAY - MINUTE)
    old = begun(version, token, DAY + MINUTE)
    assert [guest.get(at(young, page)).status_code for page in PAGES] == [302, 302, 200, 200, 200]
    assert [guest.get(at(old, page)).status_code for page in PAGES] == [404] * 5


def test_nothing_is_saved_in_it_after_its_day(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    old = scenes.start(version, guest_token=token, now=timezone.now() - DAY - MINUTE)
    done = begun(version, token, DAY + MINUTE)
    before = list(Assessment.objects.order_by("pk").values())
    assert (
        guest.post(at(old, "depression/"), {"revision": "0", "diagnosis": "other"}).status_code
        == 404
    )
    assert guest.post(at(old, "review/"), {"revision": "0"}).status_code == 404
    assert guest.post(at(done, "amend/")).status_code == 404
    reason = {"consideration": "diagnosis.bipolar.1", "reason": "no"}
    assert guest.post(at(done, "results/reasons/"), reason).status_code == 404
    assert list(Assessment.objects.order_by("pk").values()) == before
    assert Reason.objects.count() == 0


def test_it_is_offered_nowhere_after_its_day(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    old = scenes.start(version, guest_token=token, now=timezone.now() - DAY - MINUTE)
    assert old.code not in guest.get("/").text
    assert old.code not in guest.get("/assessments/").text
    assert guest.get("/assessments/", {"reference": old.code}).status_code == 404


def test_an_amendment_lives_no_longer_than_the_day_of_what_it_amends(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    walk = begun(version, token, DAY - MINUTE)
    guest.post(at(walk, "amend/"))
    amendment = Assessment.objects.get(amends=walk)
    assert guest.get(at(amendment, "review/")).status_code == 200
    assert actions.forget_guests(now=timezone.now() + 2 * MINUTE) == 2
    assert Assessment.objects.count() == 0


def test_it_is_deleted_with_all_that_belongs_to_it_and_nothing_else_is(
    guest: Client, version: ChecklistVersion, clinician: User, token: str
) -> None:
    now = timezone.now()
    old, young = begun(version, token, DAY - MINUTE), begun(version, token, MINUTE)
    for walk in (old, young):
        reason = {"consideration": "diagnosis.bipolar.1", "reason": "seen otherwise"}
        assert guest.post(at(walk, "results/reasons/"), reason).status_code == 302
    clinicians = scenes.complete(scenes.start(version, clinician, now=now - 400 * DAY))
    assert actions.forget_guests(now=now + 2 * MINUTE) == 1
    assert list(Assessment.objects.order_by("pk")) == [young, clinicians]
    assert {event.assessment_id for event in Event.objects.all()} == {young.pk, clinicians.pk}
    assert [reason.assessment_id for reason in Reason.objects.all()] == [young.pk]


# The pages say so


def test_every_page_on_which_a_guest_stands_says_what_becomes_of_it(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    walk = scenes.start(version, guest_token=token, now=timezone.now())
    as_guest = "As a guest, what you enter is seen by no one else and is deleted after 24 hours."
    said = {
        "/": as_guest,
        at(walk, "depression/"): as_guest,
        at(walk, "review/"): as_guest,
        "/about/": "What a guest enters is bound to the guest's own browser session and deleted "
        "after 24 hours.",
        "/assessments/": "What a guest enters is seen by no one else, is listed nowhere, and is "
        "deleted 24 hours after it was started. Sign in to keep it: it becomes your own.",
        "/accounts/login/": "what a guest enters is seen by no one else and is deleted after 24 "
        "hours.",
        at(begun(version, token, MINUTE), "results/"): "You are trying this as a guest: this page "
        "is seen by no one else and is deleted 24 hours after you started. Sign in to keep it, or "
        "copy the note.",
    }
    silent = [url for url, words in said.items() if words not in read(guest.get(url)).text]
    assert silent == []


def test_what_becomes_of_a_guests_page_is_not_told_on_paper(
    guest: Client, version: ChecklistVersion, token: str
) -> None:
    page = read(guest.get(at(begun(version, token, MINUTE), "results/")))
    notices = [each for each in page.all("p") if "You are trying this as a guest" in each.text]
    assert [each["class"].split() for each in notices] == [["notice", "no-print"]]


def test_no_clinician_is_told_so(client: Client, assessment: Assessment) -> None:
    for url in ("/", "/assessments/", at(assessment, "depression/"), at(assessment, "review/")):
        assert "guest" not in read(client.get(url)).text


# Signing in


def test_a_guest_who_signs_in_keeps_the_walk_in_hand(
    guest: Client, version: ChecklistVersion, clinician: User, token: str
) -> None:
    started = scenes.start(version, guest_token=token, now=timezone.now())
    walk = scenes.answer(started, {"diagnosis": "bipolar"})
    done = begun(version, token, MINUTE)
    before = walk.answers
    assert sign_in(guest, next=at(walk, "suicide-risk/")) == (302, at(walk, "suicide-risk/"))
    for each in (walk, done):
        each.refresh_from_db()
        assert (each.owner, each.guest_token) == (clinician, "")
        last = Event.objects.filter(assessment=each).last()
        assert last is not None
        assert (last.kind, last.actor, last.revision) == ("claimed", clinician, 1)
    assert walk.answers == before
    assert guest.get(at(walk, "suicide-risk/")).status_code == 200
    assert guest.get(at(done, "results/")).status_code == 200
    assert sorted(read(guest.get("/assessments/")).texts("h3")) == sorted([walk.code, done.code])


def test_the_session_is_no_guests_any_more(
    guest: Client, clinician: User, walk: Assessment
) -> None:
    sign_in(guest)
    assert "guest" not in guest.session
    assert guest.session.get_expire_at_browser_close() is True
    guest.post("/accounts/logout/")
    assert guest.get(at(walk, "review/")).status_code == 404


def test_other_guests_walks_and_those_whose_day_is_over_are_not_taken_along(
    guest: Client, version: ChecklistVersion, clinician: User, token: str
) -> None:
    old = begun(version, token, DAY + MINUTE)
    others = scenes.start(version, guest_token="somebody else's", now=timezone.now())
    sign_in(guest)
    assert list(Assessment.objects.order_by("pk").values_list("pk", "guest_token")) == [
        (old.pk, token),
        (others.pk, "somebody else's"),
    ]


def test_a_wrong_password_leaves_the_guest_a_guest(
    guest: Client, clinician: User, walk: Assessment
) -> None:
    assert sign_in(guest, password="wrong") == (200, "")
    walk.refresh_from_db()
    assert (walk.owner, walk.guest_token) == (None, guest.session["guest"])
    assert guest.get(at(walk, "review/")).status_code == 200


def test_what_a_guest_typed_is_saved_after_signing_in_in_another_tab(
    guest: Client, clinician: User, walk: Assessment
) -> None:
    sign_in(guest)
    sent = {"revision": "0", "diagnosis": "bipolar"}
    assert reached(guest.post(at(walk, "depression/"), sent)) == (302, at(walk, "suicide-risk/"))


# Where guests are not let


@pytest.fixture
def _no_guests(settings: Settings) -> None:
    settings.GUESTS = False


@pytest.mark.usefixtures("_no_guests")
def test_starting_leads_to_sign_in_where_guests_are_not_let(
    guest: Client, version: ChecklistVersion
) -> None:
    to_sign_in = (302, "/accounts/login/?next=/assessments/")
    assert reached(guest.post("/assessments/", {"checklist": scenes.MAIN})) == to_sign_in
    assert reached(guest.get("/assessments/")) == to_sign_in
    assert Assessment.objects.count() == 0
    assert "sessionid" not in guest.cookies


@pytest.mark.usefixtures("_no_guests")
def test_no_page_speaks_of_guests_where_they_are_not_let(
    guest: Client, version: ChecklistVersion
) -> None:
    for url in ("/", "/about/", "/accounts/login/", "/assessments/ZZZZ-ZZZZ/review/"):
        assert "guest" not in read(guest.get(url)).text


@pytest.mark.usefixtures("_no_guests")
def test_a_clinician_starts_as_ever(client: Client, version: ChecklistVersion) -> None:
    client.post("/assessments/", {"checklist": scenes.MAIN})
    assert Assessment.objects.count() == 1


@pytest.mark.usefixtures("_no_guests")
def test_a_walk_begun_before_can_be_finished(guest: Client, walk: Assessment) -> None:
    sent = {"revision": "0", "diagnosis": "bipolar"}
    assert reached(guest.post(at(walk, "depression/"), sent)) == (302, at(walk, "suicide-risk/"))
    left = read(guest.get("/")).one(aria_labelledby="left-off")
    assert [link["href"] for link in left.all("a")] == [at(walk, "depression/")]

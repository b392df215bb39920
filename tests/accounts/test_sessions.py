"""Sessions: whose a browser is, for how long, and when that ends."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from checklist.accounts.models import User
from checklist.accounts.sessions import SessionStore
from tests import scenes
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_signing_in import sign_in
from tests.walk.pages import at

MINE = "/assessments/"
KNOWN = (200, "")
UNKNOWN = (302, "/accounts/login/?next=/assessments/")


@pytest.fixture(autouse=True)
def _accounts_only(settings: Settings) -> None:
    settings.GUESTS = False


@pytest.fixture
def eve(db: None) -> User:
    """Another clinician."""
    return User.objects.create_user("Eve", email="eve@ward.example", password=PASSWORD, name="Eve")


def browser_of(user: User) -> Client:
    """A browser in which somebody is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


def key_of(browser: Client) -> str:
    """The session key that a browser holds."""
    return browser.cookies["sessionid"].value


def seen(browser: Client) -> tuple[int, str]:
    """How a page answers that only somebody with an account may see."""
    answer = browser.get(MINE)
    return answer.status_code, answer.headers.get("Location", "")


def loaded(key: str | None) -> tuple[dict[str, object], str | None]:
    """What is in the session with this key, and the key that the store holds afterwards."""
    store = SessionStore(key)
    return store.load(), store.session_key


@pytest.fixture
def stored(db: None) -> str:
    """The key of a session with something in it."""
    store = SessionStore()
    store.update({"one": [1, "ü"], "other": None})
    store.save()
    assert store.session_key is not None
    return store.session_key


def test_the_site_keeps_its_sessions_in_this_store(db: None) -> None:
    assert isinstance(Client().session, SessionStore)


def test_a_session_is_read_as_django_reads_it_in_one_query(
    stored: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert loaded(stored) == ({"one": [1, "ü"], "other": None}, stored)
    assert db.SessionStore(stored).load() == SessionStore(stored).load()


@pytest.mark.parametrize(("seconds", "is_open"), [(-1, True), (0, False), (1, False)])
def test_a_session_ends_at_its_moment(
    stored: str, monkeypatch: pytest.MonkeyPatch, seconds: int, is_open: bool
) -> None:
    Session.objects.update(expire_date=scenes.THEN)

    def now() -> datetime:
        return scenes.THEN + timedelta(seconds=seconds)

    monkeypatch.setattr(timezone, "now", now)
    assert loaded(stored)[1] == (stored if is_open else None)
    assert bool(loaded(stored)[0]) == is_open
    assert db.SessionStore(stored).load() == SessionStore(stored).load()


@pytest.mark.parametrize("key", ["x" * 32, "x", "", "%", "' or 1=1 --", None])
def test_a_key_that_never_was_opens_nothing(stored: str, key: str | None) -> None:
    assert loaded(key) == ({}, None)


def test_a_damaged_session_is_empty(stored: str) -> None:
    Session.objects.update(session_data="damaged:data")
    assert loaded(stored)[0] == {}


def expire(key: str) -> None:
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))


def delete(key: str) -> None:
    Session.objects.filter(pk=key).delete()


def flush(key: str) -> None:
    SessionStore(key).flush()


@pytest.mark.parametrize("end", [expire, delete, flush])
def test_a_session_that_has_ended_is_nobodys(
    ann: User, eve: User, end: Callable[[str], None]
) -> None:
    browser, other = browser_of(ann), browser_of(eve)
    assert (get_user(browser), seen(browser)) == (ann, KNOWN)
    end(key_of(browser))
    assert (get_user(browser).is_authenticated, seen(browser)) == (False, UNKNOWN)
    assert (get_user(other), seen(other)) == (eve, KNOWN)


def test_a_made_up_key_is_nobodys_and_is_not_taken_over(ann: User) -> None:
    browser = Client()
    browser.cookies["sessionid"] = made_up = "a" * 32
    assert seen(browser) == UNKNOWN
    sign_in(browser)
    assert get_user(browser) == ann
    assert key_of(browser) != made_up
    assert not Session.objects.filter(pk=made_up).exists()


def close(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def remove(user: User) -> None:
    user.delete()


def change_password(user: User) -> None:
    user.set_password("another long walk after noon")
    user.save()


@pytest.mark.parametrize("act", [close, remove, change_password])
def test_an_account_that_is_closed_gone_or_has_a_new_password_is_signed_out_at_once(
    ann: User, eve: User, act: Callable[[User], None]
) -> None:
    browsers, other = [browser_of(ann), browser_of(ann)], browser_of(eve)
    assert [seen(each) for each in (*browsers, other)] == [KNOWN] * 3
    act(ann)
    assert [seen(each) for each in (*browsers, other)] == [UNKNOWN, UNKNOWN, KNOWN]


def test_what_changes_of_an_account_is_there_on_its_next_page(ann: User) -> None:
    browser = browser_of(ann)
    assert '<li class="who">Ann Lee</li>' in browser.get(MINE).text
    User.objects.filter(pk=ann.pk).update(name="Ann Ward")
    assert '<li class="who">Ann Ward</li>' in browser.get(MINE).text


def test_signing_in_gives_the_session_another_key_and_keeps_what_is_in_it(ann: User) -> None:
    browser = Client()
    session = browser.session
    session["carried"] = "something"
    session.save()
    before = key_of(browser)
    sign_in(browser)
    after = key_of(browser)
    assert before != after
    assert loaded(before) == ({}, None)
    assert browser.session["carried"] == "something"
    assert get_user(browser) == ann


def test_signing_out_leaves_nothing_of_the_session(ann: User) -> None:
    browser = browser_of(ann)
    key = key_of(browser)
    session = browser.session
    session["carried"] = "something"
    session.save()
    browser.post("/accounts/logout/")
    assert loaded(key) == ({}, None)
    assert "carried" not in browser.session
    browser.cookies["sessionid"] = key
    assert seen(browser) == UNKNOWN


def test_a_session_of_one_browser_is_not_anothers(ann: User, eve: User) -> None:
    browsers = [browser_of(ann), browser_of(eve), browser_of(ann), Client()]
    for number, browser in enumerate(browsers):
        session = browser.session
        session["number"] = number
        session.save()
    assert len({key_of(browser) for browser in browsers}) == 4
    assert [browser.session["number"] for browser in browsers] == [0, 1, 2, 3]
    assert [str(get_user(browser)) for browser in browsers] == [
        "Ann",
        "Eve",
        "Ann",
        "AnonymousUser",
    ]
    browsers[0].post("/accounts/logout/")
    assert [get_user(browser).is_authenticated for browser in browsers] == [
        False,
        True,
        True,
        False,
    ]


def test_a_guest_is_known_by_the_session_alone_and_only_while_it_lasts(db: None) -> None:
    guest, other, visitor = Client(), Client(), Client()
    tokens = [scenes.make_guest(guest), scenes.make_guest(other)]
    assert [browser.session["guest"] for browser in (guest, other)] == tokens
    version = scenes.load_starter()
    walk = scenes.start(version, guest_token=tokens[0], now=timezone.now())

    def statuses() -> list[int]:
        return [each.get(at(walk, "review/")).status_code for each in (guest, other, visitor)]

    assert statuses() == [200, 404, 404]
    expire(key_of(guest))
    assert statuses() == [404, 404, 404]

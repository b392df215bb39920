"""``manage.py purge``: guests' walks after their day, and sessions that have ended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from checklist.walk import actions
from checklist.walk.models import Assessment
from tests import scenes

DAY = timedelta(hours=24)


def purge() -> str:
    """What it says."""
    said = StringIO()
    call_command("purge", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_nothing_due_is_nothing_deleted() -> None:
    assert purge() == "Deleted 0 guest assessments and 0 ended sessions.\n"


@pytest.mark.django_db
def test_guests_walks_are_deleted_after_their_day_and_no_others() -> None:
    version, now, minute = scenes.load_starter(), timezone.now(), timedelta(minutes=1)
    clinician = scenes.make_user("clinician")
    old = [
        scenes.start(version, guest_token=token, now=now - ago)
        for token, ago in (("a", DAY + minute), ("b", DAY), ("b", 30 * DAY))
    ]
    scenes.complete(old[2])
    young = scenes.start(version, guest_token="a", now=now - DAY + minute)
    clinicians = scenes.start(version, clinician, now=now - 30 * DAY)
    assert purge() == "Deleted 3 guest assessments and 0 ended sessions.\n"
    assert list(Assessment.objects.order_by("pk")) == [young, clinicians]
    assert purge() == "Deleted 0 guest assessments and 0 ended sessions.\n"


@pytest.mark.django_db
def test_a_walk_that_its_guest_took_along_is_kept() -> None:
    version, browser = scenes.load_starter(), Client()
    token = scenes.make_guest(browser)
    walk = scenes.start(version, guest_token=token, now=timezone.now())
    browser.force_login(scenes.make_user("clinician"))
    assert actions.forget_guests(now=timezone.now() + 2 * DAY) == 0
    assert list(Assessment.objects.all()) == [walk]


@pytest.mark.django_db
def test_sessions_that_have_ended_are_deleted_and_others_live_on() -> None:
    alive, ended = Client(), Client()
    for browser in (alive, ended):
        browser.force_login(scenes.make_user(f"user{id(browser)}"))
    yesterday = timezone.now() - DAY
    Session.objects.filter(pk=ended.session.session_key).update(expire_date=yesterday)
    assert purge() == "Deleted 0 guest assessments and 1 ended sessions.\n"
    assert list(Session.objects.values_list("pk", flat=True)) == [alive.session.session_key]
    assert "_auth_user_id" in alive.session

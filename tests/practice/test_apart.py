"""An attempt never mixes with real assessments."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.practice.models import Attempt, AttemptEvent, Card, Case
from checklist.preview import effect
from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.practice import casting
from tests.walk.pages import read


@pytest.fixture
def attempts(cases: dict[str, Case], trainee: User) -> tuple[Attempt, Attempt]:
    """One that is under way, and one that is submitted."""
    case = cases[casting.FIRST]
    begun = casting.answer(casting.start(case, trainee), {"diagnosis": "bipolar"})
    return begun, casting.attempted(case, trainee)


def test_it_is_in_no_list_of_assessments_and_not_left_off_on_the_start_page(
    attempts: tuple[Attempt, Attempt], browser: Client
) -> None:
    for path in ("/", "/assessments/"):
        page = browser.get(path).text
        assert not any(each.code in page for each in attempts)
    assert "Nothing here yet" in read(browser.get("/assessments/")).text


def test_its_reference_opens_no_assessment_and_no_export(
    attempts: tuple[Attempt, Attempt], browser: Client
) -> None:
    for each in attempts:
        paths = [f"/assessments/?reference={each.code}"]
        paths += [
            f"/assessments/{each.code}/{page}"
            for page in ("", "review/", "results/", "results.json", "note.txt", "depression/")
        ]
        assert {browser.get(path).status_code for path in paths} == {404}
        assert browser.post(f"/assessments/{each.code}/amend/").status_code == 404


def test_no_assessment_opens_as_an_attempt(
    attempts: tuple[Attempt, Attempt], trainee: User, browser: Client
) -> None:
    done = scenes.complete(scenes.start(attempts[0].version, trainee))
    for page in ("", "depression/", "review/", "feedback/", "depression/feedback/"):
        assert browser.get(f"/practice/attempts/{done.code}/{page}").status_code == 404


def test_it_is_not_among_the_assessments_of_the_administration(
    attempts: tuple[Attempt, Attempt],
) -> None:
    admin = Client()
    admin.force_login(scenes.make_user("admin", is_staff=True, is_superuser=True))
    page = admin.get("/admin/walk/assessment/").text
    assert "0 assessments" in page
    assert not any(each.code in page for each in attempts)


def test_the_effect_of_a_draft_is_not_counted_over_it(attempts: tuple[Attempt, Attempt]) -> None:
    version = attempts[1].version
    assert not effect.completed(version.checklist_id).exists()
    done = scenes.complete(scenes.start(version, attempts[1].owner))
    assert [each.code for each in effect.completed(version.checklist_id)] == [done.code]


def test_it_is_kept_for_good(attempts: tuple[Attempt, Attempt]) -> None:
    long_ago = timezone.now() - timedelta(days=9_000)
    Attempt.objects.update(started_at=long_ago, saved_at=long_ago)
    before = scenes.stored()
    call_command("purge", stdout=StringIO())
    assert scenes.stored() == before
    assert Attempt.objects.count() == 2


def test_practising_writes_nothing_where_assessments_are(
    attempts: tuple[Attempt, Attempt],
) -> None:
    assert not Assessment.objects.exists()
    assert not Event.objects.exists()
    kinds = AttemptEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["started", "saved", "started", "saved", "completed"]
    assert Card.objects.count() == 1

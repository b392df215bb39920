"""Cohorts in the administration: administrators say who supervises whom."""

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.practice.models import Case, Cohort
from tests import scenes
from tests.practice import casting
from tests.practice.cohorts import make_cohort, make_supervisor

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/practice/cohort/"


@pytest.fixture
def office() -> Client:
    """An administrator's browser."""
    return scenes.signed_in(scenes.make_user("admin", is_staff=True, is_superuser=True))


def test_an_administrator_makes_a_cohort_for_a_supervisor(office: Client, trainee: User) -> None:
    supervisor = make_supervisor()
    sent = {"name": "Spring intake", "supervisors": [supervisor.pk], "trainees": [trainee.pk]}
    assert office.post(f"{ADDRESS}add/", sent).status_code == 302
    cohort = Cohort.objects.get()
    assert ([*cohort.supervisors.all()], [*cohort.trainees.all()]) == ([supervisor], [trainee])
    assert scenes.signed_in(supervisor).get(f"/practice/cohorts/{cohort.pk}/").status_code == 200
    assert office.get(f"/practice/cohorts/{cohort.pk}/").status_code == 404


def test_a_cohort_needs_a_supervisor(office: Client) -> None:
    page = office.post(f"{ADDRESS}add/", {"name": "Spring intake"})
    assert page.status_code == 200
    assert "This field is required." in page.text
    assert not Cohort.objects.exists()


def test_the_list_counts_people_and_shows_nothing_of_attempts(
    office: Client, trainee: User, cases: dict[str, Case]
) -> None:
    cohort = make_cohort(make_supervisor(), trainee, scenes.make_user("other"))
    cohort.supervisors.add(make_supervisor("colleague"))
    code = casting.attempted(cases[casting.FIRST], trainee).code
    listed = office.get(ADDRESS).text
    assert '<td class="field-number_of_supervisors">2</td>' in listed
    assert '<td class="field-number_of_trainees">2</td>' in listed
    assert code not in listed + office.get(f"{ADDRESS}{cohort.pk}/change/").text


def test_supervisors_and_editors_have_no_business_there(trainee: User) -> None:
    editor = scenes.make_user("editor", is_staff=True)
    for user in (make_supervisor(), editor, trainee):
        assert scenes.signed_in(user).get(ADDRESS, follow=True).status_code == 403

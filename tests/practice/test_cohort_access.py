"""Who may do what with cohorts and comments: every address and every role in a table."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from checklist.practice import urls
from checklist.practice.models import AttemptEvent, Case, Cohort, Comment
from tests import scenes
from tests.practice import casting
from tests.practice.cohorts import make_cohort, make_supervisor
from tests.test_access import HEAD, Fields, line, short

FORMS: dict[str, Fields] = {
    "cohorts": {"name": "Autumn intake"},
    "cohort": {"person": "clinician"},
    "comments": {"comment": "Look at sleep again."},
}
"""A form that each page would take from whoever may send it."""

# "elsewhere" supervises another cohort; a visitor and a guest have no account.
TABLE = """
                    visitor     guest       trainee     clinician   supervisor  elsewhere   admin
GET  cohorts        login       login       404         404         200         200         200
POST cohorts        403         403         403         403         cohort      cohort      cohort
GET  cohort         login       login       404         404         200         404         404
POST cohort         403         403         404         404         cohort      404         404
GET  cohort-trainee login       login       404         404         200         404         404
POST cohort-trainee 403         403         404         404         cohort      404         404
GET  cohort-answers login       login       404         404         200         404         404
POST cohort-answers login       login       404         404         405         404         404
GET  cohort-csv     login       login       404         404         200         404         404
POST cohort-csv     login       login       404         404         405         404         404
GET  comments       login       login       404         404         feedback    404         404
POST comments       403         403         404         404         feedback    404         404
GET  feedback       login       login       200         404         200         404         404
POST feedback       403         403         405         404         405         404         404
"""


@pytest.fixture
def browsers(cases: dict[str, Case]) -> dict[str, Client]:
    """Everybody's browser. The trainee of the supervisor has submitted an attempt."""
    users = {
        "trainee": scenes.make_user("trainee"),
        "clinician": scenes.make_user("clinician"),
        "supervisor": make_supervisor(),
        "elsewhere": make_supervisor("elsewhere"),
        "admin": scenes.make_user("admin", is_staff=True, is_superuser=True),
    }
    make_cohort(users["supervisor"], users["trainee"])
    make_cohort(users["elsewhere"], users["clinician"])
    casting.attempted(cases[casting.FIRST], users["trainee"])
    guest = Client()
    scenes.make_guest(guest)
    signed_in = {role: scenes.signed_in(user) for role, user in users.items()}
    return {"visitor": Client(), "guest": guest, **signed_in}


def address(page: str) -> str:
    """The address of a page of the supervisor's cohort."""
    cohort = Cohort.objects.get(supervisors__username="supervisor")
    trainee = cohort.trainees.get()
    attempt = trainee.attempts.get()
    rest: dict[str, list[object]] = {
        "cohorts": [],
        "cohort-trainee": [cohort.pk, trainee.pk],
        "cohort-answers": [cohort.pk, scenes.MAIN, "diagnosis"],
        "comments": [attempt.code],
        "feedback": [attempt.code],
    }
    return reverse(f"practice:{page}", args=rest.get(page, [cohort.pk]))


def stored() -> list[object]:
    """Everything that supervisors can change."""
    people = [
        (cohort.name, {*cohort.supervisors.all()}, {*cohort.trainees.all()})
        for cohort in Cohort.objects.all()
    ]
    return [people, [*Comment.objects.values()], AttemptEvent.objects.count()]


def answered(browser: Client, method: str, page: str) -> str:
    """How the page answers. What the request changes is undone after it."""
    before, url = stored(), address(page)
    with transaction.atomic():
        browser = scenes.copy_of(browser)
        fields = FORMS.get(page, {})
        answer = browser.post(url, fields) if method == "POST" else browser.get(url)
        changed = (
            answer.status_code == 302 and method == "POST" and "login" not in answer["Location"]
        )
        assert changed or stored() == before
        transaction.set_rollback(True)
    return short(answer)


def test_every_role_is_answered_as_the_table_says(browsers: dict[str, Client]) -> None:
    rows = [line("", browsers)]
    for row in TABLE.strip("\n").splitlines()[1:]:
        method, page = row[:HEAD].split()
        cells = (answered(browser, method, page) for browser in browsers.values())
        rows.append(line(f"{method:4} {page}", cells))
    assert "\n".join(["", *rows, ""]) == TABLE


def test_the_table_names_every_address_of_cohorts_and_comments() -> None:
    names = {str(pattern.name) for pattern in urls.urlpatterns}
    asked = {row.split()[1] for row in TABLE.splitlines() if row.startswith(("GET", "POST"))}
    assert asked == {name for name in names if "cohort" in name} | {"comments", "feedback"}


def test_no_browser_keeps_a_page_of_a_cohort(browsers: dict[str, Client]) -> None:
    for page in ("cohorts", "cohort", "cohort-csv", "cohort-trainee", "cohort-answers"):
        kept = browsers["supervisor"].get(address(page))["Cache-Control"]
        assert kept == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_form_without_its_token_is_refused(browsers: dict[str, Client]) -> None:
    browser = scenes.copy_of(browsers["supervisor"], enforce_csrf_checks=True)
    before = stored()
    for page in ("cohorts", "cohort", "cohort-trainee", "comments"):
        assert browser.post(address(page), FORMS.get(page, {})).status_code == 403
    assert stored() == before


def test_somebody_elses_cohort_looks_like_one_that_does_not_exist(
    browsers: dict[str, Client],
) -> None:
    at = address("cohort")
    nowhere = at.replace(at.split("/")[-2], "999999")
    for role in ("trainee", "clinician", "elsewhere", "admin"):
        answers = [browsers[role].get(url) for url in (at, nowhere)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert "Spring intake" not in answers[0].text

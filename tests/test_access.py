"""Who may do what: every address and every role in tables, and what nobody may."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, resolve, reverse
from django.utils import timezone

from checklist.accounts import urls as accounts_urls
from checklist.accounts.models import User
from checklist.content import urls as content_urls
from checklist.content.models import ChecklistVersion
from checklist.practice import urls as practice_urls
from checklist.walk import urls as walk_urls
from checklist.walk.models import Answered
from tests import scenes
from tests.practice import casting
from tests.walk.pages import read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Fields = Mapping[str, str | int]

FORMS: dict[str, Fields] = {
    "assessments": {"checklist": scenes.MAIN},
    "section": {"revision": 1, "diagnosis": "other", "diagnosis-comment": "asked again & again"},
    "review": {"revision": 1, "own-view": "wait"},
    "reasons": {"consideration": "diagnosis.bipolar.1", "reason": "seen twice"},
    "carry-over": {"revision": 1, "version": "1.1"},
    "suggest": {"criterion": "diagnosis", "text": "The label says otherwise."},
    "case": {"feedback": "section"},
}
"""A form that each page would take from whoever may send it."""

OF_AN_ASSESSMENT = (
    *("section", "review", "results", "results-json", "note", "amend", "reasons"),
    *("carry-over", "suggest"),
)

HEAD = 20
"""How many characters of a line name the page."""

# What each role is answered: the status, or the name of the page that it is sent on to.
TABLES = {
    "none": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  home           200         200         200         200         200         200
POST home           405         405         405         405         405         405
GET  about          200         200         200         200         200         200
POST about          405         405         405         405         405         405
GET  blank          200         200         200         200         200         200
POST blank          405         405         405         405         405         405
GET  assessments    200         200         200         200         200         200
POST assessments    section     section     section     section     section     section
GET  content:schema 200         200         200         200         200         200
POST content:schema 405         405         405         405         405         405
GET  account_login  200         200         200         assessments assessments assessments
POST account_login  200         200         200         assessments assessments assessments
GET  account_logout home        home        home        200         200         200
POST account_logout home        home        home        home        home        home
GET  admin:index    admin:login admin:login admin:login 403         403         200
POST admin:index    admin:login admin:login admin:login 403         403         200
""",
    "owner's open": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  assessment     404         404         404         review      404         404
POST assessment     403         404         404         405         404         404
GET  section        404         404         404         200         404         404
POST section        403         404         404         section     404         404
GET  review         404         404         404         200         404         404
POST review         403         404         404         results     404         404
GET  results        404         404         404         review      404         404
POST results        403         404         404         405         404         404
GET  results-json   404         404         404         409         404         404
POST results-json   403         404         404         405         404         404
GET  note           404         404         404         review      404         404
POST note           403         404         404         405         404         404
GET  amend          404         404         404         results     404         404
POST amend          403         404         404         review      404         404
GET  reasons        404         404         404         results     404         404
POST reasons        403         404         404         review      404         404
GET  carry-over     404         404         404         review      404         404
POST carry-over     403         404         404         review      404         404
GET  suggest        404         404         404         200         404         404
POST suggest        403         404         404         section     404         404
""",
    "owner's done": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  assessment     404         404         404         results     404         404
POST assessment     403         404         404         405         404         404
GET  section        404         404         404         results     404         404
POST section        403         404         404         409         404         404
GET  review         404         404         404         results     404         404
POST review         403         404         404         409         404         404
GET  results        404         404         404         200         404         404
POST results        403         404         404         405         404         404
GET  results-json   404         404         404         200         404         404
POST results-json   403         404         404         405         404         404
GET  note           404         404         404         200         404         404
POST note           403         404         404         405         404         404
GET  amend          404         404         404         results     404         404
POST amend          403         404         404         review      404         404
GET  reasons        404         404         404         results     404         404
POST reasons        403         404         404         results     404         404
GET  carry-over     404         404         404         results     404         404
POST carry-over     403         404         404         409         404         404
GET  suggest        404         404         404         200         404         404
POST suggest        403         404         404         results     404         404
""",
    "guest's open": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  assessment     404         review      404         404         404         404
POST assessment     403         405         404         404         404         404
GET  section        404         200         404         404         404         404
POST section        403         section     404         404         404         404
GET  review         404         200         404         404         404         404
POST review         403         results     404         404         404         404
GET  results        404         review      404         404         404         404
POST results        403         405         404         404         404         404
GET  results-json   404         409         404         404         404         404
POST results-json   403         405         404         404         404         404
GET  note           404         review      404         404         404         404
POST note           403         405         404         404         404         404
GET  amend          404         results     404         404         404         404
POST amend          403         review      404         404         404         404
GET  reasons        404         results     404         404         404         404
POST reasons        403         review      404         404         404         404
GET  carry-over     404         review      404         404         404         404
POST carry-over     403         review      404         404         404         404
GET  suggest        404         200         404         404         404         404
POST suggest        403         section     404         404         404         404
""",
    "guest's done": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  assessment     404         results     404         404         404         404
POST assessment     403         405         404         404         404         404
GET  section        404         results     404         404         404         404
POST section        403         409         404         404         404         404
GET  review         404         results     404         404         404         404
POST review         403         409         404         404         404         404
GET  results        404         200         404         404         404         404
POST results        403         405         404         404         404         404
GET  results-json   404         200         404         404         404         404
POST results-json   403         405         404         404         404         404
GET  note           404         200         404         404         404         404
POST note           403         405         404         404         404         404
GET  amend          404         results     404         404         404         404
POST amend          403         review      404         404         404         404
GET  reasons        404         results     404         404         404         404
POST reasons        403         results     404         404         404         404
GET  carry-over     404         results     404         404         404         404
POST carry-over     403         409         404         404         404         404
GET  suggest        404         200         404         404         404         404
POST suggest        403         results     404         404         404         404
""",
}
"""By the assessment that is asked for."""

PRACTICE_TABLES = {
    "none": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  home           login       login       login       200         200         200
POST home           login       login       login       405         405         405
GET  progress       login       login       login       200         200         200
POST progress       login       login       login       405         405         405
GET  case           login       login       login       200         200         200
POST case           403         403         403         section     section     section
""",
    "open": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  attempt        login       login       login       section     404         404
POST attempt        403         403         403         405         404         404
GET  section        login       login       login       200         404         404
POST section        403         403         403         section     404         404
GET  section-told   login       login       login       section     404         404
POST section-told   403         403         403         405         404         404
GET  review         login       login       login       200         404         404
POST review         403         403         403         feedback    404         404
GET  feedback       login       login       login       review      404         404
POST feedback       403         403         403         405         404         404
""",
    "done": """
                    visitor     guest       guest 2     owner       clinician   admin
GET  attempt        login       login       login       feedback    404         404
POST attempt        403         403         403         405         404         404
GET  section        login       login       login       feedback    404         404
POST section        403         403         403         409         404         404
GET  section-told   login       login       login       feedback    404         404
POST section-told   403         403         403         405         404         404
GET  review         login       login       login       feedback    404         404
POST review         403         403         403         feedback    404         404
GET  feedback       login       login       login       200         404         404
POST feedback       403         403         403         405         404         404
""",
}
"""The same for practice, by the attempt that is asked for: it is the owner's."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody's browser, and the assessments they ask for."""

    browsers: dict[str, Client]
    assessments: Mapping[str, Answered]
    room: str = "walk"

    def table(self, whose: str, asked: Iterable[str]) -> list[str]:
        """A table, for methods and pages such as *POST review*."""
        return [line("", self.browsers), *(self.row(whose, *each.split()) for each in asked)]

    def row(self, whose: str, method: str, page: str) -> str:
        """A line of a table."""
        url = self.address(page, whose)
        answers = (self.ask(role, method, url, FORMS.get(page, {})) for role in self.browsers)
        return line(f"{method:4} {page}", map(short, answers))

    def ask(self, role: str, method: str, url: str, fields: Fields) -> "Answer":
        """What this role is answered. What the request changes is undone after it."""
        browser, before = scenes.copy_of(self.browsers[role]), scenes.stored()
        with transaction.atomic():
            answer = browser.post(url, fields) if method == "POST" else browser.get(url)
            assert answer.status_code < 400 or scenes.stored() == before
            transaction.set_rollback(True)
        return answer

    def address(self, page: str, whose: str) -> str:
        """The address of a page, and of this assessment if it is about one."""
        if page == "blank":
            return reverse("walk:blank", args=[scenes.MAIN])
        if page == "case":
            return reverse("practice:case", args=[casting.FIRST])
        if whose == "none":
            return reverse(page if "_" in page or ":" in page else f"{self.room}:{page}")
        section = ["depression"] if page.startswith("section") else []
        return reverse(f"{self.room}:{page}", args=[self.assessments[whose].code, *section])


def line(head: str, cells: Iterable[str]) -> str:
    """A line of a table."""
    return f"{head:{HEAD}}" + "".join(f"{cell:12}" for cell in cells).rstrip()


def short(answer: "Answer") -> str:
    """The status, or the name of the page that a redirection leads to."""
    if answer.status_code != 302:
        return str(answer.status_code)
    name: str = resolve(re.split("[?#]", answer["Location"])[0]).view_name
    return name.removeprefix("walk:").removeprefix("practice:").removeprefix("account_")


@pytest.fixture
def version(db: None) -> ChecklistVersion:
    """The starter checklist, in use."""
    return scenes.load_starter()


@pytest.fixture
def scene(version: ChecklistVersion) -> Scene:
    """An open and a completed assessment of a clinician and of a guest, and six who ask."""
    users = {
        "owner": scenes.make_user("owner"),
        "clinician": scenes.make_user("clinician"),
        "admin": scenes.make_user("admin", is_staff=True, is_superuser=True),
    }
    browsers = {role: Client() for role in ("visitor", "guest", "guest 2")}
    browsers |= {role: scenes.signed_in(user) for role, user in users.items()}
    tokens = {role: scenes.make_guest(browsers[role]) for role in ("guest", "guest 2")}
    assessments = {}
    for role, owner, token in (("owner", users["owner"], ""), ("guest", None, tokens["guest"])):
        for state in ("open", "done"):
            started = scenes.start(version, owner, guest_token=token, now=timezone.now())
            answered = scenes.answer(started, {"diagnosis": "bipolar"})
            done = scenes.complete(answered) if state == "done" else answered
            assessments[f"{role}'s {state}"] = done
    scenes.start(version, guest_token=tokens["guest 2"], now=timezone.now())
    return Scene(browsers, assessments)


@pytest.fixture
def practice(scene: Scene) -> Scene:
    """The same people, of whom one has an attempt under way and one that is submitted."""
    owner = User.objects.get(username="owner")
    case = casting.load_cases()[casting.FIRST]
    attempts = {
        "open": casting.answer(casting.start(case, owner), {"diagnosis": "bipolar"}),
        "done": casting.attempted(case, owner, {"diagnosis": "bipolar"}),
    }
    return replace(scene, assessments=attempts, room="practice")


@pytest.mark.parametrize("whose", TABLES)
def test_every_role_is_answered_as_the_table_says(scene: Scene, whose: str) -> None:
    asked = (row[:HEAD] for row in TABLES[whose].strip("\n").splitlines()[1:])
    assert "\n".join(["", *scene.table(whose, asked), ""]) == TABLES[whose]


@pytest.mark.parametrize("whose", PRACTICE_TABLES)
def test_every_role_is_answered_in_practice_as_the_table_says(practice: Scene, whose: str) -> None:
    asked = (row[:HEAD] for row in PRACTICE_TABLES[whose].strip("\n").splitlines()[1:])
    assert "\n".join(["", *practice.table(whose, asked), ""]) == PRACTICE_TABLES[whose]


def test_the_tables_name_every_address_of_practice() -> None:
    rows = "".join(PRACTICE_TABLES.values()).splitlines()
    named = {row.split()[1] for row in rows if row.startswith(("GET", "POST"))}
    every = {str(pattern.name) for pattern in practice_urls.urlpatterns}
    # These have other people: tests/practice/test_cohort_access.py.
    of_cohorts = {"comments"} | {name for name in every if name.startswith("cohort")}
    assert named == every - of_cohorts


def test_the_tables_name_every_address() -> None:
    rows = "".join(TABLES.values()).splitlines()
    named = {row.split()[1] for row in rows if row.startswith(("GET", "POST"))}
    patterns: list[URLPattern] = [*walk_urls.urlpatterns, *accounts_urls.urlpatterns]
    content = (f"content:{pattern.name}" for pattern in content_urls.urlpatterns)
    assert named == {"admin:index", *content, *(pattern.name for pattern in patterns)}


@pytest.mark.parametrize("role", ["visitor", "guest 2", "clinician", "admin"])
def test_what_is_somebody_elses_looks_like_what_does_not_exist(scene: Scene, role: str) -> None:
    def page(code: str) -> str:
        answer = scene.browsers[role].get(f"/assessments/{code}/results/")
        assert answer.status_code == 404
        return re.sub(r"E-\w{4}-\w{4}", "", answer.text.replace(code, "CODE"))

    codes = (assessment.code for assessment in scene.assessments.values())
    assert {page(code) for code in codes} == {page("ZZZZ-ZZZZ")}


@pytest.mark.parametrize("form", ["section", "review", "reasons", "carry-over", "suggest", "amend"])
def test_a_form_sent_without_a_session_comes_back_in_the_sign_in_page(
    scene: Scene, form: str
) -> None:
    fields = {"go": "review", **FORMS.get(form, {})}
    for whose in scene.assessments:
        url = scene.address(form, whose)
        answer = scene.ask("visitor", "POST", url, {**fields, "csrfmiddlewaretoken": "old"})
        assert answer.status_code == 403
        sent = read(answer).one("form", action="/accounts/login/").fields()
        assert sent["carried-path"] == [url]
        assert QueryDict(sent["carried"][0]).dict() == {key: str(fields[key]) for key in fields}


def test_it_says_nothing_of_whether_the_assessment_exists(scene: Scene) -> None:
    url = "/assessments/ZZZZ-ZZZZ/depression/"
    answer = scene.ask("visitor", "POST", url, FORMS["section"])
    assert answer.status_code == 403
    assert f'value="{url}"' in answer.text


@pytest.mark.parametrize("form", ["section", "review", "reasons", "carry-over", "suggest", "amend"])
@pytest.mark.parametrize("role", ["owner", "guest"])
def test_a_form_without_its_token_is_refused(scene: Scene, form: str, role: str) -> None:
    state = "open" if form in {"section", "review"} else "done"
    browser, before = (
        scenes.copy_of(scene.browsers[role], enforce_csrf_checks=True),
        scenes.stored(),
    )
    answer = browser.post(scene.address(form, f"{role}'s {state}"), FORMS.get(form, {}))
    assert (answer.status_code, read(answer).texts("h1")) == (
        403,
        ["Nothing was saved: the page was out of date"],
    )
    assert scenes.stored() == before


@pytest.mark.parametrize("role", ["visitor", "owner"])
def test_starting_without_the_token_of_the_form_is_refused(scene: Scene, role: str) -> None:
    browser, before = (
        scenes.copy_of(scene.browsers[role], enforce_csrf_checks=True),
        scenes.stored(),
    )
    assert browser.post("/assessments/", FORMS["assessments"]).status_code == 403
    assert scenes.stored() == before


@pytest.mark.parametrize("state", ["open", "done"])
@pytest.mark.parametrize("role", ["owner", "guest"])
def test_no_browser_keeps_a_page_of_an_assessment(scene: Scene, role: str, state: str) -> None:
    for page in OF_AN_ASSESSMENT:
        answer = scene.browsers[role].get(scene.address(page, f"{role}'s {state}"))
        kept = answer["Cache-Control"]
        assert kept == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method_does_anything(scene: Scene, method: str) -> None:
    before = scenes.stored()
    for whose, state in (("owner", "open"), ("guest", "done")):
        for page in OF_AN_ASSESSMENT:
            url = scene.address(page, f"{whose}'s {state}")
            assert getattr(scene.browsers[whose], method)(url).status_code == 405
            assert getattr(scene.browsers["visitor"], method)(url).status_code == 404
    assert scenes.stored() == before


def test_a_reference_is_taken_in_any_case(scene: Scene) -> None:
    code = scene.assessments["owner's done"].code
    for spelt in (code.lower(), code.title(), code.upper()):
        answer = scene.browsers["owner"].get(f"/assessments/{spelt}/results/")
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/assessments/ABCD-EFG/results/",
        "/assessments/ABCDEFGH/results/",
        "/assessments/ABCD-EFG0/results/",
        "/assessments/ABCD-EFGO/results/",
        "/assessments/ABCD-EFG%00/results/",
        "/assessments/ABCD-EFGH/nowhere/",
        "/assessments/ABCD-EFGH/",
        "/assessments/../results/",
    ],
)
def test_an_address_that_is_none_is_a_404(scene: Scene, path: str) -> None:
    for browser in scene.browsers.values():
        assert browser.get(path).status_code == 404

"""Editors see which criteria confuse trainees: counts, and nobody's own."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from checklist.accounts.models import User
from checklist.content.published import definition_of
from checklist.practice.confusion import Tally, tallies
from checklist.practice.models import Case
from tests import scenes
from tests.practice import casting
from tests.practice.editing import asks_more, editor, new_version
from tests.walk.pages import read


def page_of(case: Case) -> str:
    return f"/admin/practice/case/confusion/{case.version_id}/"


def counted(case: Case) -> dict[str, Tally]:
    found = tallies(definition_of(case.version), case.checklist_id)
    return {each.criterion: each for each in found}


def rows(desk: Client, case: Case) -> list[list[str]]:
    """The lines of the table, as they are read."""
    body = read(desk.get(page_of(case))).one("tbody")
    return [[row.one("strong").text, *row.texts("td")] for row in body.all("tr")]


@pytest.fixture
def case(cases: dict[str, Case]) -> Case:
    """A case whose diagnosis can be missed unsafely."""
    return cases[casting.FIRST]


@pytest.fixture
def people(db: None) -> list[User]:
    """Six trainees."""
    return [scenes.make_user(f"trainee-{number}") for number in range(6)]


def test_answers_are_counted_by_how_they_stand_to_the_reference(
    case: Case, people: list[User]
) -> None:
    reference = {row.criterion: row for row in case.references.all()}
    accepted = next(row for row in reference.values() if row.acceptable)
    casting.attempted(case, people[0])
    casting.attempted(case, people[1], {accepted.criterion: accepted.acceptable[0]})
    casting.attempted(case, people[2], {"diagnosis": "other"})
    found = counted(case)
    assert found[accepted.criterion] == Tally(accepted.criterion, 3, 3, 2, 1, 0, 0)
    missed = found["diagnosis"]
    assert (missed.answered, missed.agrees, missed.differs + missed.unsafe) == (3, 2, 1)
    assert next(iter(found)) == "diagnosis"


def test_what_was_left_unanswered_differs(case: Case, people: list[User]) -> None:
    casting.submit(casting.start(case, people[0]))
    assert {(each.answered, each.compared) for each in counted(case).values()} <= {(0, 1), (0, 0)}
    assert counted(case)["diagnosis"].share_differing == 1


def test_an_answer_out_of_view_is_none(case: Case, people: list[User]) -> None:
    casting.attempted(case, people[0], {"route": "ketamine-iv"})
    found = counted(case)["certified"]
    assert (found.compared, found.answered, found.differs + found.unsafe) == (1, 0, 1)


def test_only_the_first_attempt_of_each_trainee_at_each_case_counts(
    cases: dict[str, Case], case: Case, people: list[User]
) -> None:
    casting.attempted(case, people[0], {"diagnosis": "other"})
    casting.attempted(case, people[0])
    casting.attempted(cases["voices-long-ago"], people[0])
    casting.start(case, people[1])
    found = counted(case)["diagnosis"]
    assert (found.compared, found.agrees) == (2, 1)


def test_attempts_at_an_older_version_count_and_what_is_new_has_none(
    case: Case, people: list[User]
) -> None:
    casting.attempted(case, people[0])
    version = new_version(asks_more)
    found = {each.criterion: each for each in tallies(definition_of(version), case.checklist_id)}
    assert (found["diagnosis"].compared, found["extra"].compared) == (1, 0)


def test_one_to_four_are_told_as_fewer_than_five_and_nobody_is_named(
    case: Case, people: list[User]
) -> None:
    desk = editor()
    assert "No trainee has submitted an attempt" in desk.get(page_of(case)).text
    for person in people[:5]:
        casting.attempted(case, person)
    casting.attempted(case, people[5], {"diagnosis": "other"})
    lines = rows(desk, case)
    assert lines[0][:2] == ["1.1 Diagnosis", "6"]
    assert lines[0][2] == "5"
    assert sorted(lines[0][3:]) == ["0", "0", "fewer than 5"]
    assert ["1.2 Adequate trials", "6", "6", "0", "0", "0"] in lines
    assert "trainee-" not in desk.get(page_of(case)).text
    assert page_of(case) in read(desk.get("/admin/practice/case/")).values("href")


def test_it_costs_the_same_queries_however_many_attempts_there_are(
    case: Case, people: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    desk = editor()
    casting.attempted(case, people[0])
    desk.get(page_of(case))
    # The session, its user, two of rights, the version and the attempts.
    with django_assert_num_queries(6):
        desk.get(page_of(case))
    for person in people[1:]:
        casting.attempted(case, person)
    with django_assert_num_queries(6):
        desk.get(page_of(case))


def test_a_version_that_was_never_published_has_no_such_page(case: Case) -> None:
    assert editor().get("/admin/practice/case/confusion/999/").status_code == 404

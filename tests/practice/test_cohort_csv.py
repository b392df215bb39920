"""A cohort's answers as CSV: opened by a spreadsheet, which runs nothing of it."""

import csv
from io import StringIO

import pytest

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.cohorts.export import harmless
from checklist.practice.models import Case, Cohort
from tests import scenes
from tests.practice import casting
from tests.practice.cohorts import make_cohort, make_supervisor

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def cohort(db: None) -> Cohort:
    """A cohort without trainees."""
    return make_cohort(make_supervisor())


def exported(cohort: Cohort) -> list[dict[str, str]]:
    """The rows, as a program reads them that knows of the mark at the beginning."""
    browser = scenes.signed_in(cohort.supervisors.get())
    answer = browser.get(f"/practice/cohorts/{cohort.pk}/attempts.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="attempts.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_row_is_an_answer_beside_its_reference(
    cohort: Cohort, trainee: User, cases: dict[str, Case]
) -> None:
    cohort.trainees.add(trainee)
    User.objects.filter(pk=trainee.pk).update(name="Zoë Ångström, “Z”")
    case = cases["brilliant-fortnight"]
    casting.start(case, trainee)
    second = casting.attempted(case, trainee, {"diagnosis": "mdd-moderate-severe"})
    third = casting.attempted(case, trainee, {"diagnosis": ""})
    rows = exported(cohort)
    assert rows[0] == {
        "User name": "trainee",
        "Name": "Zoë Ångström, “Z”",
        "Case": case.title,
        "Attempt": "2",
        "Reference of the attempt": second.code,
        "Submitted": "2026-03-09T15:04:00+00:00",
        "Criterion": "diagnosis",
        "Question": "What is the working diagnosis for this episode, after a full assessment?",
        "Answer": "Major depressive disorder, episode moderate or severe",
        "Reference": "Depressive episode in bipolar disorder",
        "Agreement": "Unsafe",
        "Unsafe": "yes",
    }
    of_third = [row for row in rows if row["Reference of the attempt"] == third.code]
    assert (of_third[0]["Attempt"], of_third[0]["Answer"]) == ("3", "")
    assert (of_third[1]["Agreement"], of_third[1]["Unsafe"]) == ("Agrees", "no")
    assert case.edition is not None
    assert len(of_third) == len(case.edition.says.references)


def test_no_cell_begins_as_a_formula_does(cohort: Cohort, cases: dict[str, Case]) -> None:
    case = cases[casting.FIRST]
    case.title = "=1+1"
    case.save()
    actions.offer(case=case, now=scenes.THEN)
    case.refresh_from_db()
    for number, beginning in enumerate(BEGINNINGS):
        # No form lets all of them through. What came another way is exported all the same.
        user = User.objects.create(
            username=f"{beginning}user{number}",
            email=f"{number}@example.org",
            name=f"{beginning}HYPERLINK(“x”),{number}",
        )
        cohort.trainees.add(user)
        casting.attempted(case, user)
    rows = exported(cohort)
    assert {row["Case"] for row in rows} == {"'=1+1"}
    assert {row["Name"] for row in rows} == {
        f"'{beginning}HYPERLINK(“x”),{number}" for number, beginning in enumerate(BEGINNINGS)
    }
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(BEGINNINGS)]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_a_dangerous_beginning_is_made_harmless(beginning: str) -> None:
    assert harmless(f"{beginning}cmd|' /C calc'!A0") == f"'{beginning}cmd|' /C calc'!A0"
    assert harmless(beginning) == f"'{beginning}"


def test_other_cells_stay_as_they_are() -> None:
    for cell in ("", "5.1 Blood pressure", "a=b", "'quoted", " =1"):
        assert harmless(cell) == cell


def test_nothing_but_the_header_without_attempts(cohort: Cohort) -> None:
    assert exported(cohort) == []


def test_what_is_under_way_or_somebody_elses_is_not_exported(
    cohort: Cohort, trainee: User, cases: dict[str, Case]
) -> None:
    cohort.trainees.add(trainee)
    casting.start(cases[casting.FIRST], trainee)
    casting.attempted(cases[casting.FIRST], scenes.make_user("stranger"))
    assert exported(cohort) == []

"""What the pages of practice cost in queries, with one attempt and with a thousand."""

from copy import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checklist.accounts.models import User
from checklist.practice.models import Attempt, Case
from checklist.walk.references import new_reference
from tests.practice import casting

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
SIGNED_IN = 2
"""The session, and whose it is."""

PAGES = {
    "/practice/": SIGNED_IN + 7,
    "/practice/progress/": SIGNED_IN + 5,
    f"/practice/{casting.FIRST}/": SIGNED_IN + 3,
    "/practice/attempts/{open}/depression/": SIGNED_IN + 1,
    "/practice/attempts/{open}/review/": SIGNED_IN + 1,
    "/practice/attempts/{seen}/depression/feedback/": SIGNED_IN + 1,
    "/practice/attempts/{done}/feedback/": SIGNED_IN + 7,
}


def queries(browser: Client, path: str) -> list[str]:
    """The queries of looking at a page, in a process that has read the checklist already."""
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200
    return [each["sql"] for each in captured if not each["sql"].startswith(FRAME)]


def many(attempt: Attempt, number: int) -> None:
    """As many more that are like it."""
    more = []
    for _ in range(number):
        another = copy(attempt)
        another.pk, another.code = None, new_reference()
        another._state = copy(attempt._state)
        another._state.adding = True
        more.append(another)
    Attempt.objects.bulk_create(more)


@pytest.fixture
def codes(cases: dict[str, Case], trainee: User) -> dict[str, str]:
    """The reference of an attempt in each state."""
    case = cases[casting.FIRST]
    seen = casting.start(case, trainee, feedback="section")
    seen.seen = ["depression"]
    seen.save()
    done = casting.attempted(case, trainee, {"suicide-risk": "unknown"})
    begun = casting.answer(casting.start(case, trainee), {"diagnosis": "bipolar"})
    return {"open": begun.code, "seen": seen.code, "done": done.code}


def test_a_page_costs_as_much_with_a_thousand_attempts_as_with_one(
    codes: dict[str, str], browser: Client
) -> None:
    def costs() -> dict[str, int]:
        return {page: len(queries(browser, page.format(**codes))) for page in PAGES}

    assert costs() == PAGES
    many(Attempt.objects.get(code=codes["done"]), 1_000)
    many(Attempt.objects.get(code=codes["open"]), 1_000)
    assert costs() == PAGES


def test_a_long_list_of_attempts_is_given_by_the_page(
    codes: dict[str, str], browser: Client
) -> None:
    many(Attempt.objects.get(code=codes["open"]), 100)
    assert browser.get("/practice/").text.count('class="job"') == 50 + 10
    assert "on the pages of their cases" in browser.get("/practice/").text
    here = f"/practice/{casting.FIRST}/"
    assert browser.get(here).text.count('class="ans"') == 50
    last = browser.get(f"{here}?page=3").text
    assert last.count('class="ans"') == 3
    assert codes["seen"] in last
    for junk in ("0", "-1", "x", "\0", "9" * 40):
        assert browser.get(here, {"page": junk}).status_code in {200, 400}


def test_submitting_costs_the_same_however_often_the_case_was_tried(
    codes: dict[str, str], browser: Client
) -> None:
    many(Attempt.objects.get(code=codes["open"]), 9)
    sent = []
    for each in Attempt.objects.in_progress().filter(feedback="end"):
        with CaptureQueriesContext(connection) as captured:
            browser.post(f"/practice/attempts/{each.code}/review/", {"revision": each.revision})
        sent.append([query["sql"] for query in captured if not query["sql"].startswith(FRAME)])
    assert {len(each) for each in sent} == {SIGNED_IN + 6}

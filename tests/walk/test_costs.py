"""What a page costs in queries, in a process that has read the checklist already."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions import withdraw
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases
from tests.walk.pages import at

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SECTIONS = (
    *("depression", "suicide-risk", "mental-health", "physical-health"),
    *("route-and-setting", "choice-and-access", "course-and-follow-up"),
)
FULL = max((case.answers for case in cases()), key=len)
"""The answers of the case that answers most."""
# What only begins and ends a transaction is not counted.
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody with a walk in which every question is answered and commented."""

    browser: Client
    walk: Assessment

    def get(self, page: str) -> list[str]:
        """The queries of looking at a page of the walk: the first word of each."""
        return self._queries("get", page)

    def post(self, page: str, **sent: str) -> list[str]:
        """The queries of sending a form to it."""
        return self._queries("post", page, sent)

    def _queries(self, method: str, page: str, *sent: dict[str, str]) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            answer: Answer = getattr(self.browser, method)(at(self.walk, page), *sent)
        assert answer.status_code in {200, 302}
        queries = (query["sql"] for query in captured)
        return [sql.split()[0] for sql in queries if not sql.startswith(FRAME)]


@pytest.fixture
def walkers(
    client: Client, guest: Client, clinician: User, version: ChecklistVersion
) -> dict[str, Walker]:
    """A clinician and a guest."""
    comments = dict.fromkeys(FULL, "Asked twice, and told the same. " * 15)
    owners = {
        "clinician": (client, clinician, ""),
        "guest": (guest, None, scenes.make_guest(guest)),
    }
    found = {}
    for name, (browser, owner, token) in owners.items():
        started = scenes.start(version, owner, guest_token=token, now=timezone.now())
        found[name] = Walker(browser, scenes.answer(started, FULL, comments))
    definition_of(published_version(version.pk))
    return found


def test_a_section_page_costs_three_queries_and_a_guests_two(walkers: dict[str, Walker]) -> None:
    for section in SECTIONS:
        assert walkers["clinician"].get(f"{section}/") == ["SELECT"] * 3
        assert walkers["guest"].get(f"{section}/") == ["SELECT"] * 2


def test_review_costs_no_more(walkers: dict[str, Walker]) -> None:
    assert walkers["clinician"].get("review/") == ["SELECT"] * 3
    assert walkers["guest"].get("review/") == ["SELECT"] * 2


def test_saving_a_section_costs_two_more_an_update_and_an_event(
    walkers: dict[str, Walker],
) -> None:
    sent = {"revision": "1", "diagnosis": "other", "diagnosis-comment": "seen again"}
    save = ["UPDATE", "INSERT"]
    assert walkers["clinician"].post("depression/", **sent) == ["SELECT"] * 3 + save
    assert walkers["guest"].post("depression/", **sent) == ["SELECT"] * 2 + save


def test_sending_what_is_stored_already_writes_nothing(walkers: dict[str, Walker]) -> None:
    sent = {"revision": "1", "diagnosis": FULL["diagnosis"]}
    assert walkers["clinician"].post("depression/", **sent) == ["SELECT"] * 3
    assert walkers["guest"].post("depression/", **sent) == ["SELECT"] * 2


def test_completing_costs_as_much_as_saving(walkers: dict[str, Walker]) -> None:
    sent = {"revision": "1", "own-view": "wait"}
    save = ["UPDATE", "INSERT"]
    assert walkers["clinician"].post("review/", **sent) == ["SELECT"] * 3 + save
    assert walkers["guest"].post("review/", **sent) == ["SELECT"] * 2 + save


@pytest.mark.parametrize(
    ("place", "clinicians", "guests"),
    [("results/", 4, 3), ("note.txt", 4, 3), ("results.json", 3, 2)],
)
def test_results_cost_four_queries_at_most_with_and_without_reasons(
    walkers: dict[str, Walker], place: str, clinicians: int, guests: int
) -> None:
    for name, number in (("clinician", clinicians), ("guest", guests)):
        walker = walkers[name]
        done = scenes.complete(walker.walk, own_view="wait")
        assert walker.get(place) == ["SELECT"] * number
        lines = walker.browser.get(at(done, "results.json")).json()["considerations"]
        for line in lines:
            reason = {"consideration": line["key"], "reason": "seen otherwise"}
            walker.browser.post(at(done, "results/reasons/"), reason)
        assert done.reasons.count() == len(lines) == 18
        assert walker.get(place) == ["SELECT"] * number


def test_results_of_an_amended_amendment_cost_no_more(walkers: dict[str, Walker]) -> None:
    walker = walkers["clinician"]
    for _ in range(3):
        scenes.complete(Assessment.objects.get(pk=walker.walk.pk))
        walker.browser.post(at(walker.walk, "amend/"))
        walker = Walker(walker.browser, Assessment.objects.latest("pk"))
    middle = Assessment.objects.filter(amends=walkers["clinician"].walk).get()
    assert Walker(walker.browser, middle).get("results/") == ["SELECT"] * 4


def test_a_reason_and_an_amendment_write_their_row_and_an_event(
    walkers: dict[str, Walker],
) -> None:
    write = ["INSERT", "INSERT"]
    sent = {"consideration": "diagnosis.mdd-moderate-severe.1", "reason": "seen otherwise"}
    for name, reads in (("clinician", 3), ("guest", 2)):
        scenes.complete(walkers[name].walk)
        assert walkers[name].post("results/reasons/", **sent) == ["SELECT"] * reads + write
        assert walkers[name].post("amend/") == ["SELECT"] * reads + write


def test_starting_reads_the_version_and_writes_an_assessment_and_an_event(
    walkers: dict[str, Walker],
) -> None:
    for name, reads in (("clinician", 3), ("guest", 2)):
        with CaptureQueriesContext(connection) as captured:
            walkers[name].browser.post("/assessments/", {"checklist": scenes.MAIN})
        words = [query["sql"].split()[0] for query in captured]
        assert words[:reads] == ["SELECT"] * reads
        assert words.count("INSERT") == 2


def test_what_is_withdrawn_costs_one_query_when_it_is_new_and_then_none(
    walkers: dict[str, Walker], version: ChecklistVersion
) -> None:
    key = f"diagnosis.{FULL['diagnosis']}.1"
    withdraw(version=version, consideration=key, reason="x", actor=None, now=scenes.THEN)
    walker = walkers["clinician"]
    assert walker.get("review/") == ["SELECT"] * 4
    for _ in range(2):
        assert walker.get("review/") == ["SELECT"] * 3
        assert walker.get("depression/") == ["SELECT"] * 3
    scenes.complete(walker.walk)
    assert walker.get("results/") == ["SELECT"] * 4
    assert walker.get("results.json") == ["SELECT"] * 3
    assert walkers["guest"].get("review/") == ["SELECT"] * 2

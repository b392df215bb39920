"""A consideration that was withdrawn: said beside it wherever it is shown, from then on."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from checklist.accounts.models import User
from checklist.content.actions import start_draft, withdraw
from checklist.content.models import ChecklistVersion
from checklist.content.withdrawn import kept_withdrawals
from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import Element, at, read

LATER = scenes.THEN + timedelta(days=1)
TOLD = "Withdrawn, 10 March 2026, 15:04 UTC: this no longer holds."
LINE = "diagnosis.mdd-moderate-severe.1"
URGENT_LINE = "suicide-risk.imminent.1"
ANSWERS = {"diagnosis": "mdd-moderate-severe", "suicide-risk": "imminent"}

Withdraws = Callable[..., None]


@pytest.fixture
def withdraws(version: ChecklistVersion) -> Withdraws:
    """Withdraws a consideration of the version in use."""

    def act(key: str, reason: str = "A later trial disproved it.") -> None:
        withdraw(version=version, consideration=key, reason=reason, actor=None, now=LATER)

    return act


@pytest.fixture
def going(assessment: Assessment) -> Assessment:
    """An assessment in progress that raises both."""
    return scenes.answer(assessment, ANSWERS)


@pytest.fixture
def done(going: Assessment) -> Assessment:
    """The same, completed."""
    return scenes.complete(going)


def shown(client: Client, assessment: Assessment, page: str) -> dict[str, Element]:
    """The considerations on a page, by their keys."""
    page_read = read(client.get(at(assessment, page)))
    return {
        each["data-consideration"]: each for each in page_read if "data-consideration" in each.attrs
    }


def told(client: Client, assessment: Assessment, page: str) -> dict[str, str]:
    """What is said of withdrawn considerations on a page, by the keys of these."""
    found = shown(client, assessment, page)
    return {key: said for key, each in found.items() for said in each.texts(class_="gone")}


def test_results_say_it_beside_the_line_and_leave_the_others(
    client: Client, done: Assessment, withdraws: Withdraws
) -> None:
    assert told(client, done, "results/") == {}
    before = list(shown(client, done, "results/"))
    withdraws(LINE)
    assert told(client, done, "results/") == {LINE: f"{TOLD} A later trial disproved it."}
    assert list(shown(client, done, "results/")) == before


@pytest.mark.parametrize("page", ["suicide-risk/", "depression/", "review/"])
def test_the_urgent_notice_of_an_open_assessment_says_it(
    client: Client, going: Assessment, withdraws: Withdraws, page: str
) -> None:
    assert told(client, going, page) == {}
    withdraws(URGENT_LINE, "Ring first.")
    assert told(client, going, page) == {URGENT_LINE: f"{TOLD} Ring first."}


def test_the_notice_that_script_shows_at_once_says_it_too(
    client: Client, assessment: Assessment, withdraws: Withdraws
) -> None:
    def notice() -> str:
        text = client.get(at(assessment, "suicide-risk/")).text
        (found,) = re.findall(
            rf'<template data-urgent="{URGENT_LINE}">(.*?)</template>', text, re.DOTALL
        )
        return " ".join(strip_tags(found).split())

    assert "Withdrawn" not in notice()
    withdraws(URGENT_LINE, "Ring first.")
    assert f"{TOLD} Ring first." in notice()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"revision": "0", "suicide-risk": "imminent", "safety-plan-comment": "new"}, 409),
        ({"revision": "1", "suicide-risk": "imminent", "safety-plan-comment": "x" * 501}, 422),
    ],
)
def test_a_section_that_could_not_be_saved_says_it_too(
    client: Client,
    going: Assessment,
    withdraws: Withdraws,
    fields: dict[str, str],
    status: int,
) -> None:
    withdraws(URGENT_LINE)
    answer = client.post(at(going, "suicide-risk/"), fields)
    assert answer.status_code == status
    assert TOLD in read(answer).one(id="urgent").text


def test_the_note_says_it_below_the_line(
    client: Client, done: Assessment, withdraws: Withdraws
) -> None:
    def note() -> str:
        return " ".join(client.get(at(done, "note.txt")).text.split())

    before = note()
    withdraws(LINE)
    told_there = (
        "WITHDRAWN, 10 March 2026, 15:04 UTC, it no longer holds: A later trial disproved it. "
    )
    assert told_there in note()
    assert note().replace(told_there, "") == before
    lines = client.get(at(done, "note.txt")).text.splitlines()
    assert max(map(len, lines)) <= 80


def test_the_results_for_machines_say_it_of_that_line_alone(
    client: Client, done: Assessment, withdraws: Withdraws
) -> None:
    def data() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(client.get(at(done, "results.json")).text)
        return found

    before = data()
    withdraws(LINE)
    after = data()
    (line,) = [each for each in after["considerations"] if "withdrawn" in each]
    assert line["key"] == LINE
    assert line.pop("withdrawn") == {
        "reason": "A later trial disproved it.",
        "at": "2026-03-10T15:04:00+00:00",
    }
    assert after == before


def test_what_was_stored_when_it_was_completed_stays_as_it_was(
    client: Client, done: Assessment, withdraws: Withdraws
) -> None:
    before = scenes.stored()
    withdraws(LINE)
    for page in ("results/", "note.txt", "results.json"):
        client.get(at(done, page))
    assert scenes.stored() == before


def test_what_is_completed_afterwards_stores_the_same_summary(
    going: Assessment, withdraws: Withdraws
) -> None:
    withdraws(LINE)
    keys = [raised.key for raised in scenes.summary_of(scenes.complete(going)).considerations]
    assert LINE in keys


def test_an_editors_words_are_text(client: Client, done: Assessment, withdraws: Withdraws) -> None:
    withdraws(LINE, "<b>5 < 6</b> & more")
    assert told(client, done, "results/") == {LINE: f"{TOLD} <b>5 < 6</b> & more"}


def test_each_one_that_is_withdrawn_is_shown_at_once(
    client: Client, done: Assessment, withdraws: Withdraws
) -> None:
    for number, key in enumerate((LINE, URGENT_LINE), start=1):
        withdraws(key)
        assert len(told(client, done, "results/")) == number


def test_another_process_shows_it_at_once(
    client: Client, done: Assessment, version: ChecklistVersion, withdraws: Withdraws
) -> None:
    """Each process keeps what it knew, one of them from before: both are told by the database."""
    withdraws(LINE)
    client.get(at(done, "results/"))
    here = kept_withdrawals.cache_info()
    assert here.currsize == 1
    # As another process stores it, which can clear nothing that is kept in this one.
    version.withdrawals.create(consideration=URGENT_LINE, reason="There.", at=LATER)
    assert set(told(client, done, "results/")) == {LINE, URGENT_LINE}
    kept_withdrawals.cache_clear()
    assert set(told(client, done, "results/")) == {LINE, URGENT_LINE}


def test_another_version_that_says_the_same_still_holds(
    client: Client, clinician: User, version: ChecklistVersion, withdraws: Withdraws
) -> None:
    draft = start_draft(checklist=version.checklist, label="1.1", actor=None, now=LATER)
    newer = scenes.put_in_use(draft, now=LATER)
    assert newer.digest == version.digest
    walks = [scenes.answer(scenes.start(each, clinician), ANSWERS) for each in (version, newer)]
    withdraws(URGENT_LINE)
    for _ in range(2):
        assert [set(told(client, walk, "review/")) for walk in walks] == [{URGENT_LINE}, set()]


def test_a_guest_is_told_as_well(
    client: Client, guest: Client, version: ChecklistVersion, withdraws: Withdraws
) -> None:
    token = scenes.make_guest(guest)
    walk = scenes.start(version, guest_token=token, now=timezone.now())
    walk = scenes.answer(walk, ANSWERS)
    withdraws(URGENT_LINE)
    assert set(told(guest, walk, "review/")) == {URGENT_LINE}
    scenes.complete(walk)
    assert set(told(guest, walk, "results/")) == {URGENT_LINE}


def test_the_start_page_shows_no_withdrawn_consideration_as_an_example(
    client: Client, withdraws: Withdraws
) -> None:
    (example,) = read(client.get("/")).texts(class_="say")
    rules = [rule.consideration for rule in scenes.starter(scenes.MAIN).definition.rules]
    (shown_there,) = [each for each in rules if each.text == example]
    withdraws(shown_there.key)
    assert example not in read(client.get("/")).text

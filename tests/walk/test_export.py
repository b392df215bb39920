"""results.json: the results for machines, in the shape that others rely on."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.walk.export import status_of
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import Case, cases
from tests.walk.pages import at

STARTER_CASES = [case for case in cases() if case.checklist == scenes.MAIN]
DONE = datetime(2026, 3, 9, 15, 4, 5, tzinfo=UTC)


def test_the_whole_of_a_small_result(client: Client, small: Assessment, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    answers = {"depth": "deep", "length": "years"}
    scenes.complete(
        scenes.answer(small, answers, {"depth": "Not for machines."}),
        own_view="Nor this.",
        now=DONE,
    )
    assert client.get(at(small, "results.json")).json() == {
        "reference": small.code,
        "status": "completed",
        "checklist": {
            "slug": "small",
            "version": "2.1",
            "digest": small.version.digest,
            "language": "en",
        },
        "completed_at": "2026-03-09T15:04:05+00:00",
        "purpose": "To be small.",
        "considerations": [
            {
                "key": "depth.deep.2",
                "kind": "urgent",
                "text": "Act now.",
                "because": [{"criterion": "depth", "option": "deep"}],
                "rule": None,
                "sources": [],
            },
            {
                "key": "rule-deep-long",
                "kind": "resolve",
                "text": "Deep, and not for weeks only.",
                "because": [
                    {"criterion": "depth", "option": "deep"},
                    {"criterion": "length", "option": "years"},
                ],
                "rule": "Shown whenever 1.1 Depth is “Deep”, and 1.2 Length is “Years” or “Not "
                "known yet”.",
                "sources": [{"key": "label", "locator": "Uses"}],
            },
            {
                "key": "depth.deep.1",
                "kind": "caution",
                "text": "It is deep.",
                "because": [{"criterion": "depth", "option": "deep"}],
                "rule": None,
                "sources": [
                    {"key": "article", "locator": "§2"},
                    {"key": "label", "locator": "Warnings"},
                ],
            },
            {
                "key": "length.years.1",
                "kind": "support",
                "text": "It lasts.",
                "because": [{"criterion": "length", "option": "years"}],
                "rule": None,
                "sources": [],
            },
            {
                "key": "rule-alone",
                "kind": "note",
                "text": "Ask again.",
                "because": [{"criterion": "depth", "option": "deep"}],
                "rule": "Shown whenever 1.2 Length is “Weeks”, or 2.1 Help is “No”, or 1.1 Depth "
                "is “Deep”.",
                "sources": [],
            },
        ],
        "missing": ["help"],
        "not_asked": [],
        "limits": ["It knows little.", "It is not real."],
    }


def test_its_parts_stand_in_the_order_of_the_contract(client: Client, small: Assessment) -> None:
    scenes.complete(small)
    assert list(client.get(at(small, "results.json")).json()) == [
        "reference",
        "status",
        "checklist",
        "completed_at",
        "purpose",
        "considerations",
        "missing",
        "not_asked",
        "limits",
    ]


@pytest.mark.parametrize("case", STARTER_CASES, ids=lambda case: str(case.key))
def test_every_case_has_its_considerations_in_the_order_of_kinds(
    client: Client, assessment: Assessment, case: Case
) -> None:
    scenes.complete(scenes.answer(assessment, case.answers))
    data = client.get(at(assessment, "results.json")).json()
    assert [(each["kind"], each["key"]) for each in data["considerations"]] == [
        (kind, key) for kind, keys in case.considerations.items() for key in keys
    ]
    assert sorted(data["missing"]) == sorted(case.missing)
    assert sorted(data["not_asked"]) == sorted(case.out_of_view)


def test_missing_and_not_asked_stand_in_document_order_and_an_answer_out_of_view_nowhere(
    client: Client, assessment: Assessment
) -> None:
    answers = {"suicide-risk": "low", "safety-plan": "absent", "diagnosis": "unknown"}
    scenes.complete(scenes.answer(assessment, answers))
    answer = client.get(at(assessment, "results.json"))
    data = answer.json()
    assert data["missing"][:3] == ["diagnosis", "adequate-trials", "alternatives"]
    assert data["not_asked"] == ["trial-limits", "safety-plan", "mood-protection", "certified"]
    assert "absent" not in answer.text


def test_nothing_typed_stands_in_it(client: Client, small: Assessment) -> None:
    answered = scenes.answer(small, {"depth": "deep"}, {"depth": "A comment."})
    scenes.complete(answered, own_view="A view.")
    sent = {"consideration": "depth.deep.1", "reason": "A reason."}
    assert client.post(at(small, "results/reasons/"), sent).status_code == 302
    text = client.get(at(small, "results.json")).text
    assert [typed for typed in ("A comment.", "A view.", "A reason.") if typed in text] == []


def test_it_is_json_that_is_not_kept_by_a_browser(client: Client, small: Assessment) -> None:
    scenes.complete(small)
    answer = client.get(at(small, "results.json"))
    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(answer.content.decode("utf-8"))["purpose"] == "To be small."


def test_before_completion_it_says_that_there_are_no_results(
    client: Client, small: Assessment
) -> None:
    answer = client.get(at(small, "results.json"))
    assert answer.status_code == 409
    assert answer.json() == {"reference": small.code, "status": "in-progress"}


def test_an_amendment_is_in_progress_until_it_is_completed_and_amended_from_then_on(
    client: Client, small: Assessment
) -> None:
    old = scenes.complete(small)
    client.post(at(old, "amend/"))
    new = Assessment.objects.get(amends=old)
    assert status_of(new) == "in-progress"
    assert client.get(at(new, "results.json")).json()["status"] == "in-progress"
    scenes.complete(new)
    assert client.get(at(new, "results.json")).json()["status"] == "amended"
    assert client.get(at(old, "results.json")).json()["status"] == "completed"

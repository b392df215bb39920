"""Completing: the summary is stored, the assessment is closed, and nothing changes it any more."""

from typing import Any

import pytest
from django.test import Client

from checklist.walk import actions
from checklist.walk.models import Assessment, Event, Reason
from tests import scenes
from tests.walk.pages import at, reached, read


def everything(assessment: Assessment) -> tuple[object, ...]:
    """All that is stored of this assessment."""
    return (
        Assessment.objects.filter(pk=assessment.pk).values().get(),
        list(Event.objects.filter(assessment=assessment).values()),
        list(Reason.objects.filter(assessment=assessment).values()),
    )


def test_completing_stores_the_summary_and_the_own_view_and_leads_to_the_results(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "mild"})
    sent = {"revision": "1", "own-view": " Rather not,\r\nfor now. "}
    answer = client.post(at(small, "review/"), sent)
    assert reached(answer) == (302, at(small, "results/"))
    small.refresh_from_db()
    assert (small.status, small.own_view) == ("completed", "Rather not,\nfor now.")
    assert small.completed_at == small.saved_at
    assert small.summary == (
        '{"considerations":[],"missing":[{"criterion":"help","unknown":false}],'
        '"not_asked":["length"],"limits":["It knows little.","It is not real."]}'
    )
    assert [(event.kind, event.revision) for event in small.events.all()] == [
        ("started", 0),
        ("saved", 1),
        ("completed", 1),
    ]


@pytest.mark.parametrize("sent", [{}, {"own-view": ""}, {"own-view": " \r\n "}])
def test_the_own_view_may_be_left_out(
    client: Client, small: Assessment, sent: dict[str, str]
) -> None:
    answer = client.post(at(small, "review/"), {"revision": "0", **sent})
    assert reached(answer) == (302, at(small, "results/"))
    small.refresh_from_db()
    assert (small.status, small.own_view) == ("completed", "")


def test_an_own_view_of_200_characters_is_kept_whole(client: Client, small: Assessment) -> None:
    client.post(at(small, "review/"), {"revision": "0", "own-view": "é" * 199 + "😀"})
    small.refresh_from_db()
    assert small.own_view == "é" * 199 + "😀"


@pytest.mark.parametrize(
    ("own_view", "message"),
    [
        ("x" * 201, "Shorten this by 1 character: it has 201, and 200 are allowed."),
        ("x" * 260, "Shorten this by 60 characters: it has 260, and 200 are allowed."),
        ("No\x00", "Take out the character that cannot be stored."),
        (["No", "Yes"], "This was sent twice. Choose or write it once."),
    ],
)
def test_an_own_view_that_cannot_be_stored_is_kept_in_its_box_and_nothing_is_completed(
    client: Client, small: Assessment, own_view: str | list[str], message: str
) -> None:
    answer = client.post(at(small, "review/"), {"revision": "0", "own-view": own_view})
    assert answer.status_code == 422
    page = read(answer)
    box = page.one("textarea", name="own-view")
    assert box.typed == (own_view if isinstance(own_view, str) else "Yes")
    assert box["aria-invalid"] == "true"
    error = page.one(id="id_own-view_error")
    assert (error.text, error["id"] in box["aria-describedby"]) == (f"Error: {message}", True)
    summary = page.one(role="alert")
    assert summary.text == f"This assessment is not completed yet {message}"
    assert summary.one("a")["href"] == f"#{box['id']}"
    small.refresh_from_db()
    assert (small.status, small.own_view, small.summary) == ("in-progress", "", "")


@pytest.mark.parametrize("revision", [None, "", "-1", "one", "9" * 30, ["0", "0"]])
def test_completing_needs_just_one_revision(
    client: Client, small: Assessment, revision: str | list[str] | None
) -> None:
    sent: dict[str, Any] = {} if revision is None else {"revision": revision}
    answer = client.post(at(small, "review/"), sent)
    assert answer.status_code == 400
    assert read(answer).texts(class_="lede")[0] == (
        "The page sent no revision number, by which two saves are told apart."
    )
    small.refresh_from_db()
    assert small.status == "in-progress"


def test_answers_that_changed_since_the_review_are_shown_before_anything_is_completed(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "mild"})
    answer = client.post(at(small, "review/"), {"revision": "0", "own-view": "Rather not."})
    assert answer.status_code == 409
    page = read(answer)
    assert page.one(role="alert").texts("h2") == ["The answers changed while this page was open"]
    assert page.texts("li", class_="ans") == [
        "2.1 Help No answer Answer 2.1, Help",
        "1.1 Depth Mild Change 1.1, Depth",
    ]
    again = page.one("form", action=at(small, "review/")).fields()
    assert again == {"revision": ["1"], "own-view": ["Rather not."]}
    small.refresh_from_db()
    assert small.status == "in-progress"
    assert reached(client.post(at(small, "review/"), again)) == (302, at(small, "results/"))


def test_a_refused_own_view_does_not_hide_that_the_answers_changed(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "mild"})
    refused = client.post(at(small, "review/"), {"revision": "0", "own-view": "x" * 201})
    again = read(refused).one("form", action=at(small, "review/")).fields()
    assert (refused.status_code, again["revision"]) == (422, ["0"])
    answer = client.post(at(small, "review/"), {**again, "own-view": "x"})
    assert answer.status_code == 409


def test_completing_twice_with_the_same_content_leads_to_the_results(
    client: Client, small: Assessment
) -> None:
    sent = {"revision": "0", "own-view": "Rather not.\r\n"}
    client.post(at(small, "review/"), sent)
    before = everything(small)
    answer = client.post(at(small, "review/"), sent)
    assert reached(answer) == (302, at(small, "results/"))
    assert everything(small) == before


@pytest.mark.parametrize("path", ["mood/", "plan/", "review/"])
def test_a_completed_assessment_shows_its_results_where_it_was_answered(
    client: Client, small: Assessment, path: str
) -> None:
    scenes.complete(small)
    assert reached(client.get(at(small, path))) == (302, at(small, "results/"))


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("mood/", {"revision": "1", "depth": "mild"}),
        ("mood/", {"revision": "1", "depth": "deep"}),
        ("mood/", {"revision": "1", "depth": ""}),
        ("mood/", {"revision": "2", "depth": "mild"}),
        ("mood/", {"revision": "1", "depth": "nothing"}),
        ("mood/", {"revision": "1", "depth-comment": "x" * 501}),
        ("mood/", {"revision": "1", "go": "nowhere"}),
        ("mood/", {}),
        ("plan/", {"revision": "1", "help": "no"}),
        ("review/", {"revision": "1", "own-view": "Changed my mind."}),
        ("review/", {"revision": "1", "own-view": ""}),
        ("review/", {"revision": "0", "own-view": "Rather not."}),
        ("review/", {"revision": "1", "own-view": "x" * 201}),
    ],
)
def test_no_form_changes_what_is_completed(
    client: Client, small: Assessment, path: str, sent: dict[str, str]
) -> None:
    scenes.complete(scenes.answer(small, {"depth": "deep"}), own_view="Rather not.")
    before = everything(small)
    answer = client.post(at(small, path), sent)
    assert answer.status_code == 409
    shown = read(answer)
    assert shown.texts("h1") == ["This assessment is completed"]
    assert shown.texts(class_="lede") == [
        (
            "It can be read but not changed any more, so nothing was saved. To change something, "
            "open its results and choose “Amend in a new assessment”."
        )
    ]
    assert [(each.text, each["href"]) for each in shown.one("main").all("a")] == [
        ("Its results", at(small, "results/")),
        ("My assessments", "/assessments/"),
    ]
    assert everything(small) == before


def test_adding_a_reason_or_amending_leaves_the_assessment_itself_as_it_was(
    client: Client, small: Assessment
) -> None:
    scenes.complete(scenes.answer(small, {"depth": "deep"}))
    before = Assessment.objects.filter(pk=small.pk).values().get()
    reason = {"consideration": "depth.deep.1", "reason": "It is better already."}
    assert client.post(at(small, "results/reasons/"), reason).status_code == 302
    assert client.post(at(small, "amend/")).status_code == 302
    assert Assessment.objects.filter(pk=small.pk).values().get() == before


def test_a_form_sent_while_another_one_completes_is_told_so(
    client: Client, small: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = actions.save_section

    def completed_meanwhile(**given: Any) -> Assessment:
        scenes.complete(Assessment.objects.get(pk=small.pk))
        return save(**given)

    monkeypatch.setattr(actions, "save_section", completed_meanwhile)
    answer = client.post(at(small, "mood/"), {"revision": "0", "depth": "deep"})
    assert (answer.status_code, read(answer).texts("h1")) == (409, ["This assessment is completed"])
    small.refresh_from_db()
    assert small.answers == {}

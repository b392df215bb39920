"""Supervisors comment on submitted attempts; the trainee and the other supervisors read it."""

import pytest
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.practice import actions
from checklist.practice.models import Attempt, AttemptEvent, Case, Comment
from tests import scenes
from tests.practice import casting
from tests.practice.cohorts import make_cohort, make_supervisor
from tests.walk.pages import read


@pytest.fixture
def supervisor(db: None) -> User:
    """Somebody who supervises."""
    return make_supervisor()


@pytest.fixture
def attempt(cases: dict[str, Case], trainee: User, supervisor: User) -> Attempt:
    """A submitted attempt of a trainee of the supervisor."""
    make_cohort(supervisor, trainee)
    return casting.attempted(cases[casting.FIRST], trainee, {"diagnosis": "bipolar"})


@pytest.fixture
def desk(supervisor: User) -> Client:
    """The supervisor's browser."""
    return scenes.signed_in(supervisor)


def comment(browser: Client, attempt: Attempt, text: str) -> tuple[int, str]:
    """The status, and where it leads."""
    sent = {"comment": text}
    answer = browser.post(f"/practice/attempts/{attempt.code}/comments/", sent)
    return answer.status_code, answer.get("Location", "")


def test_a_comment_is_read_by_the_trainee_and_by_every_supervisor(
    attempt: Attempt, desk: Client, browser: Client, supervisor: User
) -> None:
    colleague = make_supervisor("colleague")
    attempt.owner.cohorts.get().supervisors.add(colleague)
    feedback = f"/practice/attempts/{attempt.code}/feedback/"
    assert "Comments" not in browser.get(feedback).text
    before = timezone.now()
    status, where = comment(desk, attempt, " Look at <b>sleep</b> again.\r\nIt matters. ")
    made = Comment.objects.get()
    assert (status, where) == (302, f"{feedback}#remark-{made.pk}")
    assert made.text == "Look at <b>sleep</b> again.\nIt matters."
    assert before <= made.at <= timezone.now()
    for reader in (desk, browser, scenes.signed_in(colleague)):
        told = read(reader.get(feedback)).one("li", id=f"remark-{made.pk}").text
        assert told.startswith("supervisor, ")
        assert told.endswith("UTC Look at <b>sleep</b> again. It matters.")
    assert "Add this comment" in desk.get(feedback).text
    assert "Add this comment" not in browser.get(feedback).text


def test_a_comment_leaves_a_trace_and_alters_nothing_of_the_attempt(
    attempt: Attempt, desk: Client, supervisor: User
) -> None:
    before = Attempt.objects.values().get()
    comment(desk, attempt, "Well seen.")
    assert Attempt.objects.values().get() == before
    last = AttemptEvent.objects.last()
    assert last is not None
    assert (last.kind, last.actor) == ("commented", supervisor)
    assert last.changes == {"comment": Comment.objects.get().pk}


def test_a_comment_that_will_not_do_is_told_at_its_field_and_kept(
    attempt: Attempt, desk: Client
) -> None:
    at = f"/practice/attempts/{attempt.code}/comments/"
    for typed, told in (
        ("", "Write a comment, or leave it."),
        (" \n ", "Write a comment, or leave it."),
        ("x" * 2001, "Shorten this by 1 character: it has 2001, and 2000 are allowed."),
        ("a\0b", "Take out the character that cannot be stored."),
    ):
        answer = desk.post(at, {"comment": typed})
        page = read(answer)
        assert answer.status_code == 422
        assert page.one(id="id_comment_error").text == f"Error: {told}"
        assert page.one("textarea", id="id_comment").typed == typed
        assert page.one("h1").text == "Two careful trials, one clear plan"
    assert not Comment.objects.exists()
    assert comment(desk, attempt, "x" * 2000)[0] == 302


def test_nobody_else_comments(attempt: Attempt, browser: Client) -> None:
    stranger = make_supervisor("stranger")
    make_cohort(stranger, scenes.make_user("another"))
    admin = scenes.make_user("admin", is_staff=True, is_superuser=True)
    for reader in (browser, scenes.signed_in(stranger), scenes.signed_in(admin)):
        assert comment(reader, attempt, "Mine.")[0] == 404
    assert not Comment.objects.exists()


def test_what_is_under_way_takes_no_comment(
    attempt: Attempt, supervisor: User, desk: Client
) -> None:
    under_way = casting.start(attempt.edition.case, attempt.owner)
    assert comment(desk, under_way, "Too early.")[0] == 404
    with pytest.raises(actions.NotSubmitted):
        actions.add_comment(
            attempt=under_way, author=supervisor, text="Too early.", now=scenes.THEN
        )
    assert not Comment.objects.exists()


def test_a_comment_typed_as_the_session_ended_goes_through_sign_in(
    attempt: Attempt, supervisor: User
) -> None:
    at = f"/practice/attempts/{attempt.code}/comments/"
    visitor = Client()
    answer = visitor.post(at, {"comment": "Look at sleep again."})
    assert answer.status_code == 403
    page = read(answer)
    assert page.one("textarea").typed == "Look at sleep again."
    sent = page.one("form", action="/accounts/login/").fields()
    sent |= {"login": ["supervisor"], "password": [scenes.PASSWORD]}
    signed_in = visitor.post("/accounts/login/", sent, follow=True)
    assert Comment.objects.get().text == "Look at sleep again."
    assert "Look at sleep again." in signed_in.text

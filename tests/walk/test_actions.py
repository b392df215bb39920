"""The only code that writes: one transaction and one event an act, and what each refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk import actions, saving
from checklist.walk.models import Assessment, Event, Given
from tests import scenes

LATER = scenes.THEN + timedelta(minutes=5)


def save(assessment: Assessment, revision: int, **changes: Given) -> Assessment:
    """Save these changes as the assessment's owner, five minutes after it was started."""
    return actions.save_section(
        assessment=assessment,
        revision=revision,
        changes=changes,
        actor=assessment.owner,
        now=LATER,
    )


def complete(assessment: Assessment, revision: int, own_view: str = "") -> None:
    """Complete it as its owner, five minutes after it was started."""
    actions.complete(
        assessment=assessment,
        revision=revision,
        own_view=own_view,
        actor=assessment.owner,
        now=LATER,
    )


def again(assessment: Assessment) -> Assessment:
    """The same assessment as another request has it."""
    return Assessment.objects.get(pk=assessment.pk)


def events(assessment: Assessment) -> list[tuple[Any, ...]]:
    """What has happened to it."""
    return [
        (each.kind, each.at, each.actor, each.revision, each.changes)
        for each in Event.objects.filter(assessment=assessment)
    ]


def test_a_new_assessment_is_empty_and_has_a_reference(
    version: ChecklistVersion, clinician: User
) -> None:
    made = actions.start(version=version, owner=clinician, guest_token="", now=scenes.THEN)
    stored = again(made)
    assert (stored.owner, stored.version, stored.answers, stored.revision) == (
        clinician,
        version,
        {},
        0,
    )
    assert stored.started_at == stored.saved_at == scenes.THEN
    assert events(made) == [("started", scenes.THEN, clinician, 0, {})]


def test_a_reference_that_is_taken_is_drawn_again(
    version: ChecklistVersion, clinician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = Assessment._meta.get_field("code")
    taken = scenes.start(version, clinician).code
    monkeypatch.setattr(field, "_get_default", lambda: taken)
    monkeypatch.setattr(saving, "new_reference", iter([taken, "AAAA-BBBB"]).__next__)
    assert scenes.start(version, clinician).code == "AAAA-BBBB"
    assert Event.objects.count() == 2


def test_a_reference_is_not_drawn_for_ever(
    version: ChecklistVersion, clinician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = scenes.start(version, clinician).code
    monkeypatch.setattr(Assessment._meta.get_field("code"), "_get_default", lambda: taken)
    monkeypatch.setattr(saving, "new_reference", lambda: taken)
    with pytest.raises(IntegrityError):
        scenes.start(version, clinician)
    assert Assessment.objects.count() == 1


def test_an_assessment_is_an_owners_or_a_guests_and_never_both_or_neither(
    version: ChecklistVersion, clinician: User
) -> None:
    for owner, token in ((clinician, "token"), (None, "")):
        with pytest.raises(IntegrityError):
            actions.start(version=version, owner=owner, guest_token=token, now=scenes.THEN)
    assert Assessment.objects.count() == 0


def test_a_save_is_one_event_with_the_old_and_the_new_value_of_what_changed(
    small: Assessment,
) -> None:
    first = save(small, 0, depth={"option": "deep", "comment": "As told."}, help={"option": "no"})
    second = save(first, 1, depth={"option": "mild"}, help={"option": "no", "comment": ""})
    third = save(second, 2, depth={"option": "", "comment": ""})
    assert third.answers == {"help": {"option": "no"}}
    assert events(small)[1:] == [
        (
            "saved",
            LATER,
            small.owner,
            1,
            {
                "depth": {"old": None, "new": {"option": "deep", "comment": "As told."}},
                "help": {"old": None, "new": {"option": "no"}},
            },
        ),
        (
            "saved",
            LATER,
            small.owner,
            2,
            {
                "depth": {
                    "old": {"option": "deep", "comment": "As told."},
                    "new": {"option": "mild", "comment": "As told."},
                }
            },
        ),
        (
            "saved",
            LATER,
            small.owner,
            3,
            {"depth": {"old": {"option": "mild", "comment": "As told."}, "new": None}},
        ),
    ]


def test_a_save_returns_what_is_stored_and_leaves_what_it_was_given_as_it_was(
    small: Assessment,
) -> None:
    saved = save(small, 0, depth={"option": "deep"})
    assert (small.answers, small.revision, small.saved_at) == ({}, 0, scenes.THEN)
    stored = again(small)
    assert (saved.answers, saved.revision, saved.saved_at) == (
        stored.answers,
        stored.revision,
        stored.saved_at,
    )
    assert (stored.answers, stored.revision, stored.saved_at) == (
        {"depth": {"option": "deep"}},
        1,
        LATER,
    )


@pytest.mark.parametrize(
    "changes", [{}, {"depth": {}}, {"depth": {"option": "deep"}}, {"help": {"option": ""}}]
)
def test_what_is_stored_already_is_no_save(small: Assessment, changes: dict[str, Given]) -> None:
    saved = save(small, 0, depth={"option": "deep"})
    assert save(saved, 0, **changes) is saved
    assert again(small).saved_at == LATER
    assert len(events(small)) == 2


def test_of_two_saves_from_one_revision_the_second_is_refused_with_what_is_stored(
    small: Assessment,
) -> None:
    mine, theirs = again(small), again(small)
    save(mine, 0, depth={"option": "deep"})
    with pytest.raises(saving.StaleRevision) as refused:
        save(theirs, 0, depth={"option": "mild"})
    assert (refused.value.current.answers, refused.value.current.revision) == (
        {"depth": {"option": "deep"}},
        1,
    )
    assert again(small).answers == {"depth": {"option": "deep"}}
    assert len(events(small)) == 2


def test_of_two_saves_of_the_same_content_the_second_is_accepted_and_writes_nothing(
    small: Assessment,
) -> None:
    mine, theirs = again(small), again(small)
    save(mine, 0, depth={"option": "deep"}, help={"option": "no"})
    accepted = save(theirs, 0, depth={"option": "deep"})
    assert (accepted.answers, accepted.revision) == (
        {"depth": {"option": "deep"}, "help": {"option": "no"}},
        1,
    )
    assert len(events(small)) == 2


def test_a_save_from_an_older_revision_is_refused_without_a_race_too(small: Assessment) -> None:
    saved = save(small, 0, depth={"option": "deep"})
    with pytest.raises(saving.StaleRevision) as refused:
        save(saved, 0, help={"option": "no"})
    assert refused.value.current is saved


@pytest.mark.parametrize("other", ["completed before", "completed meanwhile"])
def test_nothing_is_saved_in_what_is_completed(small: Assessment, other: str) -> None:
    mine = again(small)
    complete(small, 0)
    if other == "completed before":
        mine = again(small)
    with pytest.raises(saving.AlreadyCompleted):
        save(mine, 0, depth={"option": "deep"})
    assert (again(small).answers, len(events(small))) == ({}, 2)


def test_completing_stores_the_summary_in_one_event(small: Assessment) -> None:
    saved = save(small, 0, depth={"option": "mild"})
    complete(saved, 1, "Rather not.")
    stored = again(small)
    assert (stored.status, stored.own_view, stored.completed_at, stored.saved_at) == (
        "completed",
        "Rather not.",
        LATER,
        LATER,
    )
    assert scenes.summary_of(stored).missing[0].criterion == "help"
    assert events(small)[2:] == [("completed", LATER, small.owner, 1, {})]


def test_answers_that_changed_are_not_completed(small: Assessment) -> None:
    before = again(small)
    save(small, 0, depth={"option": "deep"})
    for stale in (before, again(small)):
        with pytest.raises(saving.StaleRevision) as refused:
            complete(stale, 0)
        assert refused.value.current.revision == 1
    assert again(small).status == "in-progress"


@pytest.mark.parametrize("other", ["completed before", "completed meanwhile"])
def test_what_is_completed_is_not_completed_again(small: Assessment, other: str) -> None:
    mine = again(small)
    complete(small, 0, "First.")
    if other == "completed before":
        mine = again(small)
    with pytest.raises(saving.AlreadyCompleted):
        complete(mine, 0, "Second.")
    assert (again(small).own_view, len(events(small))) == ("First.", 2)


def test_what_is_open_is_neither_amended_nor_seen_otherwise(small: Assessment) -> None:
    opened = scenes.start(small.version, small.owner)
    done = scenes.complete(scenes.answer(small, {"depth": "deep"}))
    line = scenes.summary_of(done).considerations[0]
    with pytest.raises(actions.NotCompleted):
        actions.amend(assessment=opened, actor=None, now=LATER)
    with pytest.raises(actions.NotCompleted):
        actions.add_reason(assessment=opened, line=line, text="No.", actor=None, now=LATER)
    assert (opened.reasons.count(), opened.amendments.count()) == (0, 0)


def test_an_act_whose_event_fails_leaves_nothing_behind(
    small: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = scenes.complete(
        scenes.answer(scenes.start(small.version, small.owner), {"depth": "deep"})
    )
    line = scenes.summary_of(done).considerations[0]

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(saving, "record", fail)
    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        scenes.start(small.version, small.owner)
    with pytest.raises(RuntimeError):
        save(small, 0, depth={"option": "deep"})
    with pytest.raises(RuntimeError):
        complete(small, 0)
    with pytest.raises(RuntimeError):
        actions.add_reason(assessment=done, line=line, text="No.", actor=None, now=LATER)
    assert Assessment.objects.count() == 2
    stored = again(small)
    assert (stored.answers, stored.revision, stored.status) == ({}, 0, "in-progress")
    assert done.reasons.count() == 0

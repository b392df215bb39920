"""Starting, publishing and discarding drafts."""

from datetime import date, timedelta

import pytest

from checklist.content.actions import (
    BadLabel,
    InvalidDraft,
    LabelTaken,
    NoActiveVersion,
    NotADraft,
    discard,
    editing,
    publish,
    start_draft,
)
from checklist.content.actions.in_use import Content, put_in_use
from checklist.content.compile import compiled
from checklist.content.models import Checklist, ChecklistVersion, Status
from checklist.content.models.rows import ROW_MODELS, Criterion, Draft, Limit
from checklist.content.published import definition_of
from checklist.engine import codec
from tests import scenes

LATER = scenes.THEN + timedelta(days=1)
LATEST = LATER + timedelta(days=1)
REVIEW_BY = date(2027, 3, 9)


def stored_rows() -> int:
    return sum(model._default_manager.count() for model in ROW_MODELS)


def reworded(draft: ChecklistVersion, question: str) -> ChecklistVersion:
    """The draft after its first question was reworded."""
    first = Criterion.objects.filter(section__draft_id=draft.pk).order_by("pk")[:1].get()
    first.question = question
    first.save()
    return draft


def test_a_draft_starts_as_a_full_copy_of_the_active_version(active: ChecklistVersion) -> None:
    actor = scenes.make_user("editor")
    draft = start_draft(checklist=active.checklist, label="1.1", actor=actor, now=LATER)
    draft.refresh_from_db()
    assert (draft.status, draft.label, draft.based_on, draft.created_at, draft.created_by) == (
        Status.DRAFT,
        "1.1",
        active,
        LATER,
        actor,
    )
    assert compiled(draft) == definition_of(active)


@pytest.mark.parametrize("label", ["", " ", "1 1", "-1", "1..1", "1.1\n", "1/1", "x" * 21])
def test_a_label_that_is_none_is_refused(active: ChecklistVersion, label: str) -> None:
    with pytest.raises(BadLabel, match="A version label"):
        start_draft(checklist=active.checklist, label=label, actor=None, now=LATER)
    assert ChecklistVersion.objects.count() == 1


def test_a_label_is_given_once(active: ChecklistVersion, draft: ChecklistVersion) -> None:
    for label in ("1.0", "1.1"):
        with pytest.raises(LabelTaken):
            start_draft(checklist=active.checklist, label=label, actor=None, now=LATER)
    assert set(ChecklistVersion.objects.all()) == {active, draft}


@pytest.mark.django_db
def test_a_draft_starts_only_from_an_active_version() -> None:
    checklist = Checklist.objects.create(slug="empty")
    with pytest.raises(NoActiveVersion):
        start_draft(checklist=checklist, label="1.0", actor=None, now=LATER)


def test_publishing_puts_a_draft_in_use_and_retires_the_version_before(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    actor = scenes.make_user("publisher")
    content = compiled(reworded(scenes.accept_all(draft), "What has been tried?"))
    published = publish(
        version=draft, actor=actor, now=LATER, changed=" Tried, not tested. ", review_by=REVIEW_BY
    )
    active.refresh_from_db()
    assert (published.pk, published.status, published.published_at, published.published_by) == (
        draft.pk,
        Status.ACTIVE,
        LATER,
        actor,
    )
    assert (published.changed, published.review_by) == ("Tried, not tested.", REVIEW_BY)
    assert published.definition == codec.canonical_json(content)
    assert published.digest == codec.digest(content) != active.digest
    assert (active.status, active.retired_at) == (Status.RETIRED, LATER)
    assert list(ChecklistVersion.objects.active()) == [published]


@pytest.mark.whole_starter
def test_a_published_draft_has_no_rows_any_more(draft: ChecklistVersion) -> None:
    assert stored_rows() > 500
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    assert stored_rows() == 0


def test_publishing_says_what_a_checklist_starts_from(active: ChecklistVersion) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    draft = start_draft(checklist=follow_up.checklist, label="1.1", actor=None, now=LATER)
    assert (
        publish(version=scenes.accept_all(draft), actor=None, now=LATER).starts_from == scenes.MAIN
    )


@pytest.mark.whole_starter
def test_an_invalid_draft_is_refused_with_every_reason_and_nothing_changes(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    Limit.objects.filter(position=2).update(text="")
    Draft.objects.update(title="", language="English, please")
    before = list(ChecklistVersion.objects.order_by("pk").values())
    with pytest.raises(InvalidDraft) as refused:
        publish(version=draft, actor=None, now=LATER)
    assert [(each.path, each.message) for each in refused.value.problems] == [
        ("title", "This text is empty."),
        ("language", "A language is a tag such as “en” or “pt-BR”."),
        ("limits[1]", "This text is empty."),
    ]
    assert str(refused.value).splitlines()[0] == "title: This text is empty."
    assert list(ChecklistVersion.objects.order_by("pk").values()) == before
    assert stored_rows() > 500


def test_what_is_no_draft_is_not_published(draft: ChecklistVersion) -> None:
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    with pytest.raises(NotADraft):
        publish(version=draft, actor=None, now=LATEST)
    draft.refresh_from_db()
    assert draft.published_at == LATER


def test_only_a_draft_is_put_in_use(active: ChecklistVersion, draft: ChecklistVersion) -> None:
    """The update itself asks for the status, and does not rely on what was read before it."""
    definition = definition_of(active)
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    for version in (active, draft):
        with pytest.raises(NotADraft):
            put_in_use(version, Content.of(definition), actor=None, now=LATEST)


def test_publishing_one_checklist_leaves_others_in_use(draft: ChecklistVersion) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    published = publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    assert set(ChecklistVersion.objects.active()) == {follow_up, published}


def test_a_discarded_draft_leaves_nothing_behind(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    discard(version=draft)
    assert list(ChecklistVersion.objects.all()) == [active]
    assert stored_rows() == 0


def test_discarding_one_draft_leaves_the_other_whole(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    other = start_draft(checklist=active.checklist, label="1.2", actor=None, now=LATER)
    discard(version=draft)
    assert compiled(other) == definition_of(active)


def test_a_published_version_is_not_discarded(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    for version in (active, draft):
        with pytest.raises(NotADraft):
            discard(version=version)
    assert ChecklistVersion.objects.count() == 2


def test_only_a_draft_is_edited(active: ChecklistVersion, draft: ChecklistVersion) -> None:
    with editing(draft.pk, actor=None):
        reworded(draft, "What has been tried?")
    with pytest.raises(NotADraft), editing(active.pk, actor=None):
        pytest.fail("An active version was opened for editing.")


def test_drafts_come_and_go_and_what_was_published_stays_byte_for_byte(
    active: ChecklistVersion,
) -> None:
    kept = {active.pk: (active.definition, active.digest)}
    for number in range(1, 4):
        dropped = start_draft(
            checklist=active.checklist, label=f"1.{number}-b", actor=None, now=LATER
        )
        discard(version=reworded(dropped, "What was never asked?"))
        draft = start_draft(checklist=active.checklist, label=f"1.{number}", actor=None, now=LATER)
        done = publish(
            version=scenes.accept_all(reworded(draft, f"Wording {number}?")),
            actor=None,
            now=LATEST,
        )
        kept[done.pk] = (done.definition, done.digest)
        stored = ChecklistVersion.objects.values_list("pk", "definition", "digest")
        assert {pk: (text, digest) for pk, text, digest in stored} == kept
    assert len({digest for _, digest in kept.values()}) == 4

"""What publishing asks first: what changed, in place of what, by whom, and what is against it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content import blocking
from checklist.content.actions import (
    Blocked,
    HeldByCheck,
    InvalidDraft,
    OwnWork,
    PublishedMeanwhile,
    Unexplained,
    discard,
    editing,
    load,
    publish,
    reactivate,
    retire,
    start_draft,
)
from checklist.content.blocking import Remark
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion, Status
from checklist.content.models.rows import Criterion, Draft, Limit, Section, Source
from checklist.content.queries import last_author
from checklist.engine.definition import Definition
from tests import scenes
from tests.content.forms_in_pages import saved
from tests.content.rows import criterion, row

LATER = scenes.THEN + timedelta(days=1)


@pytest.fixture
def ann(db: None) -> User:
    """An editor."""
    return scenes.make_user("ann")


@pytest.fixture
def eve(db: None) -> User:
    """Another."""
    return scenes.make_user("eve")


def another(draft: ChecklistVersion, label: str = "1.2") -> ChecklistVersion:
    """Another draft of the same checklist."""
    return start_draft(checklist=draft.checklist, label=label, actor=None, now=LATER)


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


# What changed


@pytest.mark.parametrize("changed", ["", " \n "])
def test_a_person_who_publishes_over_an_older_version_says_what_changed(
    draft: ChecklistVersion, ann: User, changed: str
) -> None:
    with pytest.raises(Unexplained):
        publish(version=draft, actor=ann, now=LATER, changed=changed)
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}


def test_also_where_the_older_version_is_out_of_use(
    active: ChecklistVersion, draft: ChecklistVersion, ann: User
) -> None:
    retire(version=active, now=LATER)
    with pytest.raises(Unexplained):
        publish(version=draft, actor=ann, now=LATER)


def test_a_program_has_nothing_to_say(draft: ChecklistVersion) -> None:
    assert publish(version=scenes.accept_all(draft), actor=None, now=LATER).changed == ""


def test_a_first_version_has_changed_nothing(active: ChecklistVersion, ann: User) -> None:
    first = load(envelope=Envelope("own", "1", scenes.starter(scenes.MAIN).definition), now=LATER)
    assert (first.version.status, first.version.changed) == (Status.ACTIVE, "")
    assert first.version.review_by is None


# In place of what


def test_a_draft_is_not_published_over_what_was_put_in_use_since_it_was_started(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    older = another(draft)
    published = publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    for over in (None, active, older):
        with pytest.raises(PublishedMeanwhile) as refused:
            publish(version=older, actor=None, now=LATER, over=over)
        assert refused.value.active == published
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE, "1.2": Status.DRAFT}
    assert Draft.objects.filter(pk=older.pk).exists()


def test_it_is_once_the_publisher_has_seen_that(draft: ChecklistVersion) -> None:
    older = another(draft)
    published = publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    publish(version=scenes.accept_all(older), actor=None, now=LATER, over=published)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED, "1.2": Status.ACTIVE}


def test_whoever_has_seen_one_version_does_not_publish_over_the_next(
    draft: ChecklistVersion,
) -> None:
    second, third = another(draft), another(draft, "1.3")
    seen = publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    active = publish(version=scenes.accept_all(second), actor=None, now=LATER, over=seen)
    with pytest.raises(PublishedMeanwhile) as refused:
        publish(version=third, actor=None, now=LATER, over=seen)
    assert refused.value.active == active


def test_a_draft_from_a_file_comes_in_place_of_what_the_publisher_has_seen(
    active: ChecklistVersion,
) -> None:
    definition = scenes.starter(scenes.MAIN).definition.model_copy(update={"title": "Other"})
    draft = load(envelope=Envelope(scenes.MAIN, "2", definition), now=LATER).version
    with pytest.raises(PublishedMeanwhile):
        publish(version=draft, actor=None, now=LATER)
    publish(version=scenes.accept_all(draft), actor=None, now=LATER, over=active)
    assert statuses() == {"1.0": Status.RETIRED, "2": Status.ACTIVE}


def test_where_nothing_is_in_use_any_more_a_draft_is_published(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    retire(version=active, now=LATER)
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


# A second person


def reworded(draft: ChecklistVersion, by: User | None) -> None:
    """The draft after somebody changed a question of it."""
    with editing(draft.pk, actor=by):
        question = criterion(draft, "diagnosis")
        question.question += "?"
        question.save()


def test_whoever_changed_a_row_last_is_the_last_author(
    active: ChecklistVersion, ann: User, eve: User
) -> None:
    draft = start_draft(checklist=active.checklist, label="1.1", actor=ann, now=LATER)
    assert last_author(draft) == ann.pk
    reworded(draft, eve)
    assert last_author(draft) == eve.pk
    with editing(draft.pk, actor=ann):
        row(Limit, draft_id=draft.pk).delete()
    assert last_author(draft) == ann.pk
    with editing(draft.pk, actor=eve):
        top = Draft.objects.get(pk=draft.pk)
        top.title = "Another title"
        top.save()
    assert last_author(draft) == eve.pk


def test_what_is_changed_in_one_draft_is_nobodys_work_in_another(
    draft: ChecklistVersion, ann: User
) -> None:
    other = another(draft)
    reworded(draft, ann)
    assert (last_author(draft), last_author(other)) == (ann.pk, None)


def test_where_a_second_person_is_asked_for_the_last_author_does_not_publish(
    active: ChecklistVersion, ann: User, eve: User, settings: Settings
) -> None:
    settings.SECOND_PERSON = True
    draft = start_draft(checklist=active.checklist, label="1.1", actor=ann, now=LATER)
    with pytest.raises(OwnWork):
        publish(version=draft, actor=ann, now=LATER, changed="Words.")
    reworded(draft, eve)
    with pytest.raises(OwnWork):
        publish(version=draft, actor=eve, now=LATER, changed="Words.")
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}
    scenes.accept_all(draft)
    published = publish(version=draft, actor=ann, now=LATER, changed="Words.")
    assert published.published_by == ann


def test_without_the_setting_one_person_does_both(
    active: ChecklistVersion, ann: User, settings: Settings
) -> None:
    assert settings.SECOND_PERSON is False
    draft = start_draft(checklist=active.checklist, label="1.1", actor=ann, now=LATER)
    reworded(draft, ann)
    scenes.accept_all(draft)
    publish(version=draft, actor=ann, now=LATER, changed="Words.")
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_a_draft_that_came_from_a_file_is_nobodys_own_work(
    active: ChecklistVersion, ann: User, settings: Settings
) -> None:
    settings.SECOND_PERSON = True
    definition = scenes.starter(scenes.MAIN).definition.model_copy(update={"title": "Other"})
    draft = load(envelope=Envelope(scenes.MAIN, "2", definition), now=LATER).version
    scenes.accept_all(draft)
    publish(version=draft, actor=ann, now=LATER, changed="From a file.", over=active)
    assert statuses() == {"1.0": Status.RETIRED, "2": Status.ACTIVE}


# What the check holds back


def test_what_the_check_finds_stands_in_everybodys_way_and_nothing_changes(
    draft: ChecklistVersion, ann: User
) -> None:
    before = list(ChecklistVersion.objects.order_by("pk").values())
    for actor in (ann, None):
        with pytest.raises(HeldByCheck) as held:
            publish(version=draft, actor=actor, now=LATER, changed="Words.")
        assert [each.finding.code for each in held.value.findings] == ["support-on-article"] * 3
    assert list(ChecklistVersion.objects.order_by("pk").values()) == before
    assert Draft.objects.filter(pk=draft.pk).exists()
    scenes.accept_all(draft)
    publish(version=draft, actor=ann, now=LATER, changed="Words.")
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_no_acceptance_lets_a_person_publish_an_error(draft: ChecklistVersion, ann: User) -> None:
    Criterion.objects.filter(key="diagnosis").update(help="Give 20 mg.")
    scenes.accept_all(draft)
    with pytest.raises(HeldByCheck, match="dose, criterion diagnosis: “20 mg” reads as a dose"):
        publish(version=draft, actor=ann, now=LATER, changed="Words.")
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}


def test_a_source_to_be_looked_through_holds_from_the_day_after(
    draft: ChecklistVersion, ann: User
) -> None:
    """The day is the one on which it is published."""
    Source.objects.filter(draft_id=draft.pk, position=1).update(review_by=LATER.date())
    scenes.accept_all(draft)
    with pytest.raises(HeldByCheck, match=r"\Areview-due"):
        publish(version=draft, actor=ann, now=LATER + timedelta(days=1), changed="Words.")
    publish(version=draft, actor=ann, now=LATER, changed="Words.")
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


# What blocks it


def no_questions(version: ChecklistVersion, definition: Definition) -> Iterator[Remark]:
    """Stands against every question of a section, and names the version."""
    for question in definition.sections[0].criteria[:2]:
        yield Remark(question.key, f"Not in {version.label}.")


@pytest.fixture
def blocked() -> Iterator[None]:
    """Two rooms above that have something against publishing."""
    blocking.register("practice", no_questions)
    blocking.register("other", lambda version, definition: [Remark("", "Not today.")])
    yield
    for name in ("practice", "other"):
        blocking.unregister(name)


@pytest.mark.usefixtures("blocked")
def test_what_rooms_above_have_against_it_is_told_whole_and_nothing_changes(
    draft: ChecklistVersion,
) -> None:
    before = list(ChecklistVersion.objects.order_by("pk").values())
    with pytest.raises(Blocked) as refused:
        publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    assert str(refused.value).splitlines() == [
        "diagnosis: Not in 1.1.",
        "adequate-trials: Not in 1.1.",
        "Not today.",
    ]
    assert list(ChecklistVersion.objects.order_by("pk").values()) == before
    assert Draft.objects.filter(pk=draft.pk).exists()


@pytest.mark.usefixtures("blocked")
def test_what_makes_no_definition_is_told_before_anybody_is_asked(draft: ChecklistVersion) -> None:
    Criterion.objects.filter(key="diagnosis").update(question="")
    with pytest.raises(InvalidDraft):
        publish(version=draft, actor=None, now=LATER)


@pytest.mark.usefixtures("blocked")
def test_it_stands_against_putting_an_older_version_in_use_too(active: ChecklistVersion) -> None:
    retire(version=active, now=LATER)
    with pytest.raises(Blocked):
        reactivate(version=active, label="2", changed="x", over=None, actor=None, now=LATER)
    assert statuses() == {"1.0": Status.RETIRED}


@pytest.mark.usefixtures("blocked")
def test_drafts_are_started_and_discarded_whatever_blocks_publishing(
    draft: ChecklistVersion,
) -> None:
    discard(version=another(draft))
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}


def test_a_name_is_registered_once_and_asked_no_more_when_it_is_taken_back(
    draft: ChecklistVersion,
) -> None:
    for word in ("First.", "Second."):
        blocking.register("one", lambda version, definition, word=word: [Remark("", word)])  # type: ignore[misc]
    with pytest.raises(Blocked, match=r"\ASecond\.\Z"):
        publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    blocking.unregister("one")
    publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_saving_a_page_without_a_change_makes_nobody_its_author(
    draft: ChecklistVersion, ann: User
) -> None:
    first = Section.objects.filter(draft=draft.pk)[0]
    first.title = "Another title"
    with editing(draft.pk, actor=ann):
        first.save()
    somebody = User.objects.create_superuser("somebody")
    browser = Client()
    browser.force_login(somebody)
    saved(browser, first, {})
    assert last_author(draft) == ann.pk
    saved(browser, first, {"title": "One more title"})
    assert last_author(draft) == somebody.pk

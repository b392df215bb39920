"""Two people at the same moment, on two connections."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from django.db import connections, transaction

from checklist.content.actions import (
    AlreadyWithdrawn,
    NotADraft,
    NotInUse,
    PublishedMeanwhile,
    discard,
    editing,
    publish,
    reactivate,
    retire,
    start_draft,
    withdraw,
)
from checklist.content.models import ChecklistVersion, Status
from checklist.content.models.rows import Draft, Limit
from tests import scenes

LINE = "diagnosis.mdd-moderate-severe.1"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def active() -> ChecklistVersion:
    """The starter checklist, in use."""
    return scenes.load_starter(scenes.MAIN)


@pytest.fixture
def draft(active: ChecklistVersion) -> ChecklistVersion:
    """A draft of it, ready to be published."""
    return ready(active, "1.1")


def ready(active: ChecklistVersion, label: str) -> ChecklistVersion:
    """A draft of which every warning is accepted."""
    draft = start_draft(checklist=active.checklist, label=label, actor=None, now=scenes.THEN)
    return scenes.accept_all(draft)


def outcome(act: Callable[[], object]) -> str:
    """How an act of somebody else, on a connection of their own, ended."""
    try:
        act()
    except NotADraft:
        return "no draft any more"
    except PublishedMeanwhile as meanwhile:
        return f"{meanwhile.active.label if meanwhile.active else 'none'} was published meanwhile"
    except NotInUse:
        return "not in use"
    except AlreadyWithdrawn:
        return "withdrawn already"
    finally:
        connections.close_all()
    return "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """How acts ended that were begun at the same moment."""
    barrier = Barrier(len(acts))

    def begin(act: Callable[[], object]) -> str:
        barrier.wait()
        return outcome(act)

    with ThreadPoolExecutor(len(acts)) as people:
        return sorted(people.map(begin, acts))


def is_waiting(act: "Future[str]") -> bool:
    """Whether an act is held up: a publish that is not takes a fraction of this time."""
    return not wait([act], timeout=1.5).done


def publishes(draft: ChecklistVersion) -> Callable[[], object]:
    return lambda: publish(version=draft, actor=None, now=scenes.THEN)


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


def test_of_two_who_publish_the_same_draft_one_is_told(draft: ChecklistVersion) -> None:
    assert at_once(publishes(draft), publishes(draft)) == ["done", "no draft any more"]
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_of_two_who_publish_two_drafts_the_later_waits_and_is_told_of_the_earlier(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    later = ready(active, "1.2")
    with ThreadPoolExecutor(1) as somebody:
        with transaction.atomic():
            publish(version=draft, actor=None, now=scenes.THEN)
            publishing = somebody.submit(outcome, publishes(later))
            assert is_waiting(publishing)
        assert publishing.result() == "1.1 was published meanwhile"
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE, "1.2": Status.DRAFT}


def test_of_two_who_publish_two_drafts_at_once_one_wins_and_the_other_is_told_which(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    other = ready(active, "1.2")
    done, told = sorted(at_once(publishes(draft), publishes(other)), key=len)
    assert done == "done"
    winner = ChecklistVersion.objects.active().get()
    assert told == f"{winner.label} was published meanwhile"
    assert sorted(statuses().values()) == [Status.ACTIVE, Status.DRAFT, Status.RETIRED]


def test_of_one_who_publishes_and_one_who_puts_an_older_version_in_use_one_is_told(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    published = publish(version=draft, actor=None, now=scenes.THEN)
    other = ready(active, "1.2")

    def again() -> object:
        return reactivate(
            version=active,
            label="1.3",
            changed="As before.",
            over=published,
            actor=None,
            now=scenes.THEN,
        )

    done, told = sorted(at_once(publishes(other), again), key=len)
    assert done == "done"
    assert told == f"{ChecklistVersion.objects.active().get().label} was published meanwhile"


def test_a_version_is_retired_once(active: ChecklistVersion) -> None:
    ends = at_once(*[lambda: retire(version=active, now=scenes.THEN)] * 2)
    assert ends == ["done", "not in use"]


def test_a_consideration_is_withdrawn_once(active: ChecklistVersion) -> None:
    def withdraws() -> object:
        return withdraw(
            version=active, consideration=LINE, reason="Why.", actor=None, now=scenes.THEN
        )

    assert at_once(withdraws, withdraws) == ["done", "withdrawn already"]
    assert active.withdrawals.count() == 1


def test_a_draft_is_either_published_or_discarded(draft: ChecklistVersion) -> None:
    ends = at_once(publishes(draft), lambda: discard(version=draft))
    assert ends == ["done", "no draft any more"]
    assert statuses() in (
        {"1.0": Status.ACTIVE},
        {"1.0": Status.RETIRED, "1.1": Status.ACTIVE},
    )
    assert Draft.objects.count() == 0


def test_publishing_waits_for_an_edit_and_holds_it(draft: ChecklistVersion) -> None:
    with ThreadPoolExecutor(1) as somebody:
        with editing(draft.pk, actor=None):
            publishing = somebody.submit(outcome, publishes(draft))
            assert is_waiting(publishing)
            limit = Limit.objects.filter(draft_id=draft.pk)[:1].get()
            limit.text = "Written while somebody published."
            limit.save()
        assert publishing.result() == "done"
    draft.refresh_from_db()
    assert "Written while somebody published." in draft.definition

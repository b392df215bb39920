"""A published version retired, put in use again, and a consideration of it withdrawn."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from checklist.accounts.models import User
from checklist.content.actions import (
    AlreadyWithdrawn,
    BadLabel,
    HeldByCheck,
    LabelTaken,
    NoActiveVersion,
    NoReason,
    NoSuchConsideration,
    NotInUse,
    NotRetired,
    PublishedMeanwhile,
    Unexplained,
    reactivate,
    retire,
    start_draft,
    withdraw,
    withdraw_everywhere,
)
from checklist.content.models import Checklist, ChecklistVersion, Status, Withdrawal
from checklist.content.models.rows import Criterion
from checklist.content.published import AlteredDefinition, NotPublished, definition_of
from tests import scenes
from tests.content.altered import alter

LATER = scenes.THEN + timedelta(days=1)
LATEST = LATER + timedelta(days=1)
LINE = "diagnosis.mdd-moderate-severe.1"


@pytest.fixture
def ann(db: None) -> User:
    """A publisher."""
    return scenes.make_user("ann")


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


def reactivate_after_retiring(version: ChecklistVersion, label: str) -> ChecklistVersion:
    """The same content as a new version, in use."""
    retire(version=version, now=LATER)
    return reactivate(version=version, label=label, changed="x", over=None, actor=None, now=LATEST)


def stored() -> list[Any]:
    return list(ChecklistVersion.objects.order_by("pk").values())


# Retiring


def test_a_retired_version_leaves_nothing_in_its_place(active: ChecklistVersion) -> None:
    retire(version=active, now=LATER)
    active.refresh_from_db()
    assert (active.status, active.retired_at) == (Status.RETIRED, LATER)
    assert not Checklist.objects.startable().exists()
    with pytest.raises(NoActiveVersion):
        start_draft(checklist=active.checklist, label="1.1", actor=None, now=LATER)


def test_retiring_leaves_other_checklists_and_drafts_alone(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    retire(version=active, now=LATER)
    assert list(ChecklistVersion.objects.active()) == [follow_up]
    assert list(ChecklistVersion.objects.drafts()) == [draft]


def test_what_is_not_in_use_is_not_retired(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    with pytest.raises(NotInUse):
        retire(version=draft, now=LATER)
    retire(version=active, now=LATER)
    with pytest.raises(NotInUse):
        retire(version=active, now=LATEST)
    active.refresh_from_db()
    assert active.retired_at == LATER


# Putting in use again


def test_an_older_version_in_use_again_is_a_new_one_with_the_same_content(
    active: ChecklistVersion, draft: ChecklistVersion, ann: User
) -> None:
    published = scenes.put_in_use(draft, now=LATER)
    before = stored()
    again = reactivate(
        version=active,
        label="1.2",
        changed=" As it was. ",
        review_by=date(2027, 1, 1),
        over=published,
        actor=ann,
        now=LATEST,
    )
    assert (again.definition, again.digest) == (active.definition, active.digest)
    assert (again.label, again.based_on, again.changed) == ("1.2", active, "As it was.")
    assert (again.created_at, again.created_by) == (LATEST, ann)
    assert (again.published_at, again.published_by) == (LATEST, ann)
    assert again.review_by == date(2027, 1, 1)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED, "1.2": Status.ACTIVE}
    # The line of history stays as it was, but for the one that is out of use now.
    before[1] |= {"status": Status.RETIRED, "retired_at": LATEST}
    assert stored()[:2] == before


def test_what_follows_another_checklist_still_does(active: ChecklistVersion) -> None:
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    retire(version=follow_up, now=LATER)
    again = reactivate(version=follow_up, label="2", changed="x", over=None, actor=None, now=LATEST)
    assert again.starts_from == scenes.MAIN
    assert list(Checklist.objects.startable()) == [active.checklist]


def test_a_draft_starts_from_a_version_that_is_in_use_again(active: ChecklistVersion) -> None:
    retire(version=active, now=LATER)
    reactivate(version=active, label="2", changed="x", over=None, actor=None, now=LATER)
    draft = start_draft(checklist=active.checklist, label="3", actor=None, now=LATEST)
    scenes.put_in_use(draft, now=LATEST)
    assert statuses() == {"1.0": Status.RETIRED, "2": Status.RETIRED, "3": Status.ACTIVE}


def test_only_a_retired_version_is_put_in_use_again(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    for version in (active, draft):
        with pytest.raises(NotRetired):
            reactivate(version=version, label="2", changed="x", over=active, actor=None, now=LATER)
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}


def test_it_is_refused_where_another_version_is_in_use_than_was_seen(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    published = scenes.put_in_use(draft, now=LATER)
    for seen in (None, active):
        with pytest.raises(PublishedMeanwhile) as refused:
            reactivate(version=active, label="2", changed="x", over=seen, actor=None, now=LATEST)
        assert refused.value.active == published
    retire(version=published, now=LATEST)
    with pytest.raises(PublishedMeanwhile) as gone:
        reactivate(version=active, label="2", changed="x", over=published, actor=None, now=LATEST)
    assert gone.value.active is None
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED}


@pytest.mark.parametrize(
    ("label", "changed", "refusal"),
    [
        ("1.0", "x", LabelTaken),
        ("1.1", "x", LabelTaken),
        ("1 2", "x", BadLabel),
        ("", "x", BadLabel),
        ("1.2", " ", Unexplained),
    ],
)
def test_it_needs_a_label_of_its_own_and_words(
    active: ChecklistVersion,
    draft: ChecklistVersion,
    label: str,
    changed: str,
    refusal: type[Exception],
) -> None:
    retire(version=active, now=LATER)
    before = stored()
    with pytest.raises(refusal):
        reactivate(version=active, label=label, changed=changed, over=None, actor=None, now=LATEST)
    assert stored() == before


def test_an_altered_text_is_not_put_in_use_again(active: ChecklistVersion) -> None:
    retire(version=active, now=LATER)
    alter(active)
    with pytest.raises(AlteredDefinition):
        reactivate(version=active, label="2", changed="x", over=None, actor=None, now=LATEST)
    assert statuses() == {"1.0": Status.RETIRED}


def test_what_was_withdrawn_of_it_is_withdrawn_of_the_new_one(
    active: ChecklistVersion, ann: User
) -> None:
    withdraw(version=active, consideration=LINE, reason="Disproved.", actor=ann, now=LATER)
    retire(version=active, now=LATER)
    again = reactivate(version=active, label="2", changed="x", over=None, actor=None, now=LATEST)
    (withdrawal,) = again.withdrawals.all()
    assert (withdrawal.consideration, withdrawal.reason) == (LINE, "Disproved.")
    assert (withdrawal.at, withdrawal.by) == (LATER, ann)
    assert active.withdrawals.count() == 1


def test_what_was_withdrawn_of_another_that_says_it_is_withdrawn_of_the_new_one_too(
    active: ChecklistVersion, draft: ChecklistVersion, ann: User
) -> None:
    other = scenes.put_in_use(draft)
    withdraw(version=other, consideration=LINE, reason="Disproved.", actor=ann, now=LATER)
    again = reactivate(version=active, label="2", changed="x", over=other, actor=None, now=LATEST)
    assert [(each.consideration, each.reason) for each in again.withdrawals.all()] == [
        (LINE, "Disproved.")
    ]


def test_an_error_of_the_check_stands_in_its_way_and_a_warning_does_not(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    Criterion.objects.filter(key="diagnosis").update(help="Give 20 mg.")
    wrong = scenes.put_in_use(draft)
    again = reactivate(version=active, label="2", changed="x", over=wrong, actor=None, now=LATEST)
    before = stored()
    with pytest.raises(HeldByCheck, match="dose, criterion diagnosis"):
        reactivate(version=wrong, label="3", changed="x", over=again, actor=None, now=LATEST)
    assert stored() == before


# Withdrawing


@pytest.mark.parametrize("is_retired", [False, True])
def test_a_consideration_is_withdrawn_with_a_reason(
    active: ChecklistVersion, ann: User, is_retired: bool
) -> None:
    if is_retired:
        retire(version=active, now=LATER)
    before = stored()
    withdraw(version=active, consideration=LINE, reason=" Disproved. ", actor=ann, now=LATER)
    (found,) = Withdrawal.objects.values("version", "consideration", "reason", "at", "by")
    assert found == {
        "version": active.pk,
        "consideration": LINE,
        "reason": "Disproved.",
        "at": LATER,
        "by": ann.pk,
    }
    assert stored() == before


def test_considerations_of_rules_are_withdrawn_too(active: ChecklistVersion) -> None:
    rule = definition_of(active).rules[0].consideration.key
    withdraw(version=active, consideration=rule, reason="x", actor=None, now=LATER)
    assert Withdrawal.objects.get().consideration == rule


@pytest.mark.parametrize(
    ("key", "reason", "refusal"),
    [
        ("diagnosis", "x", NoSuchConsideration),
        ("", "x", NoSuchConsideration),
        (LINE.upper(), "x", NoSuchConsideration),
        (LINE, "", NoReason),
        (LINE, " \n", NoReason),
    ],
)
def test_what_is_not_there_and_what_has_no_reason_is_not_withdrawn(
    active: ChecklistVersion, key: str, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        withdraw(version=active, consideration=key, reason=reason, actor=None, now=LATER)
    assert not Withdrawal.objects.exists()


def test_nothing_is_withdrawn_from_a_draft(draft: ChecklistVersion) -> None:
    with pytest.raises(NotPublished):
        withdraw(version=draft, consideration=LINE, reason="x", actor=None, now=LATER)


def test_what_is_withdrawn_stays_so_for_the_first_reason(active: ChecklistVersion) -> None:
    withdraw(version=active, consideration=LINE, reason="First.", actor=None, now=LATER)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(version=active, consideration=LINE, reason="Second.", actor=None, now=LATEST)
    assert [(each.reason, each.at) for each in Withdrawal.objects.all()] == [("First.", LATER)]


def test_withdrawing_everywhere_leaves_what_was_withdrawn_before_as_it_was(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    withdraw(version=active, consideration=LINE, reason="First.", actor=None, now=LATER)
    newer = reactivate_after_retiring(active, "2")
    last = reactivate_after_retiring(newer, "3")
    Withdrawal.objects.filter(version__in=(newer, last)).delete()
    act = partial(withdraw_everywhere, consideration=LINE, actor=None, now=LATEST)
    covered = act(version=last, reason="Second.")
    assert covered == [last, newer]
    reasons = Withdrawal.objects.order_by("version_id").values_list("reason", flat=True)
    assert list(reasons) == ["First.", "Second.", "Second."]
    with pytest.raises(AlreadyWithdrawn):
        act(version=last, reason="Third.")


def test_the_database_too_asks_for_a_reason_and_takes_one_a_consideration(
    active: ChecklistVersion,
) -> None:
    about = {"version": active, "consideration": LINE, "at": LATER}
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.create(**about, reason="")
    Withdrawal.objects.create(**about, reason="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.create(**about, reason="y")

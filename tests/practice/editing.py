"""Editors of cases, and versions of the checklist in which cases come out otherwise."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import Group
from django.test import Client

from checklist.content.actions import publish, start_draft
from checklist.content.compile import compiled
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.models.rows import AnswerOption, Consideration, Criterion, Source
from checklist.practice import actions
from checklist.practice.foreseen import foreseen
from checklist.practice.models import Case
from tests import scenes
from tests.content.rows import criterion

Change = Callable[[ChecklistVersion], None]


def editor(group: str = "Editor") -> Client:
    """The browser of somebody in this group."""
    user = scenes.make_user(group.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return scenes.signed_in(user)


def new_draft(change: Change | None = None, label: str = "1.1") -> ChecklistVersion:
    """A draft of the starter checklist, changed."""
    checklist = Checklist.objects.get(slug=scenes.MAIN)
    draft = start_draft(checklist=checklist, label=label, actor=None, now=scenes.THEN)
    if change is not None:
        change(draft)
    return draft


def confirm_all(draft: ChecklistVersion) -> None:
    """Let every case bring up what it would bring up with the draft."""
    definition = compiled(draft)
    for each in foreseen(draft, definition):
        if each.differs:
            actions.confirm_for(
                case=each.case,
                version=draft,
                definition=definition,
                comes_up=each.comes_up,
                actor=None,
                now=scenes.THEN,
            )


def new_version(change: Change | None = None, label: str = "1.1") -> ChecklistVersion:
    """A version in use, changed, with all that cases bring up confirmed."""
    draft = new_draft(change, label)
    confirm_all(draft)
    return put_in_use(draft)


def put_in_use(draft: ChecklistVersion) -> ChecklistVersion:
    """The draft, published a minute after the one before, its warnings accepted. Raises Blocked."""
    before = ChecklistVersion.objects.published().count()
    now = scenes.THEN + timedelta(minutes=before)
    return publish(version=scenes.accept_all(draft), actor=None, now=now)


def asks_more(draft: ChecklistVersion) -> None:
    """Ask one more question, which brings nothing up."""
    section = criterion(draft, "diagnosis").section
    asked = Criterion.objects.create(
        section=section,
        position=99,
        kind="choice",
        key="extra",
        short="Extra",
        question="And?",
        help="Say.",
    )
    AnswerOption.objects.create(criterion=asked, position=1, key="yes", label="Yes")
    article = Source.objects.get(draft=draft.pk, key="article")
    asked.citations.create(source=article, locator="§1", position=1)


def says_less(draft: ChecklistVersion) -> None:
    """Let two adequate trials bring up nothing any more."""
    of_option = {
        "option__criterion": criterion(draft, "adequate-trials"),
        "option__key": "two-or-more",
    }
    Consideration.objects.filter(**of_option).delete()


def drops_an_answer(draft: ChecklistVersion) -> None:
    """Offer one answer less, which brings nothing up."""
    criterion(draft, "bladder").options.get(key="none").delete()


def written(case: Case) -> Case:
    """The case as it is stored now."""
    return Case.objects.select_related("edition", "version").get(pk=case.pk)

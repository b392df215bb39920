"""People and objects in every state that tests need, each reached only through actions."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from checklist import content
from checklist.accounts.models import User
from checklist.content import envelope
from checklist.content.actions import load
from checklist.content.models import ChecklistVersion
from checklist.walk import actions
from checklist.walk.models import Assessment, Given

STARTER = Path(content.__file__).parent / "starter"
MAIN = "ketamine-considerations"
FOLLOW_UP = "ketamine-follow-up"
PASSWORD = "correct horse battery"
THEN = datetime(2026, 3, 9, 15, 4, tzinfo=UTC)
"""A moment in the past, for what does not depend on how long ago it was."""


def load_starter(slug: str = MAIN) -> ChecklistVersion:
    """A starter checklist, loaded and in use."""
    text = (STARTER / f"{slug}-1.0.json").read_text(encoding="utf-8")
    return load(envelope=envelope.read(text), now=THEN).version


def make_user(username: str, **attributes: bool) -> User:
    """An account that can sign in with PASSWORD."""
    return User.objects.create_user(username, f"{username}@example.org", PASSWORD, **attributes)


def start(
    version: ChecklistVersion,
    owner: User | None = None,
    *,
    guest_token: str = "",
    now: datetime = THEN,
) -> Assessment:
    """An assessment that has just been started."""
    return actions.start(version=version, owner=owner, guest_token=guest_token, now=now)


def answer(
    assessment: Assessment,
    answers: Mapping[str, str],
    comments: Mapping[str, str] | None = None,
    *,
    now: datetime = THEN,
) -> Assessment:
    """The assessment after these answers and comments were saved."""
    changes: dict[str, Given] = {key: {"option": option} for key, option in answers.items()}
    for key, comment in (comments or {}).items():
        changes.setdefault(key, {})["comment"] = comment
    return actions.save_section(
        assessment=assessment,
        revision=assessment.revision,
        changes=changes,
        actor=assessment.owner,
        now=now,
    )


def complete(assessment: Assessment, *, own_view: str = "", now: datetime = THEN) -> Assessment:
    """The assessment, completed."""
    actions.complete(
        assessment=assessment,
        revision=assessment.revision,
        own_view=own_view,
        actor=assessment.owner,
        now=now,
    )
    return Assessment.objects.light().with_amendments().get(pk=assessment.pk)

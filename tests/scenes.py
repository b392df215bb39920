"""People and objects in every state that tests need, each reached only through actions."""

from collections.abc import Mapping
from copy import copy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.test import Client

from checklist import content
from checklist.accounts.models import User
from checklist.accounts.sessions import SessionStore
from checklist.content import envelope
from checklist.content.actions import accept_warnings, in_use, load
from checklist.content.checking import checked
from checklist.content.compile import compiled
from checklist.content.envelope import Envelope
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.models.recording import let_go
from checklist.engine.summary import Summary
from checklist.practice.models import Attempt, AttemptEvent, Card
from checklist.walk import actions
from checklist.walk.guests import become_guest
from checklist.walk.models import Assessment, Event, Given, Reason

STARTER = Path(content.__file__).parent / "starter"
MAIN = "ketamine-considerations"
FOLLOW_UP = "ketamine-follow-up"
PASSWORD = "correct horse battery"
THEN = datetime(2026, 3, 9, 15, 4, tzinfo=UTC)
"""A moment in the past, for what does not depend on how long ago it was."""


@cache
def starter(slug: str) -> Envelope:
    """What the file of a starter checklist says."""
    return envelope.read((STARTER / f"{slug}-1.0.json").read_text(encoding="utf-8"))


_LOADED: dict[str, ChecklistVersion] = {}
"""What it stored when this process first loaded a starter checklist, by its slug."""


def load_starter(slug: str = MAIN) -> ChecklistVersion:
    """A starter checklist, loaded and in use.

    Half of all tests begin so. Where there is nothing of it yet, what was stored at first is
    stored again, which is several times quicker; tests/test_scenes.py holds that it is the same.
    """
    if Checklist.objects.filter(slug=slug).exists():
        return load(envelope=starter(slug), now=THEN).version
    if slug not in _LOADED:
        version = load(envelope=starter(slug), now=THEN).version
        _LOADED[slug] = ChecklistVersion.objects.get(pk=version.pk)
        return version
    again = copy(_LOADED[slug])
    again.pk, again.checklist = None, Checklist.objects.create(slug=slug)
    again.save(force_insert=True)
    return ChecklistVersion.objects.light().get(pk=again.pk)


def accept_all(draft: ChecklistVersion) -> ChecklistVersion:
    """The draft, with every warning of its check accepted."""
    findings = checked(draft, today=THEN.date())
    reasons = {each.mark: "Talked over in the team." for each in findings if each.is_warning}
    accept_warnings(version=draft, reasons=reasons, actor=None, now=THEN)
    return draft


def put_in_use(draft: ChecklistVersion, *, now: datetime = THEN) -> ChecklistVersion:
    """The draft in use, whatever the check says of it: as what an earlier check let through."""
    with transaction.atomic():
        in_use.put_in_use(draft, in_use.Content.of(compiled(draft)), actor=None, now=now)
        with let_go():
            draft.draft.delete()
    return ChecklistVersion.objects.select_related("checklist").get(pk=draft.pk)


def make_user(username: str, **attributes: bool) -> User:
    """An account that can sign in with PASSWORD."""
    return User.objects.create_user(username, f"{username}@example.org", PASSWORD, **attributes)


def signed_in(user: User) -> Client:
    """The browser of somebody who has signed in.

    Like Client.force_login, but with four queries rather than fifteen: most tests begin so.
    """
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return browser


def make_guest(browser: Client) -> str:
    """The token of a browser in which somebody walks as a guest from now on."""
    session = browser.session
    token = become_guest(session)
    session.save()
    return token


def copy_of(browser: Client, **options: Any) -> Client:
    """Another browser with the same cookies."""
    copy = Client(**options)
    copy.cookies.load({name: cookie.value for name, cookie in browser.cookies.items()})
    return copy


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
    return Assessment.objects.get(pk=assessment.pk)


def summary_of(assessment: Assessment) -> Summary:
    """What a completed assessment brings up."""
    return Summary.model_validate_json(assessment.summary)


def stored() -> list[Any]:
    """Everything that is stored of assessments, and of attempts, as the database has it.

    Some tests ask hundreds of times: models and query sets would take most of their time.
    """
    tables = (Assessment, Event, Reason, Attempt, AttemptEvent, Card)
    rows = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table._meta.db_table} ORDER BY id")  # noqa: S608 - ours
            rows.append(cursor.fetchall())
    return rows

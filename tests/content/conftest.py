"""A checklist in use, a draft of it, and those who may and may not work on it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from checklist.accounts.models import User
from checklist.content.actions import load, start_draft
from checklist.content.models import ChecklistVersion
from tests import scenes
from tests.content.excerpt import excerpt

ClientOf = Callable[..., Client]


@pytest.fixture
def active(db: None, request: pytest.FixtureRequest) -> ChecklistVersion:
    """A part of the starter checklist, in use; all of it in a test marked so."""
    is_whole = request.node.get_closest_marker("whole_starter") is not None
    envelope = scenes.starter(scenes.MAIN) if is_whole else excerpt()
    return load(envelope=envelope, now=scenes.THEN).version


@pytest.fixture
def draft(active: ChecklistVersion) -> ChecklistVersion:
    """A draft that says what the active version says."""
    return start_draft(checklist=active.checklist, label="1.1", actor=None, now=scenes.THEN)


@pytest.fixture
def client_of(db: None) -> ClientOf:
    """Makes a client for somebody on the staff who has these rights on versions."""

    def client(*acts: str) -> Client:
        user = scenes.make_user("-".join(acts) or "nobody", is_staff=True)
        codes = [f"{act}_checklistversion" for act in acts]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        signed_in = Client()
        signed_in.force_login(User.objects.get(pk=user.pk))
        return signed_in

    return client


@pytest.fixture
def editor(client_of: ClientOf) -> Client:
    """Somebody who may do everything in this room but publish."""
    return client_of("view", "add", "change", "delete")


@pytest.fixture
def publisher(client_of: ClientOf) -> Client:
    """Somebody who may do everything in this room."""
    return client_of("view", "add", "change", "delete", "publish")

"""What the tests of the walk start from: the starter checklist in use, and a clinician."""

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.content.actions import load
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment
from tests import scenes
from tests.engine.small import small as small_definition


@pytest.fixture
def version(db: None) -> ChecklistVersion:
    """The starter checklist, in use."""
    return scenes.load_starter()


@pytest.fixture
def clinician(db: None) -> User:
    """Whose assessment it is."""
    return scenes.make_user("clinician")


@pytest.fixture
def client(clinician: User) -> Client:
    """The clinician's browser, signed in."""
    return scenes.signed_in(clinician)


@pytest.fixture
def stranger(db: None) -> Client:
    """Another clinician's browser, signed in."""
    return scenes.signed_in(scenes.make_user("stranger"))


@pytest.fixture
def guest() -> Client:
    """The browser of somebody who is not signed in."""
    return Client()


@pytest.fixture
def assessment(version: ChecklistVersion, clinician: User) -> Assessment:
    """The clinician's assessment, just started."""
    return scenes.start(version, clinician)


@pytest.fixture
def small(clinician: User) -> Assessment:
    """The clinician's assessment of the engine's small checklist, just started."""
    envelope = Envelope(slug="small", label="2.1", definition=small_definition())
    return scenes.start(load(envelope=envelope, now=scenes.THEN).version, clinician)

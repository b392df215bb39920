"""A draft in which something of each kind was changed, and completed assessments to try it on."""

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases
from tests.content.conftest import ClientOf, active, client_of, draft
from tests.content.revised import revise

__all__ = ["active", "client_of", "draft"]

REPEATED = (7, 1, 1, 2)
"""How many assessments have the answers of each of the first cases."""


@pytest.fixture
def editor(client_of: ClientOf) -> Client:
    """Somebody who may see drafts, and nothing else."""
    return client_of("view")


@pytest.fixture
def revised(draft: ChecklistVersion) -> ChecklistVersion:
    """A draft in which something of each kind was changed."""
    revise(draft)
    return draft


@pytest.fixture
def done(active: ChecklistVersion) -> list[Assessment]:
    """Completed assessments of a clinician; one more is still open."""
    owner = scenes.make_user("clinician")
    scenes.answer(scenes.start(active, owner), cases()[0].answers)
    return [
        walked(active, owner, case.answers)
        for case, times in zip(cases(), REPEATED, strict=False)
        for _ in range(times)
    ]


def walked(version: ChecklistVersion, owner: User, answers: dict[str, str]) -> Assessment:
    """A completed assessment, with comments that are nobody else's business."""
    comments = {"diagnosis": "Comes from the village below the mill."}
    return scenes.complete(scenes.answer(scenes.start(version, owner), answers, comments))

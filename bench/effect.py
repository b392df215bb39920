"""The page that is measured by itself: the effect of a draft over ten thousand assessments.

They have the reference answers of the practice cases, in turn. In the draft all that rules raise is
of another kind than in the version in use.
"""

from itertools import cycle, islice

from django.db.models import Value
from django.utils import timezone

from bench.asked import Asked, Case
from bench.browsers import browser_of, cookie_of
from checklist.accounts.models import User
from checklist.content.actions import start_draft
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Consideration
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases as practice_cases

ASSESSMENTS = 10_000


def cases() -> list[Case]:
    """The page, in a database that holds what the other pages were measured with."""
    version = ChecklistVersion.objects.active().get(checklist__slug=scenes.MAIN)
    owner = User.objects.create_user("counted", name="A. Counted")
    missing = ASSESSMENTS - completed(version)
    models = [
        scenes.complete(scenes.answer(scenes.start(version, owner), case.answers))
        for case in practice_cases()
    ]
    Assessment.objects.bulk_create(
        [copy_of(model) for model in islice(cycle(models), missing - len(models))], 1_000
    )
    editor = User.objects.create_superuser("weighs", name="A. Weigher")
    draft = start_draft(
        checklist=version.checklist, label="bench", actor=editor, now=timezone.now()
    )
    Consideration.objects.filter(rule__draft=draft.pk).update(kind="note")
    page = f"/admin/content/draft/{draft.pk}/effect/"
    asked = Asked(page, cookie_of(browser_of(editor)), [])
    return [Case("effect", 200, f"{ASSESSMENTS:,} completed assessments", [asked])]


def completed(version: ChecklistVersion) -> int:
    """How many there are already."""
    done = Assessment.objects.filter(version__checklist=version.checklist_id)
    return done.completed().count()


def copy_of(model: Assessment) -> Assessment:
    """Another assessment like this one."""
    return Assessment(
        version_id=model.version_id,
        answers=model.answers,
        revision=model.revision,
        started_at=model.started_at,
        saved_at=model.saved_at,
        owner_id=model.owner_id,
        status=model.status,
        completed_at=model.completed_at,
        # Rows of plain values are sent to PostgreSQL as arrays, whose long texts are quoted slowly.
        summary=Value(model.summary),
    )

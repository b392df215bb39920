"""The command ``verify_versions``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from tests import scenes
from tests.content.altered import alter


def verify() -> str:
    """What the command says."""
    said = StringIO()
    call_command("verify_versions", stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_where_nothing_is_published_nothing_is_wrong() -> None:
    assert verify() == "0 published versions hold.\n"


def test_every_published_version_is_looked_at_and_no_draft(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    assert verify() == "1 published version holds.\n"
    scenes.put_in_use(draft)
    scenes.load_starter(scenes.FOLLOW_UP)
    assert verify() == "3 published versions hold.\n"


@pytest.mark.parametrize("label", ["1.0", "1.1"])
def test_what_was_altered_is_named_in_use_or_not(
    active: ChecklistVersion, draft: ChecklistVersion, label: str
) -> None:
    published = scenes.put_in_use(draft)
    # A process that has read the text before does not take it for what is stored.
    assert definition_of(active) == definition_of(published)
    alter(ChecklistVersion.objects.get(label=label))
    said = StringIO()
    with pytest.raises(CommandError, match=rf"\Aketamine-considerations {label} is altered\.\Z"):
        call_command("verify_versions", stdout=said)
    assert said.getvalue() == "1 published version holds.\n"


def test_every_altered_version_is_named(active: ChecklistVersion) -> None:
    for version in (active, scenes.load_starter(scenes.FOLLOW_UP)):
        alter(version)
    with pytest.raises(CommandError) as refused:
        verify()
    assert str(refused.value).splitlines() == [
        "ketamine-considerations 1.0 is altered.",
        "ketamine-follow-up 1.0 is altered.",
    ]

"""The commands ``export_version`` and ``definition_schema``, and the schema's address."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Draft
from checklist.engine import codec
from tests import scenes

SCHEMA = "/checklists/definition.schema.json"


def printed(*command: str) -> str:
    """What a command prints."""
    said = StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_a_starter_is_exported_byte_for_byte(slug: str) -> None:
    scenes.load_starter(slug)
    stands = (scenes.STARTER / f"{slug}-1.0.json").read_text(encoding="utf-8")
    assert printed("export_version", slug, "1.0") == stands


def test_an_exported_draft_is_loaded_again_with_the_same_digest(
    active: ChecklistVersion, draft: ChecklistVersion, tmp_path: Path
) -> None:
    data = json.loads(printed("export_version", scenes.MAIN, "1.1")) | {"slug": "another"}
    file = tmp_path / "file.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    call_command("load_checklist", str(file), stdout=StringIO())
    assert ChecklistVersion.objects.get(checklist__slug="another").digest == active.digest


def test_a_draft_that_makes_no_definition_is_refused_with_every_reason(
    draft: ChecklistVersion,
) -> None:
    Draft.objects.update(title="", purpose="")
    with pytest.raises(CommandError) as refused:
        printed("export_version", scenes.MAIN, "1.1")
    assert str(refused.value).splitlines() == [
        "ketamine-considerations 1.1 makes no whole definition yet:",
        "  title: This text is empty.",
        "  purpose: This text is empty.",
    ]


@pytest.mark.django_db
def test_a_version_that_is_not_here_is_named() -> None:
    with pytest.raises(CommandError, match=r"^There is no version nothing 1\.0\.$"):
        printed("export_version", "nothing", "1.0")


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_not_loaded(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_bytes(b" " * 3_000_000)
    with pytest.raises(CommandError, match="at most 1048576 bytes are read"):
        printed("load_checklist", str(file))


def test_the_schema_is_printed_and_served_alike(client: Client) -> None:
    served = client.get(SCHEMA)
    assert served["Content-Type"] == "application/schema+json"
    assert served.json() == json.loads(printed("definition_schema")) == codec.json_schema()


def test_the_schema_is_there_to_be_read_only(client: Client) -> None:
    assert client.post(SCHEMA).status_code == 405
    assert client.head(SCHEMA).status_code == 200

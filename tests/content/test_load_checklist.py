"""The command ``load_checklist``."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from checklist.content.actions import discard, retire, start_draft
from checklist.content.compile import compiled
from checklist.content.models import Checklist, ChecklistVersion, Status
from checklist.content.models.rows import Draft
from tests import scenes

MAIN = scenes.STARTER / f"{scenes.MAIN}-1.0.json"
FOLLOW_UP = scenes.STARTER / f"{scenes.FOLLOW_UP}-1.0.json"
IN_USE = "ketamine-considerations 1.0: loaded and in use.\n"
PRESENT = "ketamine-considerations 1.0: already here, nothing changed.\n"
AS_DRAFT = "ketamine-considerations 1.1: loaded as a draft; {} stays in use.\n"
DRAFT_PRESENT = "ketamine-considerations 1.1: already here, nothing changed.\n"

Variant = Callable[..., Path]

pytestmark = pytest.mark.django_db


def load(*files: Path) -> str:
    """What the command says."""
    said = StringIO()
    call_command("load_checklist", *map(str, files), stdout=said)
    return said.getvalue()


@pytest.fixture
def variant(tmp_path: Path) -> Variant:
    """Writes the starter file with another label or title."""

    def write(label: str, title: str = "Another title") -> Path:
        data: dict[str, Any] = json.loads(MAIN.read_text(encoding="utf-8"))
        data["version"] = label
        data["definition"]["title"] = title
        file = tmp_path / f"{label}-{title}.json"
        file.write_text(json.dumps(data), encoding="utf-8")
        return file

    return write


def in_use() -> ChecklistVersion:
    return ChecklistVersion.objects.active().get()


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


def test_the_first_version_of_a_checklist_is_put_in_use() -> None:
    assert load(MAIN) == IN_USE
    version = ChecklistVersion.objects.get()
    assert (version.status, version.digest) == (Status.ACTIVE, version.loaded_digest)
    assert Draft.objects.count() == 0


def test_several_files_are_told_a_line_each() -> None:
    assert load(MAIN, FOLLOW_UP) == IN_USE + "ketamine-follow-up 1.0: loaded and in use.\n"
    assert [checklist.slug for checklist in Checklist.objects.startable()] == [scenes.MAIN]


def test_the_same_file_again_changes_nothing() -> None:
    load(MAIN)
    before = list(ChecklistVersion.objects.values())
    assert load(MAIN) == PRESENT
    assert list(ChecklistVersion.objects.values()) == before


def test_changed_content_under_the_same_label_is_refused(variant: Variant) -> None:
    load(MAIN)
    before = list(ChecklistVersion.objects.values())
    changed = variant("1.0")
    with pytest.raises(CommandError) as refused:
        load(changed)
    assert str(refused.value) == (
        f"{changed} was not loaded: ketamine-considerations 1.0 is here already, with other "
        "content. Changed content needs a version label of its own."
    )
    assert list(ChecklistVersion.objects.values()) == before


def test_a_hospitals_own_version_is_never_replaced(variant: Variant) -> None:
    load(MAIN)
    own = start_draft(
        checklist=Checklist.objects.get(), label="hospital-1", actor=None, now=scenes.THEN
    )
    scenes.put_in_use(own)
    assert load(variant("1.1")) == AS_DRAFT.format("ketamine-considerations hospital-1")
    assert statuses() == {"1.0": "retired", "hospital-1": "active", "1.1": "draft"}
    assert load(MAIN) == PRESENT


def test_where_the_version_in_use_was_retired_on_purpose_none_takes_its_place(
    variant: Variant,
) -> None:
    load(MAIN)
    retire(version=in_use(), now=scenes.THEN)
    assert load(variant("1.1")) == (
        "ketamine-considerations 1.1: loaded as a draft; no version is in use.\n"
    )
    assert load(MAIN) == PRESENT
    assert statuses() == {"1.0": "retired", "1.1": "draft"}


def test_a_version_that_comes_as_a_draft_can_be_published(variant: Variant) -> None:
    load(MAIN)
    load(variant("1.1"))
    draft = ChecklistVersion.objects.drafts().get()
    assert compiled(draft).title == "Another title"
    published = scenes.put_in_use(draft)
    assert published.digest == draft.loaded_digest
    assert load(variant("1.1")) == DRAFT_PRESENT
    assert statuses() == {"1.0": "retired", "1.1": "active"}


def test_a_draft_that_came_from_a_file_is_left_to_its_editors(variant: Variant) -> None:
    load(MAIN)
    load(variant("1.1"))
    Draft.objects.update(title="A title of our own")
    assert load(variant("1.1")) == DRAFT_PRESENT
    draft = ChecklistVersion.objects.drafts().get()
    assert compiled(draft).title == "A title of our own"
    scenes.put_in_use(draft)
    assert load(variant("1.1")) == DRAFT_PRESENT
    with pytest.raises(CommandError, match="with other content"):
        load(variant("1.1", "A third title"))


def test_a_label_that_an_editor_has_taken_is_refused(variant: Variant) -> None:
    load(MAIN)
    start_draft(checklist=Checklist.objects.get(), label="1.1", actor=None, now=scenes.THEN)
    with pytest.raises(CommandError, match="with other content"):
        load(variant("1.1"))


def test_a_discarded_draft_comes_again(variant: Variant) -> None:
    load(MAIN)
    load(variant("1.1"))
    discard(version=ChecklistVersion.objects.drafts().get())
    assert load(variant("1.1")) == AS_DRAFT.format("ketamine-considerations 1.0")


def test_every_problem_of_a_file_is_told_and_nothing_is_loaded(variant: Variant) -> None:
    bad = variant("1" * 21, "")
    with pytest.raises(CommandError) as refused:
        load(bad)
    assert str(refused.value).splitlines() == [
        f"{bad} was not loaded:",
        "  version: A version label has at most 20 characters.",
        "  definition.title: This text is empty.",
    ]
    assert Checklist.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no json", "This is not JSON: Expecting value: line 1 column 1 (char 0)."),
        (b"", "This is not JSON: Expecting value: line 1 column 1 (char 0)."),
        (b"[" * 100_000, "Lists and objects stand inside one another more than 32 deep."),
        (b"\xff", "This is not UTF-8: "),
    ],
)
def test_what_is_no_checklist_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        load(file)
    assert str(refused.value).startswith(f"{file} was not loaded:\n  {reason}")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        load(tmp_path / "none.json")
    assert str(refused.value).splitlines()[1] == "  No such file or directory"


def test_files_before_a_bad_one_stay_loaded(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        load(MAIN, tmp_path / "none.json")
    assert statuses() == {"1.0": "active"}

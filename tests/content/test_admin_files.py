"""The administration: a version as a file, and a draft from one."""

import json
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from checklist.content.compile import compiled
from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.models.rows import Criterion, Draft
from checklist.content.reading import MOST_BYTES
from checklist.engine import codec
from tests import scenes
from tests.content.forms_in_pages import said
from tests.walk.pages import read

IMPORT = "/admin/content/checklist/import/"
NO_LABEL = (
    "A version label is made of letters and digits, with single full stops or hyphens between."
)
FIRST_LABEL = "definition.sections[0].criteria[0].options[0].label"
TAKEN = "ketamine-considerations has a version with this label already. Choose another one."
FOLLOW_UP = (scenes.STARTER / f"{scenes.FOLLOW_UP}-1.0.json").read_text(encoding="utf-8")


def export_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_version_export", args=[version.pk])


def upload(browser: Client, content: str | bytes, **fields: str) -> Any:
    """The answer to a file that is sent with these fields."""
    body = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("a.json", body, "application/json")
    return browser.post(IMPORT, {"into": "", "label": "", **fields, "file": file}, follow=True)


def refused(page: Any) -> list[str]:
    """What a page that refused a file says of it; nothing was taken in."""
    assert page.status_code == 422
    return read(page).one(class_="problems").texts("li")


@pytest.fixture
def before(active: ChecklistVersion) -> list[Any]:
    """Every version that is here at first."""
    return list(ChecklistVersion.objects.values())


@pytest.mark.parametrize("state", ["draft", "active", "retired"])
@pytest.mark.parametrize("right", ["view", "add"])
def test_whoever_may_see_a_version_exports_it(
    active: ChecklistVersion, draft: ChecklistVersion, client_of: Any, state: str, right: str
) -> None:
    digest = active.digest
    if state == "retired":
        scenes.put_in_use(draft)
    version = draft if state == "draft" else active
    somebody = client_of(right)
    page = somebody.get(
        reverse("admin:content_checklistversion_change", args=[version.pk]), follow=True
    )
    link = export_url(version)
    assert link in read(page).values("href")
    file = somebody.get(link)
    assert file["Content-Type"] == "application/json"
    assert file["Content-Disposition"] == (
        f'attachment; filename="ketamine-considerations-{version.label}.json"'
    )
    data = json.loads(file.content)
    assert (data["slug"], data["version"]) == (scenes.MAIN, version.label)
    assert codec.digest(codec.parse(data["definition"])) == digest


def test_export_then_import_gives_the_same_digest(
    draft: ChecklistVersion, publisher: Client
) -> None:
    Criterion.objects.filter(key="adequate-trials").update(question="How many, été ☂?")
    file = publisher.get(export_url(draft)).content
    page = upload(publisher, file, label="1.2")
    again = ChecklistVersion.objects.get(label="1.2")
    assert page.redirect_chain == [(reverse("admin:content_draft_change", args=[again.pk]), 302)]
    assert codec.digest(compiled(again)) == codec.digest(compiled(draft)) == again.loaded_digest
    published = scenes.put_in_use(again)
    assert published.digest == again.loaded_digest


def test_a_draft_that_makes_no_definition_is_not_exported_and_says_why(
    draft: ChecklistVersion, editor: Client
) -> None:
    Draft.objects.update(title="", purpose="<b>" * 1000)
    page = editor.get(export_url(draft))
    assert refused(page) == [
        "title This text is empty.",
        "purpose This text has 3000 characters; at most 2000 are allowed.",
    ]
    assert "attachment" not in page.headers.get("Content-Disposition", "")


def test_what_never_was_is_not_exported(editor: Client) -> None:
    assert editor.get("/admin/content/checklistversion/999/export/").status_code == 404


def test_an_editor_starts_a_draft_from_a_file(
    active: ChecklistVersion, editor: Client, before: list[Any]
) -> None:
    page = editor.get(reverse("admin:content_checklist_changelist"))
    assert IMPORT in read(page).values("href")
    data = json.loads(editor.get(export_url(active)).content) | {"version": "hospital-2"}
    page = upload(editor, json.dumps(data))
    draft = ChecklistVersion.objects.drafts().get()
    assert said(page.context) == ["The draft ketamine-considerations hospital-2 was started."]
    assert (draft.checklist, draft.created_by) == (active.checklist, page.context["user"])
    assert codec.digest(compiled(draft)) == active.digest
    assert list(ChecklistVersion.objects.exclude(pk=draft.pk).values()) == before
    (entry,) = LogEntry.objects.all()
    assert (entry.object_id, entry.change_message) == (str(draft.pk), "Draft started from a file.")


def test_whoever_may_not_start_drafts_is_shown_no_way_to(client_of: Any) -> None:
    page = client_of("view").get(reverse("admin:content_checklist_changelist"))
    assert IMPORT not in read(page).values("href")


def test_a_file_becomes_a_draft_of_another_checklist_where_that_is_chosen(
    active: ChecklistVersion, editor: Client
) -> None:
    upload(editor, FOLLOW_UP, into=scenes.MAIN, label="1.1")
    draft = ChecklistVersion.objects.drafts().get()
    assert str(draft) == "ketamine-considerations 1.1"
    assert compiled(draft) == scenes.starter(scenes.FOLLOW_UP).definition


def test_a_file_becomes_a_new_checklist_where_that_is_chosen(
    active: ChecklistVersion, editor: Client
) -> None:
    upload(editor, FOLLOW_UP, into="+")
    draft = ChecklistVersion.objects.drafts().get()
    assert str(draft) == "ketamine-follow-up 1.0"
    assert not draft.checklist.versions.active().exists()


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (
            {"into": ""},
            {"into": ["There is no checklist “ketamine-follow-up” here."]},
        ),
        (
            {"into": scenes.MAIN},
            {"label": [TAKEN]},
        ),
        (
            {"into": scenes.MAIN, "label": "1 1"},
            {"label": [NO_LABEL]},
        ),
        (
            {"into": "nowhere"},
            {"into": ["Select a valid choice. nowhere is not one of the available choices."]},
        ),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_taken_in(
    editor: Client, before: list[Any], fields: dict[str, str], complaint: dict[str, list[str]]
) -> None:
    page = upload(editor, FOLLOW_UP, **fields)
    assert page.status_code == 422
    assert page.context["form"].errors == complaint
    assert list(ChecklistVersion.objects.values()) == before
    assert Checklist.objects.count() == 1


def test_a_new_checklist_does_not_take_the_place_of_one_that_is_here(
    active: ChecklistVersion, editor: Client, before: list[Any]
) -> None:
    file = editor.get(export_url(active)).content
    page = upload(editor, file, into="+", label="2.0")
    assert page.context["form"].errors == {
        "into": ["There is a checklist “ketamine-considerations” already: choose it."]
    }
    assert list(ChecklistVersion.objects.values()) == before


def test_a_label_that_is_taken_is_shown_in_its_box_to_be_changed(
    active: ChecklistVersion, editor: Client
) -> None:
    page = read(upload(editor, FOLLOW_UP, into=scenes.MAIN))
    assert page.one("input", name="label")["value"] == "1.0"
    (chosen,) = [each for each in page.all("option") if "selected" in each.attrs]
    assert chosen["value"] == scenes.MAIN


def test_a_bad_file_is_refused_whole_with_every_reason_and_what_was_typed_stays(
    editor: Client, before: list[Any]
) -> None:
    data = json.loads(FOLLOW_UP)
    data["version"] = "one two"
    data["definition"] |= {"title": "", "surprise": "<script>"}
    data["definition"]["sections"][0]["criteria"][0]["options"][0]["label"] = "x" * 200
    page = upload(editor, json.dumps(data), into="+", label="3.0")
    assert refused(page) == [
        f"version {NO_LABEL}",
        "definition.surprise There is no such field here.",
        "definition.title This text is empty.",
        f"{FIRST_LABEL} This text has 200 characters; at most 120 are allowed.",
    ]
    shown = read(page)
    assert shown.one("input", name="label")["value"] == "3.0"
    (chosen,) = [each for each in shown.all("option") if "selected" in each.attrs]
    assert chosen["value"] == "+"
    assert list(ChecklistVersion.objects.values()) == before
    assert not Draft.objects.exists()
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            b'{"slug": ',
            "This is not JSON: Expecting value: line 1 column 10 (char 9).",
        ),
        (b"[]", "This must be an object."),
        (b"[" * 100_000, "Lists and objects stand inside one another more than 32 deep."),
        (b" " * (MOST_BYTES + 1), "This file is too large: at most 1048576 bytes are read."),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    editor: Client, content: bytes, reason: str
) -> None:
    assert refused(upload(editor, content)) == [reason]
    assert not ChecklistVersion.objects.exists()


def test_a_file_of_a_megabyte_is_taken_in(active: ChecklistVersion, editor: Client) -> None:
    upload(editor, FOLLOW_UP.encode().ljust(MOST_BYTES), into="+")
    assert ChecklistVersion.objects.drafts().get().label == "1.0"


def test_what_is_much_larger_is_not_read_at_all(editor: Client) -> None:
    page = upload(editor, b" " * (MOST_BYTES + 100_000))
    assert page.status_code == 413
    shown = read(page)
    assert shown.texts("h1") == ["This file is too large to send"]
    assert "about 1088 kilobytes" in page.text
    # What was chosen and typed is not promised to be there still.
    assert "still in that page" not in page.text
    assert shown.one("a", href=IMPORT).text == "Choose another file"


def test_without_a_file_nothing_is_taken_in(editor: Client) -> None:
    page = editor.post(IMPORT, {"into": "+", "label": "1.0"})
    assert (page.status_code, page.context["form"].errors) == (
        422,
        {"file": ["This field is required."]},
    )
    assert upload(editor, b"").context["form"].errors == {"file": ["The submitted file is empty."]}


def test_the_page_shows_where_the_schema_is(editor: Client) -> None:
    page = read(editor.get(IMPORT))
    assert "/checklists/definition.schema.json" in page.values("href")

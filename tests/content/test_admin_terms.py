"""The administration: words to avoid."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from checklist.content.models import ChecklistVersion, Term
from checklist.content.models.rows import Criterion
from tests.content.conftest import ClientOf

LIST = reverse("admin:content_term_changelist")
ADD = reverse("admin:content_term_add")
THERE_ALREADY = "This is in the list already."

pytestmark = pytest.mark.django_db


def complaints(client: Client, kind: str, text: str) -> dict[str, list[str]]:
    """What the page complains of when a word is added."""
    page = client.post(ADD, {"kind": kind, "text": text})
    assert page.status_code == 200
    errors: dict[str, list[str]] = page.context["adminform"].form.errors
    return errors


def test_an_editor_adds_changes_and_deletes_a_word_and_each_is_noted(editor: Client) -> None:
    added = editor.post(ADD, {"kind": "verdict", "text": "  green \r\n  light "})
    term = Term.objects.get()
    assert (added.status_code, added["Location"]) == (302, LIST)
    assert (term.kind, term.text) == ("verdict", "green light")

    change = reverse("admin:content_term_change", args=[term.pk])
    assert editor.post(change, {"kind": "verdict", "text": "Green Light"}).status_code == 302
    assert Term.objects.get().text == "Green Light"
    assert "Green Light" in editor.get(LIST).content.decode()

    delete = reverse("admin:content_term_delete", args=[term.pk])
    assert editor.post(delete, {"post": "yes"}).status_code == 302
    assert not Term.objects.exists()
    flags = LogEntry.objects.order_by("pk").values_list("content_type__model", "action_flag")
    assert list(flags) == [("term", 1), ("term", 2), ("term", 3)]


def test_a_word_that_was_added_is_found_by_the_next_check(
    draft: ChecklistVersion, editor: Client
) -> None:
    Criterion.objects.filter(key="follow-up").update(help="It gives a green light.")
    editor.post(ADD, {"kind": "verdict", "text": "green light"})
    page = editor.get(reverse("admin:content_draft_check", args=[draft.pk]))
    assert [line.checked.finding.message for line in page.context["errors"]] == [
        "“green light” sounds like a decision."
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "This field is required."),
        (" \t\r\n ", "This field is required."),
        ("a\x00b", "Null characters are not allowed."),
        ("bell\x07", "This holds a character that cannot be printed."),
        ("x" * 61, "Ensure this value has at most 60 characters (it has 61)."),
        ("Eligible", THERE_ALREADY),
        ("safe   TO", THERE_ALREADY),
        ("Green light", THERE_ALREADY),
        ("\uff47reen light", THERE_ALREADY),
    ],
)
def test_a_word_that_will_not_do_is_told_at_its_field(
    editor: Client, text: str, complaint: str
) -> None:
    Term.objects.create(kind="verdict", text="green light")
    assert complaints(editor, "verdict", text) == {"text": [complaint]}
    assert Term.objects.count() == 1


def test_units_of_doses_are_a_list_of_their_own(editor: Client) -> None:
    assert complaints(editor, "dose-unit", "MG") == {"text": [THERE_ALREADY]}
    assert editor.post(ADD, {"kind": "dose-unit", "text": "eligible"}).status_code == 302
    assert editor.post(ADD, {"kind": "verdict", "text": "mg"}).status_code == 302
    assert Term.objects.count() == 2


@pytest.mark.parametrize("right", ["", "view", "add", "delete", "publish"])
def test_only_whoever_may_edit_drafts_writes_the_words(client_of: ClientOf, right: str) -> None:
    term = Term.objects.create(kind="verdict", text="green light")
    somebody = client_of(*([right] if right else []))
    change = reverse("admin:content_term_change", args=[term.pk])
    delete = reverse("admin:content_term_delete", args=[term.pk])
    assert {somebody.get(url).status_code for url in (LIST, change)} == {200 if right else 403}
    for url in (ADD, change, delete):
        sent = {"kind": "verdict", "text": "other", "post": "yes"}
        assert somebody.post(url, sent).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [term.pk], "post": "yes"}
    somebody.post(LIST, chosen)
    assert [each.text for each in Term.objects.all()] == ["green light"]

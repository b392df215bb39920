"""The administration: each page that is ours names the way to it from the start."""

from django.test import Client
from django.urls import reverse

from checklist.content.models import ChecklistVersion
from tests.walk.pages import read


def test_each_page_begins_with_the_way_to_it(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    def of(name: str, *keys: int) -> str:
        return reverse(f"admin:content_{name}", args=keys)

    checklist = ["Home", "Checklists", "ketamine-considerations"]
    drafts = ["Home", "Drafts", "ketamine-considerations 1.1"]
    versions = ["Home", "Checklist versions", "ketamine-considerations 1.0"]
    ways = {
        of("checklistversion_change", active.pk): [*checklist, "1.0"],
        of("version_history", active.pk): [*checklist, "1.0", "History"],
        of("version_compare", active.pk, draft.pk): [*checklist, "1.1", "Compare"],
        of("checklist_start", active.checklist_id): [*checklist, "Start a draft"],
        of("checklist_new"): ["Home", "Checklists", "Begin a new checklist"],
        of("checklist_import"): ["Home", "Checklists", "Start a draft from a file"],
        of("draft_check", draft.pk): [*drafts, "Check"],
        of("draft_publish", draft.pk): [*drafts, "Publish ketamine-considerations 1.1"],
        of("draft_discard", draft.pk): [*drafts, "Discard ketamine-considerations 1.1"],
        of("version_retire", active.pk): [*versions, "Retire ketamine-considerations 1.0"],
        of("suggestion_changelist"): ["Home", "Suggested corrections"],
        reverse("preview_effect", args=[draft.pk]): [*drafts, "Effect"],
    }
    for url, way in ways.items():
        page = read(publisher.get(url))
        shown = page.one("div", class_="breadcrumbs")
        assert shown.text.split(" \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ") == way, url
        assert shown.texts("a") == way[:-1]

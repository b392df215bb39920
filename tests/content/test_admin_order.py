"""The administration: the order of a list, by numbers that a drag fills in or a person types."""

import pytest
from django.test import Client

from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Draft, Section
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import form_of, saved, url_of
from tests.content.rows import criterion, row


def titles(draft: ChecklistVersion) -> list[str]:
    return [section.title for section in compiled(draft).sections]


def test_numbers_order_a_list(draft: ChecklistVersion, editor: Client) -> None:
    before = titles(draft)
    count = len(before)
    turned: dict[str, str | list[str]] = {
        f"sections-{place}-position": str(count - place) for place in range(count)
    }
    saved(editor, Draft.objects.get(), turned)
    assert titles(draft) == before[::-1]


def test_a_row_moves_between_two_others_and_a_new_one_comes_last(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "adequate-trials")
    labels = [option.label for option in asked.options.all()]
    changes = {f"options-{place}-position": str(place + 1) for place in range(len(labels))}
    changes |= {"options-0-position": "3", "options-2-position": "1"}
    saved(editor, asked, {**changes, f"options-{len(labels)}-label": "New"})
    assert [option.label for option in asked.options.all()] == [
        labels[2],
        labels[1],
        labels[0],
        *labels[3:],
        "New",
    ]


def test_a_number_can_be_seen_and_typed_and_a_drag_finds_it(
    draft: ChecklistVersion, editor: Client
) -> None:
    page = editor.get(url_of(row(Section))).content.decode()
    assert (
        '<input type="number" name="criteria-0-position" value="1" class="vIntegerField _reorder_"'
    ) in page
    assert 'class="module sortable"' in " ".join(page.split())
    assert "adminsortable2.min.js" in page


def test_whoever_may_only_look_can_neither_type_nor_drag_nor_post_a_number(
    draft: ChecklistVersion, editor: Client, client_of: ClientOf
) -> None:
    frame, before = Draft.objects.get(), titles(draft)
    sent = form_of(editor, frame) | {"sections-0-position": "9"}
    viewer = client_of("view")
    page = viewer.get(url_of(frame)).content.decode()
    assert "_reorder_" not in page
    assert "sortable" not in page.split("<main")[1]
    assert viewer.post(url_of(frame), sent).status_code == 403
    assert titles(draft) == before


@pytest.mark.parametrize("way", ["adminsortable2_update/"])
def test_the_package_opens_no_way_of_its_own(
    draft: ChecklistVersion, editor: Client, way: str
) -> None:
    before = titles(draft)
    for name in ("section", "draft", "checklistversion"):
        sent = '{"updatedItems": [[1, 9]]}'
        page = editor.post(f"/admin/content/{name}/{way}", sent, content_type="application/json")
        assert page.status_code in {302, 403, 404}
    assert titles(draft) == before

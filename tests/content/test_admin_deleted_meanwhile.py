"""The administration: a list in which somebody else has deleted a row since it was opened."""

from typing import Any

from django.db.models import Count
from django.test import Client

from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import AnswerOption, Criterion
from tests.content.forms_in_pages import complaints, form_of, read_form, saved, url_of
from tests.content.rows import criterion


def labels(asked: Any) -> list[str]:
    return [each.label for each in asked.options.order_by("position", "pk")]


def unwatched(draft: ChecklistVersion) -> Any:
    """A criterion whose options no condition looks at, so that each may be deleted."""
    looked_at = AnswerOption.objects.filter(conditions__isnull=False).values("criterion")
    of_draft = Criterion.objects.filter(section__draft_id=draft.pk).exclude(pk__in=looked_at)
    return of_draft.annotate(number=Count("options")).filter(number__gt=2)[:1].get()


def refused(client: Client, row: Any, sent: Any) -> tuple[str, Any]:
    """The page that says that nothing is saved yet, and the form on it."""
    page = client.post(url_of(row), sent)
    assert page.status_code == 200
    text = " ".join(page.content.decode().split())
    return text, read_form(page.content, f"{row._meta.model_name}_form")


def test_it_is_said_at_the_list_and_the_rest_is_saved(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = unwatched(draft)
    first, second, *others = labels(asked)
    mine = form_of(editor, asked) | {"options-1-label": "Reworded"}
    saved(editor, asked, {"options-0-DELETE": "on"})
    text, again = refused(editor, asked, mine)
    assert f"Somebody else has deleted from this list: “{first}”." in text.replace("&quot;", '"')
    assert "stands below as a new row" not in text
    assert labels(asked) == [second, *others]
    assert editor.post(url_of(asked), again).status_code == 302
    assert labels(asked) == ["Reworded", *others]


def test_what_was_typed_in_a_deleted_row_becomes_a_new_one(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = unwatched(draft)
    _first, *others = labels(asked)
    number = asked.options.count()
    mine = form_of(editor, asked) | {
        "options-0-label": "Mine",
        f"options-{number}-key": "elsewhere",
        f"options-{number}-label": "Elsewhere",
    }
    saved(editor, asked, {"options-0-DELETE": "on"})
    text, again = refused(editor, asked, mine)
    assert "What you typed in it stands below as a new row" in text
    assert editor.post(url_of(asked), again).status_code == 302
    assert labels(asked) == ["Mine", *others, "Elsewhere"]


def test_a_condition_that_was_deleted_is_new_only_where_other_answers_were_chosen(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = Criterion.objects.filter(section__draft_id=draft.pk, conditions__isnull=False)[0]
    before = compiled(draft).criteria[asked.key].in_view
    looked_at = asked.conditions.all()[0].accepted.all()[0].option.criterion
    every = {"conditions-0-options": [str(each.pk) for each in looked_at.options.all()]}
    mine = form_of(editor, asked)
    saved(editor, asked, {"conditions-0-DELETE": "on"})
    _text, again = refused(editor, asked, mine)
    assert editor.post(url_of(asked), again).status_code == 302
    assert compiled(draft).criteria[asked.key].in_view is None
    _text, again = refused(editor, asked, mine | every)
    assert editor.post(url_of(asked), again).status_code == 302
    after = compiled(draft).criteria[asked.key].in_view
    assert before is not None
    assert after is not None
    assert len(after.conditions[0].options) > len(before.conditions[0].options)


def test_rows_are_headed_by_their_own_names_when_others_were_added_before_them(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked = criterion(draft, "follow-up")
    mine = form_of(editor, asked)
    rows = list(asked.options.order_by("position"))
    number = len(rows)
    saved(
        editor,
        asked,
        {
            "options-0-position": "2",
            f"options-{number}-position": "1",
            f"options-{number}-label": "Before all",
        },
    )
    page = editor.post(url_of(asked), mine)
    (options,) = (
        each for each in page.context["inline_admin_formsets"] if each.formset.prefix == "options"
    )
    headed = [(form.original, form.form.instance) for form in options if form.original]
    assert headed == [(row, row) for row in rows]


def test_a_row_that_never_stood_in_the_list_is_no_new_row(
    draft: ChecklistVersion, editor: Client
) -> None:
    asked, other = criterion(draft, "follow-up"), criterion(draft, "adequate-trials")
    theirs = other.options.all()[0]
    saved(editor, asked, {"options-0-label": "Reworded"})
    for key in (str(theirs.pk), "987654", "nonsense"):
        told = complaints(editor, asked, {"options-0-id": key, "options-0-label": "Taken over"})
        assert told == ["Somebody else has deleted a row from this list. Save again without it."]
    assert "Taken over" not in labels(asked) + labels(other)

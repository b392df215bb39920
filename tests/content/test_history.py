"""Who changed which row of a draft: what is written down, by itself, as rows are saved."""

from checklist.content.actions import discard, editing
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import AnswerOption, Consideration, Criterion
from tests import scenes


def test_what_goes_with_a_deleted_row_is_written_down_too(draft: ChecklistVersion) -> None:
    """Whichever of them the database deletes first."""
    editor = scenes.make_user("editor")
    option = AnswerOption.objects.filter(considerations__citations__isnull=False).first()
    assert option is not None
    consideration = option.considerations.get()
    with editing(draft.pk, actor=editor):
        option.delete()
    for model, key in ((AnswerOption, option.key), (Consideration, consideration.key)):
        (entry,) = model.history.filter(history_type="-")
        assert (entry.key, entry.version_id, entry.history_user) == (key, draft.pk, editor)


def test_the_first_change_of_a_row_is_told_against_how_the_draft_began(
    draft: ChecklistVersion,
) -> None:
    editor = scenes.make_user("editor")
    row = Criterion.objects.first()
    assert row is not None
    began, row.question = row.question, "What has been tried?"
    with editing(draft.pk, actor=editor):
        row.save()
    later, first = row.history.all()
    assert (first.question, first.history_date, first.history_user) == (
        began,
        draft.created_at,
        None,
    )
    assert (later.question, later.history_user) == ("What has been tried?", editor)
    (change,) = later.diff_against(first).changes
    assert (change.field, change.old, change.new) == ("question", began, "What has been tried?")


def test_history_outlives_the_rows(draft: ChecklistVersion) -> None:
    with editing(draft.pk, actor=None):
        Criterion.objects.all()[0].save()
    pk = draft.pk
    discard(version=draft)
    assert Criterion.history.filter(version_id=pk).count() == 2

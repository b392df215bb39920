"""The administration: starting, editing, publishing and discarding a draft."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone

from checklist.content.compile import compiled
from checklist.content.models import Checklist, ChecklistVersion, Status
from checklist.content.models.rows import Criterion, Draft
from checklist.content.published import definition_of
from tests import scenes
from tests.content.forms_in_pages import read_form, said

NO_LABEL = (
    "A version label is made of letters and digits, with single full stops or hyphens between."
)
NOTHING_CHANGED = "Nothing was changed: this version is no draft. It was published or discarded."


def start_url(active: ChecklistVersion) -> str:
    return reverse("admin:content_checklist_start", args=[active.checklist_id])


def draft_url(draft: ChecklistVersion, act: str = "change") -> str:
    return reverse(f"admin:content_draft_{act}", args=[draft.pk])


def version_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_checklistversion_change", args=[version.pk])


def test_an_editor_starts_a_draft_rewords_a_question_and_publishes(
    active: ChecklistVersion, publisher: Client
) -> None:
    begun = timezone.now()
    page = publisher.post(start_url(active), {"label": "1.1"}, follow=True)
    draft = ChecklistVersion.objects.drafts().get()
    assert page.redirect_chain == [(version_url(draft), 302)]
    assert said(page.context) == ["The draft ketamine-considerations 1.1 was started."]

    criterion = Criterion.objects.get(key="adequate-trials")
    url = reverse("admin:content_criterion_change", args=[criterion.pk])
    sent = read_form(publisher.get(url).content, "criterion_form")
    sent["question"] = ["How many treatments have been tried?"]
    page = publisher.post(url, sent, follow=True)
    assert page.redirect_chain == [
        (reverse("admin:content_section_change", args=[criterion.section_id]), 302)
    ]

    scenes.accept_all(draft)
    words = {"changed": "Tried, not tested.", "review_by": "2999-01-31"}
    page = publisher.post(draft_url(draft, "publish"), words, follow=True)
    assert page.redirect_chain == [(version_url(draft), 302)]
    assert said(page.context) == ["ketamine-considerations 1.1 is now in use."]

    active.refresh_from_db()
    draft.refresh_from_db()
    assert (active.status, draft.status) == (Status.RETIRED, Status.ACTIVE)
    assert draft.created_by == draft.published_by == page.context["user"]
    assert (draft.changed, draft.review_by) == ("Tried, not tested.", date(2999, 1, 31))
    assert draft.published_at is not None
    assert begun < draft.created_at < draft.published_at < timezone.now()
    before, after = definition_of(active), definition_of(draft)
    assert after.criteria["adequate-trials"].question == "How many treatments have been tried?"
    reworded = after.criteria["adequate-trials"].model_copy(
        update={"question": before.criteria["adequate-trials"].question}
    )
    assert after.criteria | {"adequate-trials": reworded} == before.criteria
    noted = LogEntry.objects.filter(content_type__model="checklistversion").order_by("pk")
    assert [entry.change_message for entry in noted] == ["Draft started.", "Published."]


def test_pages_sent_back_as_they_stand_change_nothing(
    draft: ChecklistVersion, editor: Client
) -> None:
    """Whatever an editor opens and saves without a change is the same afterwards."""
    digest = compiled(draft)
    page = editor.get(draft_url(draft))
    assert editor.post(draft_url(draft), read_form(page.content, "draft_form")).status_code == 302
    assert compiled(draft) == digest


def test_the_page_of_a_draft_holds_what_its_lists_begin_with(
    draft: ChecklistVersion, editor: Client
) -> None:
    sent = read_form(editor.get(draft_url(draft)).content, "draft_form")
    sent["title"] = ["A new\r\n  title "]
    sent["limits-0-text"] = ["Changed."]
    sent["limits-1-DELETE"] = ["on"]
    sent["limits-5-text"] = ["Added last."]
    sent["sections-0-position"] = ["2"]
    sent["sections-1-position"] = ["1"]
    assert editor.post(draft_url(draft), sent).status_code == 302
    before, after = definition_of(draft.based_on or draft), compiled(draft)
    assert after.title == "A new title"
    assert after.limits == ("Changed.", *before.limits[2:], "Added last.")
    keys = [section.key for section in before.sections]
    assert [section.key for section in after.sections] == [keys[1], keys[0], *keys[2:]]


@pytest.mark.parametrize(
    ("label", "complaint"),
    [
        ("1.0", "This checklist has a version with this label already."),
        ("", "This field is required."),
        ("1 1", NO_LABEL),
        ("1" * 21, "A version label has at most 20 characters."),
        ("1\x001", "Null characters are not allowed."),
    ],
)
def test_a_label_that_will_not_do_is_told_at_its_field(
    active: ChecklistVersion, editor: Client, label: str, complaint: str
) -> None:
    page = editor.post(start_url(active), {"label": label})
    assert page.status_code == 422
    assert page.context["form"].errors == {"label": [complaint]}
    assert list(ChecklistVersion.objects.all()) == [active]


def test_without_a_version_in_use_no_draft_starts(editor: Client) -> None:
    checklist = Checklist.objects.create(slug="empty")
    url = reverse("admin:content_checklist_start", args=[checklist.pk])
    told = "No version is in use that a draft could start from."
    assert told in editor.get(url).content.decode()
    page = editor.post(url, {"label": "1.0"})
    assert page.context["form"].non_field_errors() == [told]


def test_a_draft_starts_by_one_button_under_the_next_label(
    draft: ChecklistVersion, editor: Client
) -> None:
    """On the page of the checklist and on that of a published version, past the labels taken."""
    checklist = reverse("admin:content_checklist_change", args=[draft.checklist_id])
    assert draft.based_on is not None
    for number, url in enumerate((checklist, version_url(draft.based_on)), start=2):
        page = editor.get(url).content.decode()
        told = f"Start draft 1.{number} from version 1.0"
        assert told in " ".join(page.split())
        assert f'<input type="hidden" name="label" value="1.{number}">' in page
        editor.post(start_url(draft), {"label": f"1.{number}"})
        assert compiled(ChecklistVersion.objects.get(label=f"1.{number}")) == compiled(draft)


def test_the_next_label_stands_in_the_form_and_can_be_changed(
    active: ChecklistVersion, editor: Client
) -> None:
    page = editor.get(start_url(active)).content.decode()
    assert 'name="label" value="1.1"' in page
    editor.post(start_url(active), {"label": "2026-03"})
    assert ChecklistVersion.objects.drafts().get().label == "2026-03"


def test_a_draft_of_a_checklist_starts_from_nothing(
    active: ChecklistVersion, editor: Client
) -> None:
    page = editor.post(start_url(active), {"label": "2.0", "empty": "on"}, follow=True)
    draft = ChecklistVersion.objects.drafts().get()
    assert page.redirect_chain == [(version_url(draft), 302)]
    assert (draft.based_on, draft.draft.title) == (None, "")
    assert draft.draft.sections.count() == draft.draft.limits.count() == 0
    assert "A checklist needs at least one section." in page.content.decode()


def test_a_checklist_begins_with_an_empty_draft(editor: Client) -> None:
    begun = timezone.now()
    url = reverse("admin:content_checklist_new")
    assert url in editor.get(reverse("admin:content_checklist_changelist")).content.decode()
    assert 'name="label" value="1.0"' in editor.get(url).content.decode()
    page = editor.post(url, {"slug": "lithium", "label": "1.0"}, follow=True)
    draft = ChecklistVersion.objects.get(checklist__slug="lithium")
    assert page.redirect_chain == [(version_url(draft), 302)]
    assert (draft.status, draft.label, draft.created_by) == ("draft", "1.0", page.context["user"])
    assert draft.created_at > begun


@pytest.mark.parametrize(
    ("sent", "complaint"),
    [
        (
            {"slug": "ketamine-considerations", "label": "1.0"},
            {"slug": ["There is a checklist with this name already."]},
        ),
        (
            {"slug": "New one", "label": "1.0"},
            {"slug": ["A key is made of small letters, digits and single hyphens."]},
        ),
        ({"slug": "new", "label": "1 0"}, {"label": [NO_LABEL]}),
    ],
)
def test_a_checklist_that_cannot_begin_is_told_at_the_field(
    active: ChecklistVersion, editor: Client, sent: dict[str, str], complaint: dict[str, list[str]]
) -> None:
    page = editor.post(reverse("admin:content_checklist_new"), sent)
    assert page.status_code == 422
    assert page.context["form"].errors == complaint
    assert list(Checklist.objects.all()) == [active.checklist]


@pytest.mark.whole_starter
def test_an_invalid_draft_is_refused_with_every_reason_and_nothing_changes(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    Draft.objects.update(title="", purpose="")
    Criterion.objects.filter(key="adequate-trials").update(question="long " * 40, short="<b>")
    Criterion.objects.filter(key="follow-up").update(key="Follow up")
    before = list(ChecklistVersion.objects.order_by("pk").values())
    sent = {"changed": "Nothing that will do."}
    page = publisher.post(draft_url(draft, "publish"), sent)
    assert page.status_code == 422
    assert page.context["form"].data["changed"] == "Nothing that will do."
    reasons = page.context["form"].non_field_errors()
    assert [reason.removeprefix("At ") for reason in reasons] == [
        "title: This text is empty.",
        "purpose: This text is empty.",
        "sections[0].criteria[1].question: This text has 200 characters; at most 140 are allowed.",
        "sections[6].criteria[1].key: A key is made of small letters, digits and single hyphens.",
        *(
            f"sections[6].criteria[1].options[{number}].considerations[0].key: "
            f"It must begin with “Follow up.{option}.”, the option that raises it."
            for number, option in enumerate(("arranged", "partial", "none"))
        ),
    ]
    assert list(ChecklistVersion.objects.order_by("pk").values()) == before
    assert Draft.objects.count() == 1


def test_publishing_and_discarding_ask_first(draft: ChecklistVersion, publisher: Client) -> None:
    for act in ("publish", "discard"):
        page = publisher.get(draft_url(draft, act))
        assert page.status_code == 200
        assert "ketamine-considerations 1.1" in page.content.decode()
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_publishing_says_that_only_what_was_saved_is_published(
    draft: ChecklistVersion, publisher: Client
) -> None:
    page = publisher.get(draft_url(draft, "publish")).content.decode()
    told = (
        "What was last saved is published. "
        "Changes that were typed but not saved are not part of it."
    )
    assert told in " ".join(page.split())


@pytest.mark.parametrize("act", ["publish", "discard"])
def test_whoever_is_asked_can_go_back_to_the_draft(
    draft: ChecklistVersion, publisher: Client, act: str
) -> None:
    page = publisher.get(draft_url(draft, act)).content.decode()
    assert f'<a class="closelink" href="{draft_url(draft)}">Cancel</a>' in page


def test_moments_have_24_hours_and_their_zone(publisher: Client, draft: ChecklistVersion) -> None:
    assert draft.based_on is not None
    page = publisher.get(version_url(draft.based_on)).content.decode()
    assert formats.localize(scenes.THEN) in page
    assert formats.localize(scenes.THEN) == "9 March 2026, 15:04 UTC"


def test_an_editor_discards_a_draft(
    active: ChecklistVersion, draft: ChecklistVersion, editor: Client
) -> None:
    page = editor.post(draft_url(draft, "discard"), follow=True)
    assert page.redirect_chain == [(reverse("admin:content_draft_changelist"), 302)]
    assert said(page.context) == ["The draft ketamine-considerations 1.1 was discarded."]
    assert list(ChecklistVersion.objects.all()) == [active]


@pytest.mark.parametrize("act", ["publish", "discard"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_published_meanwhile_is_neither_published_nor_discarded(
    draft: ChecklistVersion, publisher: Client, act: str, method: str
) -> None:
    scenes.put_in_use(draft)
    page = getattr(publisher, method)(draft_url(draft, act), follow=True)
    assert page.redirect_chain == [(reverse("admin:content_checklistversion_changelist"), 302)]
    assert said(page.context) == [NOTHING_CHANGED]
    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == (Status.ACTIVE, scenes.THEN)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("act", ["publish", "discard"])
def test_what_never_was_is_not_found(publisher: Client, act: str) -> None:
    assert publisher.post(f"/admin/content/draft/999/{act}/").status_code == 404
    assert publisher.post("/admin/content/checklist/999/start-draft/").status_code == 404

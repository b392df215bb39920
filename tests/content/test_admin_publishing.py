"""The page that publishes a draft: what it shows, asks and refuses."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content import blocking
from checklist.content.actions import publish, retire, start_draft
from checklist.content.blocking import Remark
from checklist.content.models import ChecklistVersion, Status
from checklist.content.models.rows import Draft
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import Sent, read_form, said, saved
from tests.content.rows import criterion
from tests.walk.pages import read

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

WORDS = {"changed": "Words."}
OLDER = "This draft is older than the version in use."
NO_BUTTON = "Here somebody else has to publish it"


def url_of(draft: ChecklistVersion) -> str:
    return reverse("admin:content_draft_publish", args=[draft.pk])


def check_url(draft: ChecklistVersion) -> str:
    return reverse("admin:content_draft_check", args=[draft.pk])


def text(page: "Answer") -> str:
    return " ".join(page.text.split())


def form_in(page: "Answer") -> Sent:
    """What the form of the page would send."""
    sent = read_form(page.content, "")
    del sent["csrfmiddlewaretoken"]
    return sent


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


def put_in_use(draft: ChecklistVersion, changed: str = "", by: User | None = None) -> None:
    scenes.accept_all(draft)
    publish(version=draft, actor=by, now=scenes.THEN + timedelta(days=1), changed=changed)


@pytest.fixture
def older(active: ChecklistVersion, draft: ChecklistVersion) -> ChecklistVersion:
    """A draft that was started before another one was published."""
    older = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    ann = scenes.make_user("ann")
    put_in_use(draft, "The limits were reworded.", ann)
    return scenes.accept_all(older)


def test_it_says_which_version_goes_and_asks_what_changed(
    draft: ChecklistVersion, publisher: Client
) -> None:
    page = publisher.get(url_of(draft))
    assert "Version 1.0, which is in use now, will be retired." in text(page)
    assert OLDER not in text(page)
    assert list(page.context["form"].fields) == ["changed", "review_by", "over"]


@pytest.mark.parametrize(
    ("sent", "field", "complaint"),
    [
        ({}, "changed", "Say in a few words what changed."),
        ({"changed": " "}, "changed", "Say in a few words what changed."),
        (
            {"changed": "x" * 1001},
            "changed",
            "Ensure this value has at most 1000 characters (it has 1001).",
        ),
        ({**WORDS, "review_by": "soon"}, "review_by", "Enter a valid date."),
        ({**WORDS, "review_by": "2020-02-29"}, "review_by", "Choose a day that is still to come."),
        (
            {**WORDS, "over": "999"},
            "over",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
    ],
)
def test_what_will_not_do_is_told_and_nothing_is_published(
    draft: ChecklistVersion, publisher: Client, sent: dict[str, str], field: str, complaint: str
) -> None:
    page = publisher.post(url_of(draft), sent)
    assert page.status_code == 422
    assert page.context["form"].errors == {field: [complaint]}
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}


def test_a_review_is_due_tomorrow_at_the_earliest(
    draft: ChecklistVersion, publisher: Client
) -> None:
    today = timezone.localdate()
    sent = {**WORDS, "review_by": today.isoformat()}
    assert publisher.post(url_of(draft), sent).status_code == 422
    tomorrow = today + timedelta(days=1)
    scenes.accept_all(draft)
    publisher.post(url_of(draft), {**WORDS, "review_by": tomorrow.isoformat()})
    assert ChecklistVersion.objects.active().get().review_by == tomorrow


def test_a_first_version_needs_no_words(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    """None is asked for where nothing was in use before it."""
    versions = ChecklistVersion.objects
    first = versions.create(
        checklist=type(active.checklist).objects.create(slug="own"),
        label="1",
        created_at=scenes.THEN,
    )
    page = publisher.get(url_of(first))
    assert page.context["form"].fields["changed"].required is False
    assert "will be retired" not in text(page)


def test_a_draft_older_than_the_version_in_use_says_so_and_what_was_published_since(
    older: ChecklistVersion, publisher: Client
) -> None:
    page = text(publisher.get(url_of(older)))
    assert OLDER in page
    assert "It was started from version 1.0. Since then there were:" in page
    assert "ann, 10 March 2026, 15:04 UTC: The limits were reworded." in page


def test_whoever_has_seen_that_publishes_over_it(
    older: ChecklistVersion, publisher: Client
) -> None:
    seen = publisher.get(url_of(older)).context["form"].initial["over"]
    assert seen.label == "1.1"
    page = publisher.post(url_of(older), {**WORDS, "over": seen.pk}, follow=True)
    assert said(page.context) == ["ketamine-considerations 1.2 is now in use."]
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED, "1.2": Status.ACTIVE}


def test_whoever_has_not_is_told_keeps_the_words_and_can_do_it_then(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    """Two who had the page open at the same moment: one wins."""
    older = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    sent = {"changed": "My words.", "review_by": "2999-01-31", "over": str(active.pk)}
    put_in_use(draft)
    page = publisher.post(url_of(older), sent)
    assert page.status_code == 409
    (told,) = page.context["form"].non_field_errors()
    assert told == (
        "Nothing was published: ketamine-considerations 1.1 is in use now. "
        "Look at what changed in it before you publish over it."
    )
    assert OLDER in text(page)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE, "1.2": Status.DRAFT}
    assert not LogEntry.objects.exists()
    kept = page.context["form"].data
    assert (kept["changed"], kept["review_by"], kept["over"]) == (
        "My words.",
        "2999-01-31",
        str(draft.pk),
    )
    scenes.accept_all(older)
    publisher.post(url_of(older), kept)
    published = ChecklistVersion.objects.active().get()
    assert (published.label, published.changed) == ("1.2", "My words.")


def test_what_was_retired_meanwhile_stands_in_nobodys_way(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    retire(version=active, now=scenes.THEN)
    scenes.accept_all(draft)
    publisher.post(url_of(draft), {**WORDS, "over": active.pk})
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_where_a_second_person_is_asked_for_the_last_author_is_told_and_has_no_button(
    active: ChecklistVersion, client_of: ClientOf, settings: Settings
) -> None:
    settings.SECOND_PERSON = True
    author, other = client_of("add", "change", "publish"), client_of("publish")
    author.post(
        reverse("admin:content_checklist_start", args=[active.checklist_id]), {"label": "1.1"}
    )
    draft = scenes.accept_all(ChecklistVersion.objects.drafts().get())
    page = author.get(url_of(draft))
    assert NO_BUTTON in text(page)
    assert 'value="Publish"' not in page.text
    page = author.post(url_of(draft), WORDS, follow=True)
    assert page.redirect_chain == [(url_of(draft), 302)]
    assert NO_BUTTON in text(page)
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}

    page = other.get(url_of(draft))
    assert NO_BUTTON not in text(page)
    assert 'value="Publish"' in page.text
    other.post(url_of(draft), WORDS)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


def test_what_the_check_finds_is_to_be_settled_first_and_nothing_is_lost(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    before = list(ChecklistVersion.objects.order_by("pk").values())
    sent = {"changed": "My <words>.", "review_by": "2999-01-31", "over": str(active.pk)}
    page = publisher.post(url_of(draft), sent)
    assert page.status_code == 422
    told = read(page).one("ul", class_="nonfield")
    assert told.text == "The check of this draft has 3 findings to settle first. Look at them"
    assert told.one("a")["href"] == check_url(draft)
    assert form_in(page) == {name: [value] for name, value in sent.items()}
    assert list(ChecklistVersion.objects.order_by("pk").values()) == before
    assert Draft.objects.filter(pk=draft.pk).exists()
    assert not LogEntry.objects.exists()


def test_once_its_warnings_are_accepted_there_a_draft_is_published(
    draft: ChecklistVersion, publisher: Client
) -> None:
    held = publisher.post(url_of(draft), WORDS)
    sent = read_form(publisher.get(check_url(draft)).content, "draft_check_form")
    accepted = [name.removesuffix("-reason") for name in sent if name.endswith("-reason")]
    assert len(accepted) == 3
    for mark in accepted:
        sent |= {f"{mark}-accepted": ["on"], f"{mark}-reason": ["Talked over."]}
    publisher.post(check_url(draft), sent, follow=True)
    page = publisher.post(url_of(draft), form_in(held), follow=True)
    assert said(page.context) == ["ketamine-considerations 1.1 is now in use."]
    published = ChecklistVersion.objects.active().get()
    assert (published.label, published.changed) == ("1.1", "Words.")


def test_an_error_is_mended_before_a_draft_is_published(
    draft: ChecklistVersion, publisher: Client
) -> None:
    asked = criterion(draft, "diagnosis")
    saved(publisher, asked, {"help": "Give 20 mg."})
    scenes.accept_all(draft)
    page = publisher.post(url_of(draft), WORDS)
    assert page.status_code == 422
    told = read(page).one("ul", class_="nonfield")
    assert told.text == "The check of this draft has 1 finding to settle first. Look at them"
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}
    saved(publisher, asked, {"help": "Give it time."})
    publisher.post(url_of(draft), WORDS)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}


@pytest.fixture
def blocked() -> Iterator[None]:
    """A room above that has something against publishing."""
    remarks = [Remark("case two", "It would bring up less."), Remark("", "Not today.")]
    blocking.register("practice", lambda version, definition: remarks)
    yield
    blocking.unregister("practice")


@pytest.mark.usefixtures("blocked")
def test_what_rooms_above_have_against_it_is_told(
    draft: ChecklistVersion, publisher: Client
) -> None:
    scenes.accept_all(draft)
    page = publisher.post(url_of(draft), WORDS)
    assert page.status_code == 422
    assert page.context["form"].errors == {
        "__all__": ["At case two: It would bring up less.", "Not today."]
    }
    assert form_in(page)["changed"] == ["Words."]
    assert statuses() == {"1.0": Status.ACTIVE, "1.1": Status.DRAFT}
    assert not LogEntry.objects.exists()


def test_the_page_of_a_version_says_what_changed_and_when_it_is_to_be_looked_at(
    draft: ChecklistVersion, publisher: Client
) -> None:
    scenes.accept_all(draft)
    sent = {"changed": "Two lines\n& <more>.", "review_by": "2999-01-31"}
    page = publisher.post(url_of(draft), sent, follow=True)
    assert "&amp; &lt;more&gt;." in page.text
    assert "31 January 2999" in page.text

"""The administration: who may do what, and what nobody may."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from checklist.content.actions import suggest
from checklist.content.models import ChecklistVersion, Status, Suggestion
from checklist.content.models.rows import AnswerOption, Consideration, Criterion, Draft, Rule
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import read_form

# Each address of this room's administration, with the row it is about.
LISTS = ("checklist", "checklistversion", "draft", "suggestion", "term")
PAGES = (Draft, Criterion, AnswerOption, Rule, Consideration)
SIGN_IN = "/admin/login/"
ACTS = {
    "view": set(),
    "add": {"start", "begin", "import"},
    "change": {"edit", "put back", "settle", "reopen"},
    "delete": {"discard"},
    "publish": {"publish", "retire", "reactivate", "withdraw"},
}
GROUPS = {
    "Editor": set().union(*(ACTS[act] for act in ("add", "change", "delete"))),
    "Publisher": set().union(*ACTS.values()),
}


def urls_of(draft: ChecklistVersion) -> dict[str, str]:
    """Where each act on a draft, or on what was asked of its checklist, is done by a POST."""
    asked = Suggestion.objects.first() or suggest(
        version=draft.checklist.versions.active().get(),
        criterion="diagnosis",
        text="Mend this.",
        actor=None,
        now=scenes.THEN,
    )
    return {
        "start": reverse("admin:content_checklist_start", args=[draft.checklist_id]),
        "begin": reverse("admin:content_checklist_new"),
        "edit": reverse("admin:content_draft_change", args=[draft.pk]),
        "discard": reverse("admin:content_draft_discard", args=[draft.pk]),
        "publish": reverse("admin:content_draft_publish", args=[draft.pk]),
        "retire": reverse("admin:content_version_retire", args=[draft.based_on_id]),
        "reactivate": reverse("admin:content_version_reactivate", args=[draft.based_on_id]),
        "withdraw": reverse("admin:content_version_withdraw", args=[draft.based_on_id]),
        "put back": reverse("admin:content_version_put_back", args=[draft.pk, "limit", 999]),
        "import": reverse("admin:content_checklist_import"),
        "settle": reverse("admin:content_suggestion_done", args=[asked.pk]),
        "reopen": reverse("admin:content_suggestion_open", args=[asked.pk]),
    }


def every_url(draft: ChecklistVersion) -> list[str]:
    """Every page about a checklist, its versions and its draft."""
    rows = [model._default_manager.order_by("pk")[:1].get() for model in PAGES]
    versions = draft.checklist.versions.all()
    return [
        *urls_of(draft).values(),
        *(reverse(f"admin:content_{name}_changelist") for name in LISTS),
        *(reverse(f"admin:content_{row._meta.model_name}_change", args=[row.pk]) for row in rows),
        *(reverse("admin:content_checklistversion_change", args=[each.pk]) for each in versions),
        *(reverse("admin:content_version_history", args=[each.pk]) for each in versions),
        *(reverse("admin:content_version_export", args=[each.pk]) for each in versions),
        reverse("admin:content_checklist_change", args=[draft.checklist_id]),
        reverse("admin:content_draft_check", args=[draft.pk]),
    ]


def test_a_visitor_and_a_clinician_are_sent_to_sign_in_or_refused(
    draft: ChecklistVersion, client: Client
) -> None:
    clinician = Client()
    clinician.force_login(scenes.make_user("clinician"))
    for url in every_url(draft):
        for page in (client.get(url), client.post(url)):
            assert (page.status_code, page["Location"].split("?")[0]) == (302, SIGN_IN)
        for page in (clinician.get(url), clinician.post(url)):
            assert page.status_code == 403
    assert Draft.objects.count() == 1


def test_staff_without_a_right_here_are_refused(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    nobody = client_of()
    for url in every_url(draft):
        assert nobody.get(url).status_code == nobody.post(url).status_code == 403
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("right", ACTS)
def test_each_right_opens_its_own_act_and_no_other(
    draft: ChecklistVersion, client_of: ClientOf, right: str
) -> None:
    assert open_to(client_of(right), draft) == ACTS[right]


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_may_do_what_its_role_is_about(
    draft: ChecklistVersion, client: Client, group: str
) -> None:
    member = scenes.make_user("member", is_staff=True)
    member.groups.add(Group.objects.get(name=group))
    client.force_login(member)
    assert open_to(client, draft) == GROUPS[group]
    for url in every_url(draft):
        if url not in urls_of(draft).values():
            assert client.get(url, follow=True).status_code == 200


def open_to(somebody: Client, draft: ChecklistVersion) -> set[str]:
    """The acts that somebody is not refused."""
    urls = urls_of(draft)
    refused = {act for act, url in urls.items() if act != "edit" and is_refused(somebody, url)}
    sent = read_form(somebody.get(urls["edit"]).content, "draft_form")
    if somebody.post(urls["edit"], sent).status_code == 403:
        refused.add("edit")
    return set(urls) - refused


def is_refused(somebody: Client, url: str) -> bool:
    """Whether both the page and, without harm done, a POST to it are refused."""
    # What the version's state is no match for is refused to those who may, in words, by a redirect.
    seen = somebody.get(url).status_code
    if seen == 403:
        assert somebody.post(url, {"label": "1.2"}).status_code == 403
    return seen == 403


def test_an_editor_without_the_right_to_publish_is_refused(
    draft: ChecklistVersion, editor: Client
) -> None:
    page = editor.get(reverse("admin:content_draft_change", args=[draft.pk]))
    assert "/publish/" not in page.content.decode()
    assert editor.post(urls_of(draft)["publish"]).status_code == 403
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_whoever_may_only_look_sees_every_page(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    viewer = client_of("view")
    for url in every_url(draft):
        if url not in urls_of(draft).values():
            page = viewer.get(url, follow=True)
            assert page.status_code == 200
            assert 'type="submit" value="Save"' not in page.content.decode()


def test_whoever_may_only_look_reads_the_options_of_a_condition(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    rule = Rule.objects.order_by("position")[:1].get()
    options = [str(each.option) for each in rule.conditions.all()[0].accepted.all()]
    page = client_of("view").get(reverse("admin:content_rule_change", args=[rule.pk]))
    assert ", ".join(options) in page.content.decode()


@pytest.mark.parametrize("state", [Status.ACTIVE, Status.RETIRED])
def test_a_published_version_is_a_page_to_read(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client, state: Status
) -> None:
    scenes.put_in_use(draft)
    version = ChecklistVersion.objects.get(status=state)
    url = reverse("admin:content_checklistversion_change", args=[version.pk])
    page = publisher.get(url)
    text = page.content.decode()
    assert page.status_code == 200
    assert version.digest in text
    assert version.label in text
    assert "<textarea" not in text
    assert 'name="_save"' not in text
    assert "What is published stays as it is" in text
    assert "Start draft 1.2 from version 1.1" in " ".join(text.split())


@pytest.mark.parametrize("act", ["change", "delete"])
def test_a_published_version_is_neither_edited_nor_deleted_by_a_hand_made_post(
    active: ChecklistVersion, client: Client, act: str
) -> None:
    client.force_login(scenes.make_user("root", is_staff=True, is_superuser=True))
    before = ChecklistVersion.objects.values().get()
    url = reverse(f"admin:content_checklistversion_{act}", args=[active.pk])
    sent = {"label": "2.0", "status": "draft", "definition": "{}", "post": "yes"}
    assert client.post(url, sent).status_code == 403
    assert ChecklistVersion.objects.values().get() == before


def test_nothing_is_added_or_deleted_past_the_actions(
    draft: ChecklistVersion, client: Client
) -> None:
    client.force_login(scenes.make_user("root", is_staff=True, is_superuser=True))
    for name in ("checklist", "checklistversion", "draft", "section", "rule", "source"):
        assert client.post(reverse(f"admin:content_{name}_add"), {}).status_code == 403
    for model in (*PAGES, ChecklistVersion):
        row = model._default_manager.order_by("pk")[:1].get()
        url = reverse(f"admin:content_{model._meta.model_name}_delete", args=[row.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
    url = reverse("admin:content_checklistversion_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}
    client.post(url, chosen)
    assert ChecklistVersion.objects.count() == 2


def test_a_token_is_asked_for(draft: ChecklistVersion, publisher: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = publisher.cookies
    check = reverse("admin:content_draft_check", args=[draft.pk])
    for url in (*urls_of(draft).values(), check):
        assert strict.post(url, {"label": "1.2"}).status_code == 403
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_checklist_shows_its_versions_and_which_is_in_use(
    draft: ChecklistVersion, editor: Client
) -> None:
    page = editor.get(reverse("admin:content_checklist_changelist"))
    assert [
        page.context["cl"].model_admin.in_use(each) for each in page.context["cl"].result_list
    ] == ["1.0"]
    page = editor.get(reverse("admin:content_checklist_change", args=[draft.checklist_id]))
    formset = page.context["inline_admin_formsets"][0].formset
    assert [form.instance.label for form in formset.initial_forms] == ["1.1", "1.0"]

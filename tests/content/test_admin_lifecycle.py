"""The administration: retiring a version, putting an older one in use again, withdrawing."""

from typing import TYPE_CHECKING

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from checklist.content.actions import retire, start_draft, withdraw
from checklist.content.models import ChecklistVersion, Status, Withdrawal
from checklist.content.models.rows import Consideration
from tests import scenes
from tests.content.conftest import ClientOf
from tests.content.forms_in_pages import said

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

ACTS = ("retire", "reactivate", "withdraw")
LINE = "diagnosis.mdd-moderate-severe.1"
REASON = "A later trial disproved it."


def act_url(version: ChecklistVersion, act: str) -> str:
    return reverse(f"admin:content_version_{act}", args=[version.pk])


def version_url(version: ChecklistVersion) -> str:
    return reverse("admin:content_checklistversion_change", args=[version.pk])


def text(page: "Answer") -> str:
    return " ".join(page.text.split())


def statuses() -> dict[str, str]:
    return dict(ChecklistVersion.objects.values_list("label", "status"))


def notes() -> list[tuple[str, str]]:
    """What the administration's own log says: of which version, and what."""
    entries = LogEntry.objects.order_by("pk")
    return [(entry.object_repr, entry.change_message) for entry in entries]


@pytest.fixture
def newer(active: ChecklistVersion, draft: ChecklistVersion) -> ChecklistVersion:
    """The version in use; ``active`` is retired."""
    return scenes.put_in_use(draft)


# What can be done with which


def test_the_page_of_a_version_leads_to_what_can_be_done_with_it(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client, editor: Client
) -> None:
    def acts(person: Client, version: ChecklistVersion) -> set[str]:
        page = person.get(version_url(version)).text
        return {act for act in ACTS if act_url(version, act) in page}

    assert acts(publisher, newer) == {"retire", "withdraw"}
    assert acts(publisher, active) == {"reactivate", "withdraw"}
    assert acts(editor, newer) == acts(editor, active) == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_done_with_it_is_refused_in_words(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client, method: str
) -> None:
    draft = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    before = statuses()
    cannot = [(newer, "reactivate"), (active, "retire"), *((draft, act) for act in ACTS)]
    for version, act in cannot:
        page = getattr(publisher, method)(act_url(version, act), follow=True)
        assert page.redirect_chain[0] == (version_url(version), 302)
        told = f"Nothing was changed: {version} is not in that state."
        assert said(page.context) == [told]
    assert statuses() == before
    assert notes() == []


@pytest.mark.parametrize("act", ACTS)
def test_what_never_was_is_not_found(publisher: Client, act: str) -> None:
    url = reverse(f"admin:content_version_{act}", args=[999])
    assert publisher.get(url).status_code == publisher.post(url).status_code == 404


def test_looking_at_the_pages_does_nothing(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client
) -> None:
    asked = [(newer, "retire"), (active, "reactivate"), (newer, "withdraw"), (active, "withdraw")]
    for version, act in asked:
        page = publisher.get(act_url(version, act))
        assert page.status_code == 200
        assert f'<a class="closelink" href="{version_url(version)}">Cancel</a>' in page.text
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}
    assert not Withdrawal.objects.exists()


# Each act


def test_a_publisher_retires_a_version_and_nothing_new_is_started(
    active: ChecklistVersion, publisher: Client, client: Client
) -> None:
    client.force_login(scenes.make_user("clinician"))
    page = publisher.post(act_url(active, "retire"), follow=True)
    assert page.redirect_chain == [(version_url(active), 302)]
    assert said(page.context) == ["ketamine-considerations 1.0 is out of use."]
    assert statuses() == {"1.0": Status.RETIRED}
    assert notes() == [("ketamine-considerations 1.0", "Retired.")]
    assert LogEntry.objects.get().user == page.context["user"]
    assert client.post("/assessments/", {"checklist": scenes.MAIN}).status_code == 404


def test_a_publisher_puts_an_older_version_in_use_again(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client, client: Client
) -> None:
    page = publisher.get(act_url(active, "reactivate"))
    assert "Version 1.1, which is in use now, will be retired." in text(page)
    form = page.context["form"]
    assert list(form.fields) == ["label", "changed", "review_by", "over"]
    assert form.initial == {"over": newer, "changed": "The content of version 1.0, again."}
    sent = {
        "label": "1.2",
        "changed": "As it was.",
        "review_by": "2999-01-31",
        "over": newer.pk,
    }
    page = publisher.post(act_url(active, "reactivate"), sent, follow=True)
    again = ChecklistVersion.objects.get(label="1.2")
    assert page.redirect_chain == [(version_url(again), 302)]
    assert said(page.context) == ["ketamine-considerations 1.2 is now in use."]
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED, "1.2": Status.ACTIVE}
    assert (again.digest, again.changed, again.published_by) == (
        active.digest,
        "As it was.",
        page.context["user"],
    )
    assert notes() == [
        ("ketamine-considerations 1.2", "Put in use with the content of version 1.0.")
    ]
    client.force_login(scenes.make_user("clinician"))
    assert client.post("/assessments/", {"checklist": scenes.MAIN}).status_code == 302


@pytest.mark.parametrize(
    ("label", "changed", "errors"),
    [
        ("1.1", "x", {"label": ["This checklist has a version with this label already."]}),
        ("", "x", {"label": ["This field is required."]}),
        (
            "1" * 21,
            "x",
            {"label": ["A version label has at most 20 characters."]},
        ),
        ("1.2", "", {"changed": ["Say in a few words what changed."]}),
    ],
)
def test_a_label_and_words_that_will_not_do_are_told_at_their_fields(
    active: ChecklistVersion,
    newer: ChecklistVersion,
    publisher: Client,
    label: str,
    changed: str,
    errors: dict[str, list[str]],
) -> None:
    sent = {"label": label, "changed": changed, "over": newer.pk}
    page = publisher.post(act_url(active, "reactivate"), sent)
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}
    assert notes() == []


def test_whoever_has_not_seen_what_is_in_use_now_is_told(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client
) -> None:
    sent = {"label": "1.2", "changed": "My words."}
    page = publisher.post(act_url(active, "reactivate"), sent)
    assert page.status_code == 409
    assert "ketamine-considerations 1.1 is in use now." in text(page)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}
    publisher.post(act_url(active, "reactivate"), page.context["form"].data)
    assert statuses()["1.2"] == Status.ACTIVE


def test_whoever_saw_a_version_that_was_retired_since_is_told_too(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client
) -> None:
    retire(version=newer, now=scenes.THEN)
    sent = {"label": "1.2", "changed": "My words.", "over": newer.pk}
    page = publisher.post(act_url(active, "reactivate"), sent)
    assert page.status_code == 409
    assert "the version in use was retired in the meantime" in text(page)
    publisher.post(act_url(active, "reactivate"), page.context["form"].data)
    assert statuses()["1.2"] == Status.ACTIVE


def test_an_error_in_an_older_version_is_named_on_the_page(
    active: ChecklistVersion, draft: ChecklistVersion, publisher: Client
) -> None:
    Consideration.objects.filter(key=LINE).update(text="Give 20 mg.")
    wrong = scenes.put_in_use(draft)
    retire(version=wrong, now=scenes.THEN)
    page = publisher.post(act_url(wrong, "reactivate"), {"label": "2", "changed": "x"})
    assert page.status_code == 422
    assert f"dose, consideration {LINE}: “20 mg” reads as a dose" in text(page)
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.RETIRED}


@pytest.mark.parametrize("state", [Status.ACTIVE, Status.RETIRED])
def test_a_publisher_withdraws_a_consideration(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client, state: Status
) -> None:
    version = ChecklistVersion.objects.get(status=state)
    sent = {"consideration": LINE, "reason": REASON}
    page = publisher.post(act_url(version, "withdraw"), sent, follow=True)
    assert page.redirect_chain == [(version_url(version), 302)]
    other = newer if version == active else active
    there = f'<a href="{act_url(other, "withdraw")}?consideration={LINE}">{other.label}</a>'
    left = "The same stands without a mark in other versions. Withdraw it there too:"
    assert said(page.context) == [
        f"{LINE} is withdrawn from {version.label}.",
        f"{left} {there}",
    ]
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.version, withdrawal.consideration) == (version, LINE)
    assert (withdrawal.reason, withdrawal.by) == (REASON, page.context["user"])
    assert notes() == [(str(version), f"Withdrawn: {LINE}.")]


def test_a_consideration_is_withdrawn_from_all_versions_that_say_the_same(
    active: ChecklistVersion, newer: ChecklistVersion, publisher: Client
) -> None:
    draft = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    Consideration.objects.filter(key=LINE).update(text="Reworded so that it holds.")
    scenes.put_in_use(draft)
    page = publisher.get(act_url(newer, "withdraw"))
    form = page.context["form"]
    named = dict(form.fields["consideration"].choices)
    assert named[LINE].endswith(" (also in 1.0)")
    (other,) = [key for key in named if key.endswith(".1") and "also in 1.2, 1.0" in named[key]][:1]
    assert other != LINE
    assert form["everywhere"].value() is True
    assert "it goes on standing there without a mark" in text(page)
    sent = {"consideration": LINE, "reason": REASON, "everywhere": "on"}
    page = publisher.post(act_url(newer, "withdraw"), sent, follow=True)
    assert said(page.context) == [f"{LINE} is withdrawn from 1.1, 1.0."]
    stored = Withdrawal.objects.order_by("version__label")
    assert [(each.version.label, each.reason) for each in stored] == [
        ("1.0", REASON),
        ("1.1", REASON),
    ]
    assert [each for each, _said in notes()] == [str(newer), str(active)]
    assert not any(
        key == LINE
        for key, _label in publisher.get(act_url(active, "withdraw"))
        .context["form"]
        .fields["consideration"]
        .choices
    )


def test_where_one_version_alone_says_it_nothing_is_asked_of_others(
    active: ChecklistVersion, publisher: Client
) -> None:
    page = publisher.get(act_url(active, "withdraw"))
    assert "everywhere" not in page.context["form"].fields
    assert "without a mark" not in text(page)


def test_a_clinician_sees_it_beside_results_of_before(
    active: ChecklistVersion, publisher: Client, client: Client
) -> None:
    ann = scenes.make_user("ann")
    client.force_login(ann)
    walk = scenes.answer(scenes.start(active, ann), {"diagnosis": "mdd-moderate-severe"})
    done = scenes.complete(walk)
    publisher.post(act_url(active, "withdraw"), {"consideration": LINE, "reason": REASON})
    assert REASON in client.get(f"/assessments/{done.code}/results/").text


@pytest.mark.whole_starter
def test_what_can_be_withdrawn_is_what_the_version_says_and_was_not_withdrawn_yet(
    active: ChecklistVersion, publisher: Client
) -> None:
    url = act_url(active, "withdraw")

    def offered() -> list[str]:
        return [key for key, _ in publisher.get(url).context["form"]["consideration"].field.choices]

    before = offered()
    assert len(before) > 100
    withdraw(version=active, consideration=LINE, reason=REASON, actor=None, now=scenes.THEN)
    assert offered() == [key for key in before if key != LINE]
    assert REASON in publisher.get(url).text
    sent = {"consideration": LINE, "reason": "Again."}
    assert publisher.post(url, sent).status_code == 422
    assert Withdrawal.objects.get().reason == REASON


def test_a_link_to_the_page_can_name_the_consideration(
    active: ChecklistVersion, publisher: Client
) -> None:
    page = publisher.get(act_url(active, "withdraw"), {"consideration": LINE})
    assert f'<option value="{LINE}" selected>' in page.text


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"consideration": LINE, "reason": " "}, {"reason": ["Write why it no longer holds."]}),
        (
            {"consideration": LINE, "reason": "x" * 501},
            {"reason": ["Ensure this value has at most 500 characters (it has 501)."]},
        ),
        (
            {"consideration": LINE, "reason": "x\x00"},
            {"reason": ["Null characters are not allowed."]},
        ),
        (
            {"consideration": "diagnosis", "reason": "x"},
            {
                "consideration": [
                    "Select a valid choice. diagnosis is not one of the available choices."
                ]
            },
        ),
        ({"reason": "x"}, {"consideration": ["This field is required."]}),
    ],
)
def test_what_will_not_do_is_told_and_nothing_is_withdrawn(
    active: ChecklistVersion,
    publisher: Client,
    sent: dict[str, str],
    errors: dict[str, list[str]],
) -> None:
    page = publisher.post(act_url(active, "withdraw"), sent)
    assert (page.status_code, page.context["form"].errors) == (422, errors)
    assert not Withdrawal.objects.exists()
    assert notes() == []


# As each group


@pytest.mark.parametrize("act", ACTS)
def test_no_right_but_that_to_publish_opens_these_pages(
    active: ChecklistVersion, newer: ChecklistVersion, client_of: ClientOf, act: str
) -> None:
    version = active if act == "reactivate" else newer
    for rights in ((), ("view",), ("add",), ("change",), ("delete",)):
        somebody = client_of(*rights)
        url = act_url(version, act)
        assert somebody.get(url).status_code == somebody.post(url).status_code == 403
    assert client_of("publish").get(act_url(version, act)).status_code == 200
    assert statuses() == {"1.0": Status.RETIRED, "1.1": Status.ACTIVE}

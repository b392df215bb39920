"""The administration sees that assessments exist, and nothing of what was answered."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import at, reached, read

LIST = reverse("admin:walk_assessment_changelist")
ANSWERS = {"suicide-risk": "imminent", "diagnosis": "bipolar"}
SECRETS = ("imminent", "bipolar", "zebra crossing", "yellow door", "purple rain", "Act now")
"""What was answered, the comment, the own view, a reason, and the summary."""


@pytest.fixture
def admin(db: None) -> Client:
    """An administrator's browser."""
    browser = Client()
    browser.force_login(scenes.make_user("root", is_staff=True, is_superuser=True))
    return browser


@pytest.fixture
def done(client: Client, assessment: Assessment) -> Assessment:
    """The clinician's, completed, with all that is nobody else's business."""
    answered = scenes.answer(assessment, ANSWERS, {"diagnosis": "zebra crossing"})
    walked = scenes.complete(answered, own_view="yellow door")
    reason = {"consideration": "suicide-risk.imminent.1", "reason": "purple rain"}
    assert client.post(at(walked, "results/reasons/"), reason).status_code == 302
    return walked


@pytest.fixture
def going(version: ChecklistVersion, clinician: User) -> Assessment:
    """The clinician's, in progress."""
    return scenes.answer(scenes.start(version, clinician), {"diagnosis": "other"})


def listed(browser: Client, **asked: str) -> tuple[int, list[str]]:
    """The status of the list when it is asked so, and the references that it then shows."""
    answer = browser.get(LIST, asked, follow=True)
    rows = answer.context["cl"].result_list if answer.status_code == 200 else ()
    return answer.status_code, [each.code for each in rows]


# What is shown


def test_the_list_shows_metadata(admin: Client, done: Assessment, going: Assessment) -> None:
    table = read(admin.get(LIST)).one("table", id="result_list")
    rows = [[cell.text for cell in row if cell.tag in {"th", "td"}] for row in table.all("tr")]
    assert rows == [
        ["Reference", "Checklist", "Clinician", "Status", "Started", "Completed"],
        [
            going.code,
            "ketamine-considerations 1.0",
            "clinician",
            "in progress",
            "9 March 2026, 15:04 UTC",
            "-",
        ],
        [
            done.code,
            "ketamine-considerations 1.0",
            "clinician",
            "completed",
            "9 March 2026, 15:04 UTC",
            "9 March 2026, 15:04 UTC",
        ],
    ]


def test_the_page_of_one_shows_metadata(admin: Client, done: Assessment) -> None:
    page = read(admin.get(reverse("admin:walk_assessment_change", args=[done.pk]))).one("main")
    shown = dict(zip(page.texts("label"), page.texts(class_="readonly"), strict=True))
    assert shown == {
        "Reference:": done.code,
        "Version:": "ketamine-considerations 1.0",
        "Clinician:": "clinician",
        "Status:": "completed",
        "Started:": "9 March 2026, 15:04 UTC",
        "Saved:": "9 March 2026, 15:04 UTC",
        "Completed:": "9 March 2026, 15:04 UTC",
    }


def test_no_page_of_the_administration_shows_what_was_answered(
    admin: Client, done: Assessment, going: Assessment, clinician: User
) -> None:
    urls = [
        "/admin/",
        "/admin/walk/",
        LIST,
        *(reverse("admin:walk_assessment_change", args=[each.pk]) for each in (done, going)),
        *(reverse("admin:walk_assessment_history", args=[each.pk]) for each in (done, going)),
        reverse("admin:accounts_user_change", args=[clinician.pk]),
        reverse("admin:accounts_user_delete", args=[clinician.pk]),
    ]
    for url in urls:
        answer = admin.get(url)
        assert answer.status_code == 200
        assert [secret for secret in SECRETS if secret in answer.text] == []


def test_events_and_reasons_have_no_pages_there(admin: Client) -> None:
    index = admin.get("/admin/").text
    assert set(re.findall(r"/admin/walk/(\w+)/", index)) == {"assessment"}


# What can be asked for


@pytest.mark.parametrize(
    ("lookup", "right", "wrong"),
    [
        ("q", "imminent", "elevated"),
        ("q", "zebra", "horse"),
        ("q", "yellow door", "blue door"),
        ("answers__icontains", "imminent", "elevated"),
        ("answers__suicide-risk__option", "imminent", "low"),
        ("answers__suicide-risk__option__startswith", "im", "lo"),
        ("answers__has_key", "suicide-risk", "psychosis"),
        ("answers__isnull", "False", "True"),
        ("own_view", "yellow door", "blue door"),
        ("own_view__startswith", "y", "b"),
        ("own_view__in", "yellow door,x", "blue door,x"),
        ("summary__contains", "Act now", "Wait"),
        ("summary__regex", "^.*imminent", "^.*elevated"),
        ("reasons__text__contains", "purple", "green"),
        ("reasons__isnull", "False", "True"),
        ("reasons__consideration", "suicide-risk.imminent.1", "suicide-risk.low.1"),
        ("reasons", "1", "99"),
        ("events__changes__icontains", "imminent", "elevated"),
        ("events__kind", "reasoned", "claimed"),
        ("amends__own_view", "yellow door", "blue door"),
        ("amends__isnull", "True", "False"),
        ("amendments__answers__icontains", "imminent", "elevated"),
        ("version__definition__contains", "sections", "nothing"),
        ("owner__password__startswith", "md5", "pbkdf2"),
        ("owner__assessments__own_view", "yellow door", "blue door"),
        ("guest_token", "", "x"),
        ("revision__gte", "1", "9"),
        ("pk__in", "1,2,3,4,5,6,7,8,9", "0"),
    ],
)
def test_no_question_in_an_address_tells_right_from_wrong(
    admin: Client, done: Assessment, lookup: str, right: str, wrong: str
) -> None:
    assert listed(admin, **{lookup: right}) == listed(admin, **{lookup: wrong})


@pytest.mark.parametrize(
    ("lookup", "right", "wrong"),
    [
        ("assessments__own_view", "yellow door", "blue door"),
        ("assessments__answers__icontains", "imminent", "elevated"),
        ("assessments__summary__contains", "Act now", "Wait"),
        ("assessments__reasons__text__contains", "purple", "green"),
    ],
)
def test_nor_does_one_in_an_address_of_the_list_of_people(
    admin: Client, done: Assessment, lookup: str, right: str, wrong: str
) -> None:
    url = reverse("admin:accounts_user_changelist")
    answers = [admin.get(url, {lookup: value}) for value in (right, wrong)]
    assert [answer.status_code for answer in answers] == [400, 400]


@pytest.mark.parametrize(
    "order",
    ["answers", "-answers", "own_view", "99", "-99", "7.8.9", "0", "1", "-2", "x", ""],
)
def test_the_list_is_put_in_order_by_its_columns_alone(
    admin: Client, done: Assessment, going: Assessment, order: str
) -> None:
    status, codes = listed(admin, o=order)
    assert (status, sorted(codes)) == (200, sorted([done.code, going.code]))
    queries = admin.get(LIST, {"o": order}).context["cl"].queryset.query.order_by
    named = {name.lstrip("-") for name in queries}
    assert named <= {"code", "version", "owner", "status", "started_at", "completed_at", "pk"}


@pytest.mark.parametrize("name", ["_to_field", "_popup", "_facets", "_changelist_filters"])
def test_no_field_of_an_assessment_comes_by_another_way(
    admin: Client, done: Assessment, name: str
) -> None:
    for url in (LIST, reverse("admin:walk_assessment_change", args=[done.pk])):
        answer = admin.get(url, {name: "own_view"})
        assert answer.status_code in {200, 302, 400}
        assert [secret for secret in SECRETS if secret in answer.text] == []


def test_the_list_can_be_searched_and_filtered_by_metadata(
    admin: Client, done: Assessment, going: Assessment
) -> None:
    assert listed(admin, q=done.code) == (200, [done.code])
    assert listed(admin, q=done.code[:4].lower()) == (200, [done.code])
    assert listed(admin, status__exact="completed") == (200, [done.code])
    assert listed(admin, status__exact="in-progress") == (200, [going.code])
    checklist = str(done.version.checklist_id)
    both = [going.code, done.code]
    assert listed(admin, version__checklist__id__exact=checklist) == (200, both)
    assert listed(admin, started_at__year="2026") == (200, both)
    assert listed(admin, started_at__year="2025") == (200, [])


# What can be done


def test_nobody_adds_changes_or_deletes_there(
    admin: Client, done: Assessment, going: Assessment
) -> None:
    before = scenes.stored()
    sent = {
        "code": "AAAA-AAAA",
        "status": "in-progress",
        "own_view": "mine",
        "answers": "{}",
        "post": "yes",
        "_save": "Save",
    }
    for act in ("add", "change", "delete"):
        for each in (done, going):
            args = [] if act == "add" else [each.pk]
            url = reverse(f"admin:walk_assessment_{act}", args=args)
            assert admin.post(url, sent).status_code == 403
    assert admin.get(reverse("admin:walk_assessment_add")).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [done.pk], "post": "yes"}
    admin.post(LIST, chosen)
    admin.post(LIST, {"form-TOTAL_FORMS": "1", "form-0-id": done.pk, "_save": "Save", **sent})
    assert scenes.stored() == before


def test_the_page_of_one_offers_nothing_to_press(admin: Client, done: Assessment) -> None:
    page = read(admin.get(reverse("admin:walk_assessment_change", args=[done.pk])))
    form = page.one("form", id="assessment_form")
    assert [each["name"] for each in form.all("input")] == ["csrfmiddlewaretoken"]
    assert form.all("textarea") == form.all("select") == []


def test_an_account_with_assessments_cannot_be_deleted_there(
    admin: Client, clinician: User, done: Assessment
) -> None:
    url = reverse("admin:accounts_user_delete", args=[clinician.pk])
    before = scenes.stored()
    answer = admin.post(url, {"post": "yes"})
    assert answer.status_code in {200, 403}
    assert User.objects.filter(pk=clinician.pk).exists()
    assert scenes.stored() == before


def test_staff_need_the_right_to_see_even_that(db: None, done: Assessment) -> None:
    browser, staff = Client(), scenes.make_user("staff", is_staff=True)
    browser.force_login(staff)
    change = reverse("admin:walk_assessment_change", args=[done.pk])
    assert [browser.get(url).status_code for url in (LIST, change)] == [403, 403]
    staff.user_permissions.set(Permission.objects.filter(codename="view_assessment"))
    assert [browser.get(url).status_code for url in (LIST, change)] == [200, 200]


def test_every_right_on_assessments_together_changes_nothing(db: None, done: Assessment) -> None:
    browser, staff = Client(), scenes.make_user("staff", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(content_type__app_label="walk"))
    browser.force_login(staff)
    before = scenes.stored()
    for act in ("change", "delete"):
        url = reverse(f"admin:walk_assessment_{act}", args=[done.pk])
        assert browser.post(url, {"own_view": "mine", "post": "yes"}).status_code == 403
    assert scenes.stored() == before
    assert reached(browser.get(at(done, "results/")))[0] == 404

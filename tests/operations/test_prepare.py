"""``manage.py prepare``: a database made ready, and accounts that can be tried."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content.actions import load, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.practice.actions import remove_trainee
from checklist.practice.models import Cohort
from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import reached

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = re.compile(r"demo: (\w+) (\w+) ([\w-]{12})")


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts to sign in are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """Where the passwords are kept: not where those of whoever runs the tests are."""
    settings.VAR = tmp_path / "var"
    return tmp_path / "var" / "demo-accounts.json"


def prepare() -> list[str]:
    """What it says."""
    said = StringIO()
    call_command("prepare", stdout=said)
    return said.getvalue().splitlines()


def demo(lines: list[str]) -> dict[str, tuple[str, str]]:
    """User name and password of each role, as the last lines say."""
    matches = [DEMO.fullmatch(line) for line in lines if line.startswith("demo:")]
    return {match[1]: (match[2], match[3]) for match in matches if match}


def can_sign_in(username: str, password: str) -> bool:
    sent = {"login": username, "password": password}
    return reached(Client().post("/accounts/login/", sent)) == (302, "/assessments/")


@pytest.mark.django_db
def test_the_first_time_it_says_what_it_does() -> None:
    said = prepare()
    assert said[:-6] == [
        "The database is up to date.",
        "ketamine-considerations 1.0: loaded and in use.",
        "ketamine-follow-up 1.0: loaded and in use.",
        "ketamine-considerations-1.0.json: 10 cases loaded.",
    ]
    assert all(DEMO.fullmatch(line) for line in said[-6:])


@pytest.mark.django_db
def test_the_second_time_it_does_nothing_and_says_so(store: Path) -> None:
    accounts = demo(prepare())
    users, versions = list(User.objects.values()), list(ChecklistVersion.objects.values())
    written = store.stat().st_mtime_ns
    said = prepare()
    assert said[:4] == [
        "The database is up to date.",
        "ketamine-considerations 1.0: already here, nothing changed.",
        "ketamine-follow-up 1.0: already here, nothing changed.",
        "ketamine-considerations-1.0.json: all cases already here, nothing changed.",
    ]
    assert demo(said) == accounts
    assert list(User.objects.values()) == users
    assert list(ChecklistVersion.objects.values()) == versions
    assert store.stat().st_mtime_ns == written


@pytest.mark.django_db
def test_the_demo_accounts_can_sign_in_and_have_their_roles() -> None:
    accounts = demo(prepare())
    assert {role: name for role, (name, _) in accounts.items()} == {
        "clinician": "clinician",
        "trainee": "trainee",
        "supervisor": "supervisor",
        "editor": "editor",
        "publisher": "publisher",
        "administrator": "administrator",
    }
    assert [can_sign_in(*account) for account in accounts.values()] == [True] * 6
    rights = User.objects.order_by("pk").values_list(
        "username", "is_staff", "is_superuser", "groups__name"
    )
    assert list(rights) == [
        ("clinician", False, False, None),
        ("trainee", False, False, None),
        ("supervisor", False, False, "Supervisor"),
        ("editor", True, False, "Editor"),
        ("publisher", True, False, "Publisher"),
        ("administrator", True, True, None),
    ]


@pytest.mark.django_db
def test_whoever_is_staff_reaches_the_administration_and_the_clinician_does_not() -> None:
    statuses = {}
    for role, (name, password) in demo(prepare()).items():
        browser = Client()
        sent = {"login": name, "password": password, "next": "/admin/"}
        assert reached(browser.post("/accounts/login/", sent)) == (302, "/admin/")
        statuses[role] = browser.get("/admin/", follow=True).status_code
    assert statuses == {
        **dict.fromkeys(("clinician", "trainee", "supervisor"), 403),
        **dict.fromkeys(("editor", "publisher", "administrator"), 200),
    }


@pytest.mark.django_db
def test_the_editor_may_start_a_draft_and_the_publisher_publish_it() -> None:
    prepare()
    version = ChecklistVersion.objects.get(checklist__slug=scenes.MAIN)
    draft = start_draft(checklist=version.checklist, label="1.1", actor=None, now=scenes.THEN)
    statuses = {}
    for role in ("editor", "publisher"):
        browser = Client()
        browser.force_login(User.objects.get(username=role))
        statuses[role] = [
            browser.get(
                f"/admin/content/checklist/{version.checklist_id}/start-draft/"
            ).status_code,
            browser.get(f"/admin/content/draft/{draft.pk}/publish/").status_code,
        ]
    assert statuses == {"editor": [200, 403], "publisher": [200, 200]}


@pytest.mark.django_db
def test_a_demo_account_taken_out_of_its_group_stays_out() -> None:
    prepare()
    User.objects.get(username="publisher").groups.clear()
    prepare()
    assert not User.objects.get(username="publisher").groups.exists()


@pytest.mark.django_db
def test_the_demo_supervisor_sees_what_the_demo_trainee_submits() -> None:
    prepare()
    cohort = Cohort.objects.get()
    assert cohort.name == "Demo cohort"
    assert [user.username for user in cohort.supervisors.all()] == ["supervisor"]
    assert [user.username for user in cohort.trainees.all()] == ["trainee"]


@pytest.mark.django_db
def test_the_demo_trainee_taken_out_of_the_cohort_stays_out() -> None:
    prepare()
    remove_trainee(cohort=Cohort.objects.get(), trainee=User.objects.get(username="trainee"))
    prepare()
    assert not Cohort.objects.get().trainees.exists()


@pytest.mark.django_db
def test_each_machine_makes_passwords_of_its_own(settings: Settings, tmp_path: Path) -> None:
    here = demo(prepare())
    settings.VAR = tmp_path / "elsewhere"
    User.objects.all().delete()
    there = demo(prepare())
    assert len({password for _, password in [*here.values(), *there.values()]}) == 12


@pytest.mark.django_db
def test_only_its_owner_may_read_the_file_of_passwords(store: Path) -> None:
    before = os.umask(0)
    try:
        prepare()
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_file_that_others_could_read_is_closed_to_them(store: Path) -> None:
    store.parent.mkdir()
    store.write_text("{}")
    store.chmod(0o644)
    prepare()
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_password_that_was_changed_is_the_one_shown_again() -> None:
    accounts = demo(prepare())
    user = User.objects.get(username="clinician")
    user.set_password("something else entirely")
    user.save()
    assert demo(prepare()) == accounts
    assert can_sign_in(*accounts["clinician"])
    assert not can_sign_in("clinician", "something else entirely")


@pytest.mark.django_db
def test_an_account_that_was_deleted_is_made_again() -> None:
    accounts = demo(prepare())
    User.objects.filter(username="clinician").delete()
    assert demo(prepare()) == accounts
    assert can_sign_in(*accounts["clinician"])


@pytest.mark.django_db
@pytest.mark.parametrize("left", ["", '{"clinician": {"pass', "[]", "\udcff"])
def test_a_file_that_cannot_be_read_any_more_is_made_anew(store: Path, left: str) -> None:
    prepare()
    store.write_text(left, errors="surrogateescape")
    accounts = demo(prepare())
    assert [can_sign_in(*account) for account in accounts.values()] == [True] * 6
    assert demo(prepare()) == accounts


@pytest.mark.django_db
def test_a_password_stands_nowhere_but_in_that_file(store: Path) -> None:
    for _, password in demo(prepare()).values():
        assert password in store.read_text()
        assert User.objects.filter(password__contains=password).count() == 0
    assert [file.name for file in store.parent.iterdir()] == ["demo-accounts.json"]


@pytest.mark.django_db
def test_production_has_no_demo_accounts(settings: Settings, store: Path) -> None:
    settings.PRODUCTION = True
    assert prepare() == [
        "The database is up to date.",
        "ketamine-considerations 1.0: loaded and in use.",
        "ketamine-follow-up 1.0: loaded and in use.",
        "ketamine-considerations-1.0.json: 10 cases loaded.",
    ]
    assert User.objects.count() == 0
    assert Cohort.objects.count() == 0
    assert not store.exists()


@pytest.mark.django_db
def test_what_an_editor_put_in_use_stays_in_use() -> None:
    version = scenes.load_starter()
    prepare()
    assert list(ChecklistVersion.objects.active().values_list("checklist__slug", "label")) == [
        ("ketamine-considerations", "1.0"),
        ("ketamine-follow-up", "1.0"),
    ]
    version.refresh_from_db()
    assert version.published_at == scenes.THEN


@pytest.fixture
def counts(transactional_db: None, settings: Settings) -> Iterator[str]:
    """The table in which a real site counts, if `prepare` makes it; gone after the test."""
    settings.CACHES = settings.REAL_CACHES
    table = settings.CACHES["default"]["LOCATION"]
    yield table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {table}")


def guess_elsewhere(number: int) -> int:
    """What a wrong password is answered in a thread, which has a connection of its own."""
    try:
        sent = {"login": "clinician", "password": f"guess {number}"}
        return Client().post("/accounts/login/", sent).status_code
    finally:
        connections.close_all()


def test_attempts_to_sign_in_are_counted_once_for_all_processes(counts: str) -> None:
    prepare()
    assert [line.split(":")[0] for line in prepare()] == [
        "The database is up to date.",
        "ketamine-considerations 1.0",
        "ketamine-follow-up 1.0",
        "ketamine-considerations-1.0.json",
        *["demo"] * 6,
    ]
    assert counts in connection.introspection.table_names()
    with ThreadPoolExecutor(1) as one, ThreadPoolExecutor(1) as other:
        pools = [one, other, one, other, one, other]
        statuses = [pool.submit(guess_elsewhere, n).result() for n, pool in enumerate(pools)]
    assert statuses == [200, 200, 200, 200, 200, 429]


@pytest.mark.server
def test_an_empty_database_is_migrated_once(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PRODUCTION": "yes",
        "SECRET_KEY": "a phrase for the tests of fifty letters, or a few more",
        "ALLOWED_HOSTS": "considered.example",
        "URGENT_HELP": "Ring 112.",
        "DATABASE_URL": f"sqlite:///{tmp_path}/considered.sqlite3",
    }
    said = [
        subprocess.run(
            [sys.executable, "manage.py", "prepare"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert [lines[0] for lines in said] == [
        "Migrating the database ...",
        "The database is up to date.",
    ]
    assert [line.split(": ")[1] for lines in said for line in lines[1:]] == [
        *["loaded and in use."] * 2,
        "10 cases loaded.",
        *["already here, nothing changed."] * 2,
        "all cases already here, nothing changed.",
    ]


@pytest.mark.django_db
def test_what_guests_left_behind_more_than_a_day_ago_goes_at_the_next_start() -> None:
    prepare()
    version = ChecklistVersion.objects.get(checklist__slug=scenes.MAIN)
    scenes.start(version, guest_token="long gone")
    prepare()
    assert not Assessment.objects.exists()


@pytest.mark.django_db
def test_a_site_whose_own_version_has_the_starters_label_starts_all_the_same() -> None:
    own = scenes.starter(scenes.MAIN).definition.model_copy(update={"title": "Our own"})
    load(envelope=Envelope(scenes.MAIN, "1.0", own), now=scenes.THEN)
    said, refused = StringIO(), StringIO()
    call_command("prepare", stdout=said, stderr=refused)
    assert "ketamine-considerations 1.0 is here already, with other content." in refused.getvalue()
    assert "ketamine-follow-up 1.0: loaded and in use." in said.getvalue()
    assert len(demo(said.getvalue().splitlines())) == 6

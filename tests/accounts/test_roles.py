"""Roles: groups with the rights that rooms declare, made when a database is migrated."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from checklist.accounts.roles import after_migrating, make_groups

pytestmark = pytest.mark.django_db

ACTS = ("view", "add", "change", "delete")
EDITS = {f"{act}_checklistversion" for act in ACTS}
CASES = {f"{act}_case" for act in ACTS}
OF_CONTENT = {"Editor": EDITS, "Publisher": EDITS | {"publish_checklistversion"}}
# Two rooms give rights to the same groups.
RIGHTS = {
    **{name: codes | CASES for name, codes in OF_CONTENT.items()},
    "Supervisor": {"supervise_cohort"},
}


def rights() -> dict[str, set[str]]:
    """What the members of each group may do."""
    return {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in Group.objects.all()
    }


def test_a_migrated_database_has_the_groups_with_their_rights() -> None:
    assert rights() == RIGHTS


def test_a_group_that_was_deleted_comes_again_with_the_next_migration() -> None:
    Group.objects.get(name="Editor").delete()
    call_command("migrate", verbosity=0)
    assert rights() == RIGHTS


def test_a_right_that_is_lacking_is_given_and_one_that_was_added_stays() -> None:
    group = Group.objects.get(name="Editor")
    added = Permission.objects.get(codename="view_user")
    group.permissions.set([added, *group.permissions.all()[:2]])
    group.permissions.remove(Permission.objects.get(codename="change_checklistversion"))
    make_groups()
    assert rights() == RIGHTS | {"Editor": RIGHTS["Editor"] | {"view_user"}}


def test_other_groups_are_left_alone() -> None:
    Group.objects.create(name="Readers")
    make_groups()
    assert rights() == RIGHTS | {"Readers": set()}


def test_a_room_is_seen_to_when_its_own_rights_are_there() -> None:
    Group.objects.all().delete()
    after_migrating(apps.get_app_config("walk"))
    assert rights() == {}
    after_migrating(apps.get_app_config("content"))
    assert rights() == OF_CONTENT
    after_migrating(apps.get_app_config("practice"))
    assert rights() == RIGHTS


def test_no_group_is_asked_for_before_there_are_any() -> None:
    """As when other apps alone are migrated first."""
    Group.objects.all().delete()
    before = MigrationLoader(connection).project_state([("contenttypes", "0001_initial")]).apps
    after_migrating(apps.get_app_config("content"), apps=before)
    assert rights() == {}

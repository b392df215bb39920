"""Roles: groups of accounts with the rights that the rooms declare for them.

A room says in its ``AppConfig.ready`` what its roles may do in it; several rooms may give rights to
the same group. The groups are made when a database is migrated or prepared, and given what they
lack; what an administrator added to them stays.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.apps.registry import Apps
from django.contrib.auth.models import Group, Permission
from django.db import DEFAULT_DB_ALIAS


@dataclass(frozen=True, slots=True)
class Role:
    """A group's name, a room in which it has rights, and the code names of these."""

    name: str
    room: str
    rights: frozenset[str]


_roles: dict[tuple[str, str], Role] = {}
"""By the name of the group and the room."""


def declare(*roles: Role) -> None:
    """Let there be these groups."""
    _roles.update({(role.name, role.room): role for role in roles})


def make_groups(*, room: str | None = None, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make the groups that are missing, and give each the rights that it lacks.

    With a ``room``, only for the roles which that one declares.
    """
    for role in _roles.values():
        if room in {None, role.room}:
            _make_group(role, using)


def after_migrating(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Apps = apps, **kwargs: Any
) -> None:
    """Make the groups of a room whose rights have just been made (``post_migrate``)."""
    try:
        apps.get_model("auth", "Group")
    except LookupError:
        # Other apps alone are migrated so far.
        return
    make_groups(room=sender.label, using=using)


def _make_group(role: Role, using: str) -> None:
    group, _is_new = Group.objects.using(using).get_or_create(name=role.name)
    rights = Permission.objects.using(using).filter(
        content_type__app_label=role.room, codename__in=role.rights
    )
    if lacking := list(rights.exclude(group=group)):
        group.permissions.add(*lacking)

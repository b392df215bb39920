"""Accounts for trying the site out, with passwords made on the machine where it is tried."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.contrib.auth.models import Group

from checklist.accounts.models import User
from checklist.practice.actions import add_trainee, new_cohort
from checklist.practice.models import Cohort

ROLES = ("clinician", "trainee", "supervisor", "editor", "publisher", "administrator")
"""Each role has one account, named like it."""

GROUPS = {"supervisor": "Supervisor", "editor": "Editor", "publisher": "Publisher"}
"""The groups by which roles have their rights."""

STAFF = ("editor", "publisher", "administrator")
"""Who uses the administration."""

COHORT = "Demo cohort"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try a role with."""

    role: str
    username: str
    password: str

    def __str__(self) -> str:
        return f"demo: {self.role} {self.username} {self.password}"


def demo_accounts(store: Path) -> list[DemoAccount]:
    """The demo accounts, made where they do not exist yet.

    Their passwords are kept in ``store``, which only its owner may read, so that they can be
    shown at each start. An account whose password was changed is given the one kept there again.
    """
    kept = _read(store)
    accounts = [
        DemoAccount(role, role, kept.get(role, {}).get("password") or secrets.token_urlsafe(9))
        for role in ROLES
    ]
    made = {
        account.role: {
            "password": account.password,
            "hash": _make(account, kept.get(account.role, {}).get("hash", "")),
        }
        for account in accounts
    }
    if made != kept:
        _write(store, made)
    return accounts


def demo_cohort() -> None:
    """The cohort in which the demo supervisor sees what the demo trainee submits.

    A trainee who was taken out of it stays out.
    """
    supervisor = User.objects.get(username="supervisor")
    if not Cohort.objects.filter(name=COHORT, supervisors=supervisor).exists():
        cohort = new_cohort(name=COHORT, supervisor=supervisor)
        add_trainee(cohort=cohort, trainee=User.objects.get(username="trainee"))


def _make(account: DemoAccount, known_hash: str) -> str:
    """Make the account, and return its password's hash.

    The hash that is kept says whether the password is still the one shown, without the quarter of
    a second that checking a password costs on purpose.
    """
    user, is_new = User.objects.get_or_create(
        username=account.username,
        defaults={
            "is_staff": account.role in STAFF,
            "is_superuser": account.role == "administrator",
        },
    )
    if is_new and account.role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[account.role]))
    if not user.password or user.password != known_hash:
        user.set_password(account.password)
        user.save(update_fields=["password"])
    return user.password


def _read(store: Path) -> dict[str, dict[str, str]]:
    """What is kept: nothing yet, or nothing any more where the file was damaged."""
    try:
        return dict(json.loads(store.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _write(store: Path, made: dict[str, dict[str, str]]) -> None:
    """Put a new file, which its owner alone may read, in the place of the old one."""
    store.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=store.parent, delete=False) as file:
        json.dump(made, file)
    Path(file.name).replace(store)

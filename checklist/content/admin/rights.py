"""Who may do what in this room's admin, and who did. All rights are on versions, none on rows."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion

ACTS = ("view", "add", "change", "delete", "publish")
"""What rights there are: to see versions, to start drafts, edit, discard and publish them.

Whoever may publish decides what is in use: retires, puts in use again and withdraws as well.
"""


def may(user: User | AnonymousUser, act: str) -> bool:
    """Whether a person may do one of the ACTS."""
    return user.has_perm(f"content.{act}_checklistversion")


def person(request: HttpRequest) -> User:
    """Who is signed in: the administration lets nobody else come this far."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def note(request: HttpRequest, version: ChecklistVersion, flag: int, message: str) -> None:
    """Write into the administration's own log what was done with a version as a whole."""
    LogEntry.objects.log_actions(
        user_id=person(request).pk,
        queryset=[version],
        action_flag=flag,
        change_message=message,
        single_object=True,
    )


class ToRead:
    """Pages that show and never change."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return any(may(request.user, act) for act in ACTS)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ToEdit(ToRead):
    """Pages of a draft. What stands on them is added and deleted in the lists of the page above."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, "change")


class ToEditAsList(ToEdit):
    """Lists: those within a page of a draft, and that of the words to avoid."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, "change")

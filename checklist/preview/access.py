"""Who may try a draft out: whoever the administration lets see it."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from checklist.content.admin.rights import ACTS, may


def turned_away(request: HttpRequest) -> HttpResponse | None:
    """The way to sign in, for a visitor. Raises PermissionDenied for whoever else may not."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "admin:login")
    if admin.site.has_permission(request) and any(may(request.user, act) for act in ACTS):
        return None
    raise PermissionDenied

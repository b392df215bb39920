"""What allauth asks this house about."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from checklist.accounts.addresses import is_local

_MISMATCH = _("That user name or e-mail address and that password do not go together.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An administrator makes accounts; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _MISMATCH,
        "email_password_mismatch": _MISMATCH,
        "account_inactive": _("This account is closed. Ask the person who looks after this site."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether to go there after signing in: pages of this site only."""
        return is_local(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: every answer is a page, whatever the request says it would accept."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the top of every page shows who is signed in."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address whose attempts are counted together; none known is an address too."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

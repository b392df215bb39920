"""The accounts room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts and signing in."""

    name = "checklist.accounts"
    label = "accounts"
    verbose_name = _("People")

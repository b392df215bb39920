"""The accounts room."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts and signing in."""

    name = "checklist.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        """Make the groups of the roles whenever rights may have been added."""
        from checklist.accounts.roles import after_migrating  # noqa: PLC0415 - models load later

        post_migrate.connect(after_migrating, dispatch_uid="accounts.make_groups")

"""The walk room, and what it tells the rooms below it when Django starts."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class WalkConfig(AppConfig):
    """Assessments and the pages on which they are answered."""

    name = "checklist.walk"
    label = "walk"
    verbose_name = _("Assessments")

    def ready(self) -> None:
        """Tell sign-in what becomes of a guest's walk and of what was typed before it."""
        from checklist.accounts.carried import register_carried_handler  # noqa: PLC0415 - apps first
        from checklist.walk.pages.carried import save_carried  # noqa: PLC0415 - apps first
        from checklist.walk.signals import keep_guests_walk  # noqa: PLC0415 - apps first

        user_logged_in.connect(keep_guests_walk, dispatch_uid="walk.keep_guests_walk")
        register_carried_handler(save_carried)

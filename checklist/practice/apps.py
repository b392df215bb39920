"""The practice room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    """Cases, and trainees' attempts at them."""

    name = "checklist.practice"
    label = "practice"
    verbose_name = _("Practice")

    def ready(self) -> None:
        """Declare the roles."""
        from checklist.accounts.roles import declare  # noqa: PLC0415 - models load later
        from checklist.practice.roles import SUPERVISOR  # noqa: PLC0415 - so does what they need

        declare(SUPERVISOR)

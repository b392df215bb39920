"""The practice room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    """Cases, and trainees' attempts at them."""

    name = "checklist.practice"
    label = "practice"
    verbose_name = _("Practice")

    def ready(self) -> None:
        """Declare the roles; let cases have their say on content, and editions be verified."""
        from checklist.accounts.roles import declare  # noqa: PLC0415 - models load later
        from checklist.content import blocking, verifying  # noqa: PLC0415 - so do what these need
        from checklist.practice.foreseen import remarks  # noqa: PLC0415 - and these
        from checklist.practice.roles import EDITOR, PUBLISHER, SUPERVISOR  # noqa: PLC0415 - and these
        from checklist.practice.verifying import editions  # noqa: PLC0415 - and this

        declare(EDITOR, PUBLISHER, SUPERVISOR)
        blocking.register("cases", remarks)
        verifying.register("editions", editions)

"""The content room."""

from django.apps import AppConfig
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Checklists, their versions, and the rows of drafts."""

    name = "checklist.content"
    label = "content"
    verbose_name = _("Checklist content")

    def ready(self) -> None:
        """Declare the roles, take over what is carried, watch the rows for their history."""
        from checklist.accounts.carried import register_carried_handler  # noqa: PLC0415 - apps first
        from checklist.accounts.roles import declare  # noqa: PLC0415 - models load later
        from checklist.content.carried import save_carried  # noqa: PLC0415 - apps first
        from checklist.content.models.rows import ROW_MODELS  # noqa: PLC0415 - models load later
        from checklist.content.models.rows.history import keep_first_state  # noqa: PLC0415 - so do these
        from checklist.content.roles import EDITOR, PUBLISHER  # noqa: PLC0415 - and these

        declare(EDITOR, PUBLISHER)
        register_carried_handler(save_carried)
        for model in ROW_MODELS:
            pre_save.connect(keep_first_state, sender=model)
            pre_delete.connect(keep_first_state, sender=model)

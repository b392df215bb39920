"""The content room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Checklists, their versions, and the rows of drafts."""

    name = "checklist.content"
    label = "content"
    verbose_name = _("Checklist content")

"""The preview room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewConfig(AppConfig):
    """Drafts tried out before they are published."""

    name = "checklist.preview"
    label = "preview"
    verbose_name = _("Preview")

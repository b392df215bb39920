"""The ui room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Layouts, icons and error pages."""

    name = "checklist.ui"
    label = "ui"
    verbose_name = _("Looks")

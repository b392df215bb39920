"""The operations room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Commands for whoever runs the site."""

    name = "checklist.operations"
    label = "operations"
    verbose_name = _("Operations")

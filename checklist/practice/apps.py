"""The practice room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticeConfig(AppConfig):
    """Cases, and trainees' attempts at them."""

    name = "checklist.practice"
    label = "practice"
    verbose_name = _("Practice")

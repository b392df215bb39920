"""The house as a Django app, so that its checks run wherever Django runs."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks

from config.checks import production_settings


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        checks.register(production_settings, checks.Tags.security)


class AdministrationConfig(AdminConfig):
    default_site = "config.admin.Administration"

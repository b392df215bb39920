"""A published version altered in the database, as only somebody past the program can do it."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from checklist.content.models import ChecklistVersion

kept = import_module("checklist.content.migrations.0003_published_is_kept")


def alter(version: ChecklistVersion) -> None:
    """Change the stored text of a published version, as nobody can while the database guards it."""
    editor = connection.schema_editor()
    kept.unguard(apps, editor)
    text = version.definition.replace("emergencies", "emergency")
    ChecklistVersion.objects.filter(pk=version.pk).update(definition=text)
    kept.guard(apps, editor)

"""``manage.py export_version SLUG VERSION``: print a version as a checklist file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from checklist.content import envelope
from checklist.content.exported import exported
from checklist.content.models import ChecklistVersion
from checklist.engine.problems import InvalidDefinition


class Command(BaseCommand):
    help = "Prints a version, a draft too, as a checklist file that load_checklist takes in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("label", metavar="VERSION")

    def handle(self, *args: Any, slug: str, label: str, **options: Any) -> None:
        versions = ChecklistVersion.objects.select_related("checklist")
        version = versions.filter(checklist__slug=slug, label=label).first()
        if version is None:
            raise CommandError(
                _("There is no version %(slug)s %(label)s.") % {"slug": slug, "label": label}
            )
        try:
            text = envelope.written(exported(version))
        except InvalidDefinition as invalid:
            reasons = (str(problem) for problem in invalid.problems)
            heading = _("%(version)s makes no whole definition yet:") % {"version": version}
            raise CommandError("\n  ".join((heading, *reasons))) from invalid
        self.stdout.write(text, ending="")

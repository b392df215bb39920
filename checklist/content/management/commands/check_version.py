"""``manage.py check_version SLUG VERSION``: what the check finds in a version."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.checking import Checked, checked, remarks_on, told
from checklist.content.models import ChecklistVersion
from checklist.engine.checks import Level


class Command(BaseCommand):
    help = (
        "Prints what the check finds in a draft or in a published version, a line a finding, and "
        "fails where there is an error. A warning that was accepted is told with its reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("label", metavar="VERSION")

    def handle(self, *args: Any, slug: str, label: str, **options: Any) -> None:
        version = ChecklistVersion.objects.filter(checklist__slug=slug, label=label).first()
        if version is None:
            named = {"slug": slug, "label": label}
            raise CommandError(_("There is no version %(label)s of %(slug)s.") % named)
        findings = checked(version, today=timezone.localdate())
        remarks = remarks_on(version)
        for each in findings:
            self.stdout.write(_line(each))
        for remark in remarks:
            self.stdout.write(f"{Level.ERROR if remark.blocks else Level.INFORMATION}: {remark}")
        errors = sum(each.finding.level is Level.ERROR for each in findings)
        errors += sum(remark.blocks for remark in remarks)
        if errors:
            said = ngettext("%(count)s error.", "%(count)s errors.", errors)
            raise CommandError(said % {"count": errors})
        if not findings and not remarks:
            self.stdout.write(_("The check finds nothing."))


def _line(checked: Checked) -> str:
    level = str(checked.finding.level)
    if checked.acceptance is not None:
        accepted = _("%(level)s, accepted (%(reason)s)")
        level = accepted % {"level": level, "reason": checked.acceptance.reason}
    return f"{level}: {told(checked.finding)}"

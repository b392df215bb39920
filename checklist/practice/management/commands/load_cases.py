"""``manage.py load_cases FILE...``: take in packs of practice cases."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.reading import MOST_BYTES
from checklist.engine.problems import InvalidDefinition
from checklist.practice.loading import Loaded, load_file


class Command(BaseCommand):
    help = (
        "Takes in packs of practice cases, each whole or not at all. Cases that are new here are "
        "offered to trainees, if their version is in use; a case that is here already stays as it "
        "is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for file in files:
            self.stdout.write(f"{file.name}: {_said(_load(file))}")


def _load(file: Path) -> Loaded:
    try:
        with file.open("rb") as opened:
            # One byte more than is allowed is enough to refuse it.
            return load_file(opened.read(MOST_BYTES + 1), now=timezone.now())
    except OSError as failure:
        reasons = [failure.strerror or str(failure)]
    except InvalidDefinition as invalid:
        reasons = [str(problem) for problem in invalid.problems]
    raise CommandError("\n  ".join((_("%(file)s was not loaded:") % {"file": file}, *reasons)))


def _said(loaded: Loaded) -> str:
    """What happened, in one line."""
    new, present = len(loaded.new), len(loaded.present)
    if not new:
        return _("all cases already here, nothing changed.")
    taken = ngettext("%(new)s case loaded", "%(new)s cases loaded", new) % {"new": new}
    if present:
        here = ngettext("%(present)s was already here", "%(present)s were already here", present)
        taken = f"{taken}, {here % {'present': present}}"
    return f"{taken}. {loaded.kept_back}".rstrip()

"""``manage.py load_checklist FILE...``: take in checklist files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.content import envelope
from checklist.content.actions import ChangedContent, Loaded, Outcome, load
from checklist.content.reading import MOST_BYTES
from checklist.engine.problems import InvalidDefinition


class Command(BaseCommand):
    help = (
        "Takes in checklist files. A version is put in use where no version of its checklist "
        "ever was, and else becomes a draft. The same file again changes nothing; other content "
        "under the same version label is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for file in files:
            self.stdout.write(_said(_load(file)))


def _load(file: Path) -> Loaded:
    found = _read(file)
    try:
        return load(envelope=found, now=timezone.now())
    except ChangedContent as refused:
        raise CommandError(
            _(
                "%(file)s was not loaded: %(slug)s %(label)s is here already, with other content. "
                "Changed content needs a version label of its own."
            )
            % {"file": file, "slug": found.slug, "label": found.label}
        ) from refused


def _read(file: Path) -> envelope.Envelope:
    try:
        with file.open("rb") as opened:
            # One byte more than is allowed is enough to refuse it.
            return envelope.read_file(opened.read(MOST_BYTES + 1))
    except OSError as failure:
        reasons = [failure.strerror or str(failure)]
    except InvalidDefinition as invalid:
        reasons = [str(problem) for problem in invalid.problems]
    raise CommandError("\n  ".join((_("%(file)s was not loaded:") % {"file": file}, *reasons)))


def _said(loaded: Loaded) -> str:
    """What happened, in one line."""
    says = {
        Outcome.ACTIVE: _("%(version)s: loaded and in use."),
        Outcome.PRESENT: _("%(version)s: already here, nothing changed."),
        Outcome.DRAFT: _("%(version)s: loaded as a draft; %(active)s stays in use."),
    }
    if loaded.active is None:
        says[Outcome.DRAFT] = _("%(version)s: loaded as a draft; no version is in use.")
    return says[loaded.outcome] % {"version": loaded.version, "active": loaded.active}

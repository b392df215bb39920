"""``manage.py verify_versions``: whether every published version is still what was published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.models import ChecklistVersion
from checklist.content.published import is_as_published
from checklist.content.verifying import verified


class Command(BaseCommand):
    """Works out the digest of each stored text anew, and fails if any differs.

    Of the rooms above, each verifies what it keeps likewise.
    """

    help = (
        "Works out the digest of every published version anew, and names those of which the "
        "stored text is not the one that was published; then it ends with an error."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look at every version, one at a time."""
        held, altered = 0, []
        versions = ChecklistVersion.objects.published().select_related("checklist")
        for version in versions.iterator(chunk_size=1):
            if is_as_published(version):
                held += 1
            else:
                altered.append(_("%(version)s is altered.") % {"version": version})
        said = ngettext(
            "%(count)d published version holds.", "%(count)d published versions hold.", held
        )
        self.stdout.write(said % {"count": held})
        for room in verified():
            if room.holds:
                self.stdout.write(room.holds)
            altered += room.altered
        if altered:
            raise CommandError("\n".join(altered))

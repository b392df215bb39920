"""Whether every edition is still what trainees were given."""

import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.content.verifying import Verified
from checklist.practice.models import Edition


def editions() -> Verified:
    """Work out the digest of every edition anew (``content.verifying``)."""
    held, altered = 0, []
    for edition in Edition.objects.select_related("case").iterator(chunk_size=1):
        if hashlib.sha256(edition.content.encode()).hexdigest() == edition.digest:
            held += 1
        else:
            named = {"case": edition.case.key, "number": edition.pk}
            altered.append(_("practice case %(case)s, edition %(number)s is altered.") % named)
    said = ngettext(
        "%(count)d edition of a practice case holds.",
        "%(count)d editions of practice cases hold.",
        held,
    )
    return Verified(said % {"count": held} if held else "", tuple(altered))

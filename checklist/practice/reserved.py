"""Keys that no case can have, for pages of practice stand at their addresses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from checklist.engine.cases import RESERVED_KEYS
from checklist.engine.texts import key_problem


def not_reserved(key: str) -> None:
    """Raise ValidationError for a key that is malformed or needed for an address."""
    if key in RESERVED_KEYS:
        raise ValidationError(_("Pages of practice need this name for themselves."))
    if message := key_problem(key):
        raise ValidationError(message)

"""The short reference by which an assessment is known, such as K7RW-4MTD.

A clinician writes it in the record by hand, so no two characters look alike. It is no secret:
whoever asks for an assessment is checked, whatever reference they know.
"""

import re

from checklist.ui.references import ALPHABET, drawn

_HALF = 4


def new_reference() -> str:
    """A reference drawn by chance from 32**8 (about a million million)."""
    return drawn()


def read_reference(typed: str) -> str | None:
    """The reference that somebody typed, in any case, with or without its hyphen; else None."""
    bare = re.sub(r"[\s-]", "", typed).upper()
    if len(bare) != 2 * _HALF or not set(bare) <= set(ALPHABET):
        return None
    return f"{bare[:_HALF]}-{bare[_HALF:]}"


class ReferenceConverter:
    """A reference in an address, accepted in any case."""

    regex = "[A-HJ-NP-Za-hj-np-z2-9]{4}-[A-HJ-NP-Za-hj-np-z2-9]{4}"

    def to_python(self, value: str) -> str:
        """The reference as it is stored."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """The reference as it stands in addresses."""
        return value

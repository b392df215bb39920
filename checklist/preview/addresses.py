"""The answers of a preview as a piece of its addresses, for they are stored nowhere else.

They are signed, so that nobody makes this site unpack what it did not pack itself. Options alone
stand there, which are the checklist's own: what a person types has no place in an address.
"""

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

MOST = 3_500
"""How many characters of answers an address takes: servers refuse lines of more than 4,094."""

_signer = Signer(salt="checklist.preview")


def packed(choices: Mapping[str, str]) -> str:
    """The answers as a piece of an address. Raises BadRequest where they are too many for one."""
    piece = _signer.sign_object(dict(choices), compress=True)
    if len(piece) > MOST:
        raise BadRequest(
            _(
                "A preview keeps its answers in its address, and these are more than an address "
                "holds. Take some back, or begin the preview anew."
            )
        )
    return piece


def unpacked(piece: str) -> dict[str, str]:
    """The answers in an address. Raises BadRequest for what is not a piece that we made."""
    try:
        choices: dict[str, str] = _signer.unsign_object(piece)
    except BadSignature as altered:
        raise BadRequest(_("The answers in this address are not those of a page.")) from altered
    return choices

"""Version labels: what people call a version, as in "1.0"."""

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LABEL_CHARACTERS = 20

check_label = RegexValidator(
    r"\A[0-9A-Za-z]+([.\-][0-9A-Za-z]+)*\Z",
    _("A version label is made of letters and digits, with single full stops or hyphens between."),
)


def label_problem(label: str) -> str | None:
    """Why this is no version label, or None."""
    if len(label) > LABEL_CHARACTERS:
        return gettext("A version label has at most %(most)s characters.") % {
            "most": LABEL_CHARACTERS
        }
    try:
        check_label(label)
    except ValidationError as refused:
        return str(refused.message)
    return None


def next_label(label: str, taken: Collection[str]) -> str:
    """What to call the version after this one: its last number and one, or as many as are taken.

    Empty where no such label would be one.
    """
    start, number = re.fullmatch(r"(.*?)([0-9]*)", label).groups()  # type: ignore[union-attr]
    if not number:
        start, number = (f"{label}.", "0") if label else ("", "0")
    following = label
    while following == label or following in taken:
        number = str(int(number) + 1).zfill(len(number))
        following = f"{start}{number}"
    return following if label_problem(following) is None else ""

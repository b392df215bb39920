"""Version labels: what people call a version, as in "1.0"."""

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
    """What to call the version after this one: its last number counted on, past what is taken.

    Without a version before it, the first. Empty where that would make no label.
    """
    start, number = _counted(label)
    following = f"{start}{number}"
    while following == label or following in taken:
        number = str(int(number) + 1).zfill(len(number))
        following = f"{start}{number}"
    return following if label_problem(following) is None else ""


def _counted(label: str) -> tuple[str, str]:
    """A label in two: what stays, and the number at its end that is counted."""
    if not label:
        return "1.", "0"
    start = label.rstrip("0123456789")
    return (start, label[len(start) :]) if start != label else (f"{label}.", "1")

"""Version labels: what people call a version, as in "1.0"."""

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

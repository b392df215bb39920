"""The mark beside the site's name. Which one it is, a setting says."""

from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


@cache
def drawing(file: str) -> SafeString:
    """An SVG file below static/ as a part of the page, so that it can take the page's colours."""
    text = (settings.STATIC / file).read_text(encoding="utf-8")
    # The file is the program's own or was put there by whoever runs the site.
    return mark_safe(text[text.index("<svg") :].strip())  # noqa: S308

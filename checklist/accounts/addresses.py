"""Which addresses sign-in leads to."""

from django.utils.http import url_has_allowed_host_and_scheme


def is_local(address: str) -> bool:
    """Whether this is the path of a page of this site."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)

"""How large a body a page takes: all forms the same, and more only where a file is sent."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])

_MOST = "most_bytes"


def takes_up_to(most: int, view: View) -> View:
    """The same view, for bodies of so many bytes at most."""
    setattr(view, _MOST, most)
    return view


def most_bytes(request: HttpRequest) -> int:
    """How many bytes the page at this address takes."""
    usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return usual
    return getattr(view, _MOST, usual)

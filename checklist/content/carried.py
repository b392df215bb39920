"""What was typed into the page of a draft's row while the session was ending."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from checklist.accounts.carried import render_sign_in

View = Callable[..., HttpResponse]


def carrying(view: View) -> View:
    """A view whose form goes through sign-in where it is sent by nobody."""

    def carried(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST and not request.user.is_authenticated:
            return render_sign_in(request, path=request.get_full_path(), data=request.POST)
        return view(request, *args, **kwargs)

    carried.is_carrying = True  # type: ignore[attr-defined]
    return carried


def save_carried(request: HttpRequest, path: str, data: QueryDict) -> HttpResponse | None:
    """Send what was typed to the page that it was meant for, as if it came now.

    A page that asks again sends its form there too, and not to the sign-in page.
    """
    address = urlsplit(path)
    match = _carrying_at(address.path)
    if match is None:
        return None
    request.POST = data  # type: ignore[assignment]
    request.GET = QueryDict(address.query)
    request.path = request.path_info = address.path
    request.resolver_match = match
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs, form_url=path)
    return answer


def _carrying_at(path: str) -> ResolverMatch | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if hasattr(match.func, "is_carrying") else None

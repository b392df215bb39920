"""Saving what was typed before a session ended, once the person is signed in again."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from checklist.walk.pages.base import Carrying


def save_carried(request: HttpRequest, path: str, data: QueryDict) -> HttpResponse | None:
    """Send the form that was typed to the page that it was meant for.

    It is handled as if it came now, from whoever has signed in: a form for an assessment that is
    not theirs, or anything else, is discarded, and the page says so.
    """
    page = _page_at(path)
    if page is None:
        return None
    view, kwargs = page
    request.POST = data  # type: ignore[assignment]
    request.path = request.path_info = path
    try:
        return cast("HttpResponse", view.as_view()(request, **kwargs))
    except Http404:
        messages.warning(request, str(view.not_yours))
        return redirect(view.list_url())


def _page_at(path: str) -> tuple[type[Carrying], dict[str, str]] | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    view = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, Carrying):
        return None
    return view, match.kwargs

"""Pieces of pages that every reader is shown alike: rendered once a process, then kept.

Most of a page is the checklist's own text, which never changes once it is published. To render it
anew for each request is most of what a page costs (docs/performance.md).
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 4096
"""How many pieces of one sort a process keeps, a few kilobytes each at most."""

P = ParamSpec("P")
T = TypeVar("T")


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what ``make`` gives for each set of arguments and each language.

    It must depend on nothing else. No argument may hold what a person typed: what is kept stays
    in memory after the request.
    """

    def in_language(language: str | None, *args: P.args, **kwargs: P.kwargs) -> T:
        return make(*args, **kwargs)

    remembered: Callable[..., T] = lru_cache(maxsize=KEPT)(in_language)

    @wraps(make)
    def piece(*args: P.args, **kwargs: P.kwargs) -> T:
        return remembered(get_language(), *args, **kwargs)

    return piece


@kept
def kept_template(name: str, **values: Hashable) -> SafeString:
    """A template without a request, kept for each set of values. ``{% kept %}`` in templates."""
    return render_to_string(name, values)

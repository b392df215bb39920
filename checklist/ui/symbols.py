"""The icons. A page draws each shape once, in its sprite, and points to it wherever it is used.

A kind of consideration is told by its word and by its shape before its colour, so no two of these
shapes resemble one another: octagon, diamond, triangle, ringed plus, square, broken ring.
"""

from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_LINE = 'fill="none" stroke="currentColor" stroke-width="2"'
_ROUND = f'{_LINE} stroke-linecap="round" stroke-linejoin="round"'
_BOLD = 'fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"'

SYMBOLS = {
    # The kinds of consideration, and what is missing.
    "urgent": (
        '<path fill-rule="evenodd" d="M7.7 1.5h8.6l6.2 6.2v8.6l-6.2 6.2H7.7l-6.2-6.2V7.7z'
        'M10.8 6v7.6h2.4V6zm1.2 9.3a1.45 1.45 0 1 0 0 2.9 1.45 1.45 0 0 0 0-2.9z"/>'
    ),
    "resolve": (
        '<path fill-rule="evenodd" d="M12 .9 23.1 12 12 23.1.9 12zM8.8 8v8h2.2V8zm4.2 0v8h2.2V8z"/>'
    ),
    "caution": (
        f'<path {_LINE} stroke-linejoin="round" d="M2.2 3.6h19.6L12 21.4z"/>'
        f'<path {_BOLD} d="M8.6 9h6.8"/>'
    ),
    "support": (
        f'<circle cx="12" cy="12" r="9.8" {_LINE}/><path {_BOLD} d="M12 7.8v8.4M7.8 12h8.4"/>'
    ),
    "note": (
        f'<rect x="2.6" y="2.6" width="18.8" height="18.8" rx="4" {_LINE}/>'
        f'<path {_ROUND} d="M7.5 8.4h9M7.5 12.2h9M7.5 16h5"/>'
    ),
    "missing": f'<circle cx="12" cy="12" r="9.6" {_LINE} stroke-dasharray="3.4 2.63"/>',
    # How far a section has come.
    "done": (
        '<path fill-rule="evenodd" d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z'
        'm4.9 6.7-6.1 6.3-3.7-3.6 1.4-1.4 2.3 2.2 4.6-4.9z"/>'
    ),
    "part": f'<circle cx="12" cy="12" r="8" {_LINE}/><path d="M12 4a8 8 0 0 1 0 16z"/>',
    "none": f'<circle cx="12" cy="12" r="8" {_LINE}/>',
    # How an answer stands to a reference; what is unsafe has the shape of what is urgent.
    "agrees": (
        f'<circle cx="12" cy="12" r="9.6" {_LINE}/><path {_ROUND} d="M7.6 12.4l3 3 5.8-6.2"/>'
    ),
    "acceptable": (
        f'<rect x="2.6" y="2.6" width="18.8" height="18.8" rx="9.4" {_LINE} '
        'stroke-dasharray="4 2.4"/>'
        f'<path {_ROUND} d="M7.6 10.6c1.5-1.4 2.9-1.4 4.4-.3s2.9 1.1 4.4-.3'
        'M7.6 14.6c1.5-1.4 2.9-1.4 4.4-.3s2.9 1.1 4.4-.3"/>'
    ),
    "differs": (
        f'<path {_LINE} stroke-linejoin="round" d="M12 1.8 22.2 12 12 22.2 1.8 12z"/>'
        f'<path {_ROUND} d="M8 10.4h8M8 13.8h8M13.8 8l-3.6 8"/>'
    ),
    # A question that is asked because of an answer.
    "turn": f'<path {_ROUND} d="M5 4v7a4 4 0 0 0 4 4h10M15 11l4 4-4 4"/>',
    # Things to do.
    "copy": f'<path {_LINE} stroke-linejoin="round" d="M9 8h11v12H9zM15 8V4H4v12h5"/>',
    "print": (
        f'<path {_LINE} stroke-linejoin="round" d="M7 8V3h10v5M7 17H3.5V8h17v9H17M7 14h10v7H7z"/>'
    ),
    "key": (
        f'<path {_ROUND} d="M7.5 16.5a4.5 4.5 0 1 1 4.2-6H22v4h-3v3h-4v-3h-3.2'
        'a4.5 4.5 0 0 1-4.3 2z"/>'
    ),
}


@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon for the eye alone: the word beside it says the same. ``size`` is "small" or empty."""
    if name not in SYMBOLS:
        raise LookupError(f"There is no icon called {name}.")
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="#i-{}"/></svg>',
        f"icon {size}".strip(),
        name,
    )


@cache
def sprite(*names: str) -> SafeString:
    """The shapes that a page's icons point to, once at the top of its body."""
    symbols = format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>',
        # The shapes stand above, in this file: nobody else's text is marked as safe here.
        ((name, mark_safe(SYMBOLS[name])) for name in dict.fromkeys(names)),  # noqa: S308
    )
    return format_html('<svg class="sprite" aria-hidden="true" focusable="false">{}</svg>', symbols)

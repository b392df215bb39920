"""What the frame of a page shows of whoever looks at it: who is signed in, and what is to be told.

The frame itself is kept for many pages at once; these two are all that it takes from a request.
"""

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from checklist.ui.kept import filled, kept_template, slot

_NAME = slot("name")
_TOKEN = slot("token")
_QUERY = slot("query")


def who(request: HttpRequest, token: str = "") -> SafeString:
    """Who is signed in, with the way out; or the way in, which leads back to this page.

    ``token`` is the page's own against forged forms, where it has one already.
    """
    user = request.user
    if user.is_authenticated:
        piece = kept_template(
            "ui/who.html", person=_NAME, is_staff=user.is_staff, csrf_token=_TOKEN
        )
        return filled(piece, {"token": token or get_token(request), "name": user.get_short_name()})
    here = {REDIRECT_FIELD_NAME: request.path}
    query = f"?{urlencode(here, safe='/')}" if request.method == "GET" else ""
    return filled(kept_template("ui/who.html", person="", query=_QUERY), {"query": query})


def told(request: HttpRequest) -> SafeString:
    """What the page before this one has to tell."""
    messages = get_messages(request)
    if not messages:
        return SafeString()
    return render_to_string("ui/messages.html", {"messages": messages})


def own(request: HttpRequest) -> dict[str, object]:
    """All that a kept page takes from its request, with the token of its forms."""
    token = get_token(request)
    return {"who": who(request, token), "told": told(request), "csrf_token": token}

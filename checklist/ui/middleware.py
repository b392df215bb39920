"""What stands before every page: a reference for each request, and a limit on what it may carry."""

from collections.abc import Callable
from itertools import chain

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.utils.translation import gettext as _

from checklist.ui.errors import file_too_large, too_large
from checklist.ui.references import give_reference
from checklist.ui.uploads import most_bytes

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Far more than anybody types or pastes; whoever sends more is not waiting for a page.
_DRAINED = 16 * 1024 * 1024
_PIECE = 64 * 1024
_ENCODINGS = {"utf-8", "utf8"}


class ReferenceMiddleware:
    """Gives every request a ``reference``. It stands first, so that nothing fails without one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, with a reference."""
        give_reference(request)
        return self.get_response(request)


class BodyLimitMiddleware:
    """Answers 413 to a body that is announced as larger than its page takes.

    That is DATA_UPLOAD_MAX_MEMORY_SIZE, or more where a file is sent (``uploads``). A length that
    is no number is answered 400. A body without a length is not read by Django, and so needs no
    limit: the form arrives empty.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, unless the body is too large or its length unreadable."""
        length = _length(request)
        usual: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        most = most_bytes(request) if length > usual else usual
        if length <= most:
            return self.get_response(request)
        if length <= _DRAINED:
            _drain(request)
        return file_too_large(request, most) if most > usual else too_large(request, most)


class ReadableRequestMiddleware:
    """Answers 400 to what no browser of ours sends and what the database cannot be asked for.

    A NUL character in the address's query or in a cookie cannot be stored or looked up on
    PostgreSQL, and a body in any encoding but UTF-8 cannot be read; each would be a failure of
    ours further in. In the body, NUL is an error at its field.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, unless the request cannot be read."""
        if (request.content_params or {}).get("charset", "utf-8").lower() not in _ENCODINGS:
            raise BadRequest(_("What was sent is not in UTF-8."))
        asked = (text for name, values in request.GET.lists() for text in (name, *values))
        if any("\0" in text for text in chain(asked, request.COOKIES.values())):
            raise BadRequest(_("The address or a cookie holds a character that cannot be read."))
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdigit()):
        raise BadRequest(_("The length of what was sent is not a number."))
    # The first digits of a number this long are already far too many bytes.
    return int((announced.lstrip("0") or "0")[:19])


def _drain(request: HttpRequest) -> None:
    """Read what is on its way and forget it.

    A server that closes a connection with unread bytes in it resets it, and the browser then shows
    a failure of its own instead of our page.
    """
    try:
        while request.read(_PIECE):
            pass
    except UnreadablePostError:
        return

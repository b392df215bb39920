"""What the walk does when somebody signs in."""

from django.http import HttpRequest
from django.utils import timezone

from checklist.accounts.models import User
from checklist.walk import actions
from checklist.walk.guests import be_guest_no_more


def keep_guests_walk(sender: object, request: HttpRequest, user: User, **kwargs: object) -> None:
    """A guest who signs in keeps the walk in hand: it becomes the account's own."""
    token = be_guest_no_more(request.session)
    if token:
        actions.claim(guest_token=token, owner=user, now=timezone.now())

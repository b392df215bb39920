"""Who somebody is, looked up anew for every page: by a prepared query."""

from allauth.account.auth_backends import AuthenticationBackend

from checklist.accounts.models import User
from checklist.prepared import Prepared

_user = Prepared(lambda key: User.objects.filter(pk=key), key=-1)


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's own, which knows user names and email addresses."""

    def get_user(self, user_id: int) -> User | None:
        """The account with this key, if it may sign in."""
        for user in _user(key=user_id):
            return user if self.user_can_authenticate(user) else None
        return None

"""The account of a person who works here: clinician, editor or administrator."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class AccountManager(UserManager["User"]):
    """Makes accounts whose e-mail addresses are kept in small letters."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address as it is stored. Sign-in looks for it in small letters."""
        return super().normalize_email(email).lower()


class User(AbstractUser):
    """Somebody with an account, who signs in by user name or by e-mail address.

    No two accounts share either, whatever the case of their letters: for names that differ in
    case alone, sign-in could not tell which is meant and would refuse both.
    """

    # One name, as the person writes it, in place of Django's two.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("As colleagues know them.")
    )

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="accounts_user_username_in_any_case",
                violation_error_message=_("Another account has this user name."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_in_any_case",
                condition=~Q(email=""),
                violation_error_message=_("Another account has this e-mail address."),
            ),
        ]

    def get_full_name(self) -> str:
        """The name, or the user name where none was given."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """How pages name the person who is signed in."""
        return self.get_full_name()

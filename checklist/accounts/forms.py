"""Forms of the accounts room."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

# The longest e-mail address, and what Django itself takes as a password at most.
LOGIN_CHARACTERS = 254
PASSWORD_CHARACTERS = 4096


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """The fields ``login`` and ``password``; checking them and counting attempts is allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail address"),
            max_length=LOGIN_CHARACTERS,
            widget=forms.TextInput(
                attrs={
                    "class": "input",
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                }
            ),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            max_length=PASSWORD_CHARACTERS,
            strip=False,
            widget=forms.PasswordInput(
                attrs={"class": "input", "autocomplete": "current-password"}
            ),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a closed account here, where the page can say so and keep what it carries."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and not self.user.is_active:
            raise get_adapter().validation_error("account_inactive")
        return cleaned

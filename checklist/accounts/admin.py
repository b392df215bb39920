"""Accounts in the administration: an administrator makes them, nobody signs up."""

from allauth.account.admin import EmailAddress
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from checklist.accounts.models import User

# An account has one address, which stands in the account itself.
admin.site.unregister(EmailAddress)


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Rights come by groups; rights given to one person would be found by nobody later."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "usable_password")}),
        (_("Password"), {"fields": ("password1", "password2")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "name", "email", "is_active", "is_staff")
    search_fields = ("username", "name", "email")
    filter_horizontal = ()

"""The addresses of the accounts room. allauth's other pages are not used, and have none."""

from django.urls import path

from checklist.accounts.pages import SignIn, SignOut

urlpatterns = [
    path("login/", SignIn.as_view(), name="account_login"),
    path("logout/", SignOut.as_view(), name="account_logout"),
]

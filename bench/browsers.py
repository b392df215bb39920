"""Browsers in which somebody is signed in, as far as making an application ready needs them."""

from typing import Any

from django.conf import settings
from django.test import Client

from bench.asked import HOST


def browser_of(user: Any) -> Client:
    """A browser in which a user is signed in, as it comes through the proxy.

    Each application has a model of its own for users.
    """
    browser = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    browser.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return browser


def cookie_of(browser: Client) -> str:
    """What a browser sends back of the cookies that it was given."""
    return "; ".join(f"{name}={cookie.value}" for name, cookie in browser.cookies.items())

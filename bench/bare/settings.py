"""Django's own settings, but for what bench/bare/__init__.py names."""

from config.settings import (  # noqa: F401, TID251  (they are settings of this module too)
    ALLOWED_HOSTS,
    CONTENT_SECURITY_POLICY,
    CSRF_COOKIE_SECURE,
    DATABASES,
    SECRET_KEY,
    SECURE_HSTS_SECONDS,
    SECURE_PROXY_SSL_HEADER,
    SECURE_SSL_REDIRECT,
    SESSION_COOKIE_SECURE,
    STATIC_ROOT,
    STATIC_URL,
)
from config.settings import MIDDLEWARE as OURS  # noqa: TID251

# Looking at a connection before each request is a choice of ours; Django leaves it out.
DATABASES["default"].pop("CONN_HEALTH_CHECKS", None)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bench.bare",
]
MIDDLEWARE = [each for each in OURS if not each.startswith(("checklist.", "allauth."))]
ROOT_URLCONF = "bench.bare.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

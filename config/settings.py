"""Every setting, read once from the environment.

Without any variable set the program works for trying out. PRODUCTION=yes makes it strict: what is
then missing is named by the checks in config/checks.py, and config/wsgi.py refuses to start.
docs/settings.md is made from the readers below (`make docs`).
"""

import os
from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from config import secret_key
from config.database import DatabaseSettings
from config.env import Environment

# Lets classes such as ModelAdmin[Thing] be written when the program runs, not only for mypy.
django_stubs_ext.monkeypatch()

BASE = Path(__file__).resolve().parent.parent
# Everything that the program itself writes, except for a database elsewhere.
VAR = BASE / "var"
# The style sheet, scripts and marks that pages ask for.
STATIC = BASE / "static"

env = Environment(os.environ)

# -- What a deployment decides ----------------------------------------------------------------

PRODUCTION = env.flag(
    "PRODUCTION",
    default=False,
    about="Whether real people use this site: strict settings, HTTPS only.",
)
_secret_key = env.secret(
    "SECRET_KEY",
    default="made on first run, kept in var/secret-key",
    about="Signs sessions and forms; at least 50 random characters.",
)
HOST = env.text(
    "HOST",
    default="127.0.0.1",
    about="The address to serve on; 0.0.0.0 is every address of this machine.",
)
PORT = env.number("PORT", least=1, most=65535, default=8000, about="The port to serve on.")
WEB_CONCURRENCY = env.number(
    "WEB_CONCURRENCY",
    least=1,
    most=64,
    default=2,
    about="How many processes answer requests.",
)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    default=("localhost", "127.0.0.1", "[::1]"),
    required=True,
    about="The names under which the site is reached; all, while HOST is set for trying out.",
)
CSRF_TRUSTED_ORIGINS = env.words(
    "CSRF_TRUSTED_ORIGINS",
    default=(),
    about="Origins (https://name) that forms may come from, where a proxy changes the name.",
)
PROXIES = env.number(
    "PROXIES",
    least=1,
    most=9,
    default=1,
    about="How many proxies of yours a request passes on its way to this site, in production.",
)
DATABASES: dict[str, DatabaseSettings] = {
    "default": {
        # Connections are kept, one a process, and looked at before a request uses them.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        **env.database(
            "DATABASE_URL",
            root=BASE,
            default="sqlite:///var/considered.sqlite3",
            about=(
                "Where data is kept: postgresql://USER:PASSWORD@HOST:PORT/NAME, percent-encoded, "
                "with sslmode and the like after ?, or sqlite:////PATH."
            ),
        ),
    },
}
URGENT_HELP = env.text(
    "URGENT_HELP",
    default=(
        "Example only, not a real route: “Call the on-call psychiatrist on extension 1234; "
        "outside the hospital call 112.” Each site sets its own (URGENT_HELP)."
    ),
    required=True,
    about="The local emergency route, shown word for word with every urgent consideration.",
)
GUESTS = env.flag(
    "GUESTS",
    default=True,
    about="Whether a visitor may walk a checklist without signing in.",
)
SECOND_PERSON = env.flag(
    "SECOND_PERSON",
    default=PRODUCTION,
    about=(
        "Whether somebody other than its last author must publish a draft; "
        "in production yes, unless it is set."
    ),
)
SITE_NAME = env.text("SITE_NAME", default="Considered", about="The name at the top of each page.")
SITE_MARK = env.file(
    "SITE_MARK",
    below=STATIC,
    default="ui/mark.svg",
    about="The mark beside that name, which is the icon of the tab too: an SVG file.",
)
ADMIN_PATH = env.text(
    "ADMIN_PATH",
    default="admin/",
    about="Where the administration is found, below the site's own address.",
)
ADMIN_PATH = f"{ADMIN_PATH.strip('/')}/"
TIME_ZONE = env.time_zone(
    "TIME_ZONE",
    default="UTC",
    about="The time zone in which dates and times are shown.",
)
LOG_LEVEL = env.choice(
    "LOG_LEVEL",
    choices=("DEBUG", "INFO", "WARNING", "ERROR"),
    default="INFO",
    about="How much is written to the log (standard error).",
)

env.refuse_problems()

# What production needs and the environment does not give; config/checks.py complains of each.
UNSET = tuple(env.unset)

if not PRODUCTION:
    VAR.mkdir(mode=0o700, exist_ok=True)
    # Whoever serves on an address other than this machine's own wants to be reached there.
    if "ALLOWED_HOSTS" in UNSET and HOST not in ALLOWED_HOSTS:
        ALLOWED_HOSTS = ["*"]

# Never a made-up key in production: Django refuses an empty one.
SECRET_KEY = _secret_key or ("" if PRODUCTION else secret_key.kept_in(VAR / "secret-key"))

# -- The house --------------------------------------------------------------------------------

# A page of details about a failure is for nobody who meets one: ours carry a reference instead.
DEBUG = False

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "config.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "django_http_compression",
    "adminsortable2",
    "simple_history",
    "checklist.ui",
    "checklist.accounts",
    "checklist.content",
    "checklist.walk",
    "checklist.practice",
    "checklist.preview",
    "checklist.operations",
]

MIDDLEWARE = [
    "checklist.ui.middleware.ReferenceMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "checklist.ui.middleware.BodyLimitMiddleware",
    "checklist.ui.middleware.ReadableRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "checklist.ui.errors.csrf_failure"

# The largest body that a form of ours may have; a larger one is answered 413.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "checklist.ui.context.site",
                "checklist.ui.context.person",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "considered"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("considered",)

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [STATIC]
# Our pages alone use them; no other site needs to read them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.HashedStorage"},
}

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True

# All processes count attempts to sign in together, so that a limit means the same however many
# there are. `manage.py prepare` makes the table. Nothing else is kept here: looking at a page
# must not ask for it.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_counts",
        # Django's 300 could be filled on purpose, and a count that is pushed out begins anew.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# -- People -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# allauth's own back end knows user names, email addresses and Django's permissions.
AUTHENTICATION_BACKENDS = ["checklist.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "walk:assessments"
LOGOUT_REDIRECT_URL = "walk:home"

ACCOUNT_ADAPTER = "checklist.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "checklist.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
# Wrong passwords are counted by the address that the outermost proxy of ours saw: counted by the
# proxy's own, a few of them would lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES if PRODUCTION else 0
# No "remember me": closing the browser signs out, which is what a shared computer needs.
ACCOUNT_SESSION_REMEMBER = False

SESSION_ENGINE = "checklist.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
# What a page may load, send and be shown in: our own files, our own addresses, and no frame. Text
# that somebody slipped into a page could then neither run nor send anything away.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# -- HTTPS in production ----------------------------------------------------------------------

SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
# The server speaks plain HTTP behind a proxy that must set this header itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SILENCED_SYSTEM_CHECKS = [
    # HSTS for the names below ours, and in browsers' own lists: not this program's to decide.
    "security.W005",
    "security.W021",
]

# -- Log --------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"reference": {"()": "checklist.ui.logs.ReferenceFilter"}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} [{reference}] {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["reference"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Without handlers of its own Django logs through ours and sends no mail.
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL}},
}

"""The settings, with what differs when tests run.

What this machine sets for itself must not reach the tests: the settings are read as if its
environment were empty but for the database that tests/postgres.py may have started.
"""

import os
import tempfile
from pathlib import Path
from unittest import mock

from tests.postgres import DATABASE_URL

_given = {"SECRET_KEY": "only for the tests"}
if DATABASE_URL in os.environ:
    _given["DATABASE_URL"] = os.environ[DATABASE_URL]

with mock.patch.dict(os.environ, _given, clear=True):
    # A settings module cannot read itself through django.conf.
    from config.settings import *  # noqa: F403, TID251
    from config.settings import CACHES, DATABASES, STORAGES, VAR  # noqa: TID251

if DATABASE_URL not in os.environ:
    # A file rather than memory, so that two connections meet as they do on a real site. One a
    # process: two runs side by side must not share it.
    database = DATABASES["default"]
    database["NAME"] = str(VAR / "tests" / "empty.sqlite3")
    database["TEST"] = {
        "NAME": str(Path(tempfile.gettempdir(), f"considered-tests-{os.getpid()}.sqlite3")),
    }

# Static files are found where they stand; WhiteNoise only wants to see its folder.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = VAR / "tests" / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# What tests count is forgotten by one word, and needs no table; one test counts as a site does.
REAL_CACHES = CACHES
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# A password in a test is to be quick to check.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

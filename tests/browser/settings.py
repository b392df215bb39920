"""The settings of the stage: a site's own, for a run that is over in minutes."""

from pathlib import Path

# A settings module cannot read itself through django.conf.
from config.settings import *  # noqa: F403, TID251
from config.settings import DATABASES  # noqa: TID251

# Static files are gathered, hashed and compressed as for real people, beside the database.
STATIC_ROOT = Path(DATABASES["default"]["NAME"]).parent / "static"

# A password in a test is to be quick to check.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# One machine opens the page of a refused sign-in again and again.
ACCOUNT_RATE_LIMITS = False

"""The door that a web server uses. In production it stays shut until the settings are whole."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler

from config.checks import refuse_unready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

# What get_wsgi_application does, with our question between its two steps.
django.setup(set_prefix=False)
refuse_unready()
application = WSGIHandler()

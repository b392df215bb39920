"""The settings of the bare page, with a wizard in its place."""

from bench.bare.settings import *  # noqa: F403
from bench.bare.settings import INSTALLED_APPS as BARE

INSTALLED_APPS = [
    *(each for each in BARE if each != "bench.bare"),
    "formtools",
    "crispy_forms",
    "crispy_bootstrap5",
    "bench.wizard",
]
ROOT_URLCONF = "bench.wizard.urls"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

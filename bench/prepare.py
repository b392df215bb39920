"""Make an application ready, in its own process: python -m bench.prepare MODULE.

It calls the module's function ``cases`` and prints the cases as JSON.
"""

import sys
from importlib import import_module

import django

from bench.asked import write

if __name__ == "__main__":
    django.setup()
    sys.stdout.write(write(import_module(sys.argv[1]).cases()))

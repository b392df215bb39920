"""The server, the same for trying out and for production: gunicorn -c config/gunicorn.py.

The application is loaded here, once, before the server forks: the processes share its memory, and
whatever is wrong with the settings is said in plain lines instead of a traceback a process.
"""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

try:
    from config.wsgi import application  # noqa: F401  (loading it is the point)
except ImproperlyConfigured as problem:
    sys.exit(str(problem))

from django.conf import settings

_host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST

wsgi_app = "config.wsgi:application"
preload_app = True
bind = f"{_host}:{settings.PORT}"
workers = settings.WEB_CONCURRENCY
# One request at a time in a process: crispy-forms keeps state on its template nodes, which threads
# would share.
worker_class = "sync"
# A worker shows that it is alive by touching a file: in memory, where a slow disk cannot stop it.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nobody steers a running server through a socket in somebody's home folder.
control_socket_disable = True
loglevel = "warning"


def when_ready(server: object) -> None:
    """Say where the site is, when it is there."""
    sys.stdout.write(f"{settings.SITE_NAME} is at http://{_host}:{settings.PORT}/\n")
    sys.stdout.flush()

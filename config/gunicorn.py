"""The server, the same for trying out and for production: gunicorn -c config/gunicorn.py.

The application is loaded here, once, before the server forks: the processes share its memory, and
whatever is wrong with the settings is said in plain lines instead of a traceback a process.
"""

import errno
import gc
import os
import socket
import sys
from pathlib import Path
from typing import Any

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


# What is loaded by now stays for good: to look through it for garbage again and again would find
# nothing, and would take the memory that the processes share apart.
gc.freeze()


def on_starting(server: Any) -> None:
    """Say in one line that a port is taken; gunicorn itself would try for five seconds and ten.

    A server that takes over the sockets of another, or of systemd, finds them in use rightly.
    """
    if os.environ.keys() & {"GUNICORN_FD", "LISTEN_FDS"}:
        return
    for address in server.cfg.address:
        # What is no pair is the path of a Unix socket, or an open file.
        if isinstance(address, tuple) and _is_taken(*address):
            sys.exit(
                f"Port {address[1]} on {address[0]} is in use. Stop what uses it, or choose "
                "another: make run PORT=9000"
            )


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As gunicorn does: connections that were closed a moment ago do not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as failure:
            return failure.errno == errno.EADDRINUSE
    return False


def when_ready(server: object) -> None:
    """Say where the site is, when it is there."""
    sys.stdout.write(f"{settings.SITE_NAME} is at http://{_host}:{settings.PORT}/\n")
    sys.stdout.flush()

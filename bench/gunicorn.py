"""The server of the applications beside ours, as config/gunicorn.py serves ours."""

from pathlib import Path

preload_app = True
workers = 1
worker_class = "sync"
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
control_socket_disable = True
loglevel = "warning"

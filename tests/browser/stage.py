"""The stage: a site as it is run for real people, with somebody in every state on it.

Gunicorn serves it from an SQLite database of its own, with static files hashed and compressed, so
that what is measured in a browser is what a clinician's browser gets. One stage serves all tests of
a process: its pages are looked at, and whoever wants to change something starts an assessment.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CAST = "cast.json"
"""The name of what is written last: where it is, the stage is set."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the site is, who is signed in by which cookie, and which assessment is whose."""

    url: str
    sessions: dict[str, str]
    places: dict[str, str]

    def address(self, path: str) -> str:
        """The address of a path in which ``{name}`` stands for an assessment's reference."""
        return self.url + path.format_map(self.places)

    def cookies(self, person: str) -> list[dict[str, str]]:
        """The cookies of a person's browser; a visitor has none."""
        if person not in self.sessions:
            return []
        return [{"name": "sessionid", "value": self.sessions[person], "url": self.url}]


def set_up(folder: Path) -> None:
    """Set the stage in this folder: its database, its static files, and who is on it."""
    environment = _environment(folder)
    _run("manage.py", "collectstatic", "--no-input", "--verbosity=0", environment=environment)
    fill = "from tests.browser import cast; cast.main()"
    cast = _run("manage.py", "shell", "--no-imports", "--command", fill, environment=environment)
    (folder / CAST).write_text(cast, encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[Stage]:
    """The stage that was set in this folder, served until the end."""
    environment = _environment(folder)
    cast = (folder / CAST).read_text(encoding="utf-8")
    with (folder / "server.log").open("w", encoding="utf-8") as log, _server(environment, log):
        yield Stage(f"http://127.0.0.1:{environment['PORT']}", **json.loads(cast))


def _environment(folder: Path) -> dict[str, str]:
    """What this machine sets for itself must not reach the site."""
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'stage.sqlite3'}",
        "SECRET_KEY": "only for the tests, and for as long as they run",
        "PORT": str(_free_port()),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _run(*arguments: str, environment: dict[str, str]) -> str:
    finished = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return finished.stdout


@contextmanager
def _server(environment: dict[str, str], log: object) -> Iterator[None]:
    """The server that is run for real people, from its first line to its end."""
    with subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=log,  # type: ignore[call-overload]  # an open file
        text=True,
    ) as server:
        try:
            said = server.stdout.readline()
            assert environment["PORT"] in said, f"The server did not start: see {log}"
            yield
        finally:
            server.terminate()

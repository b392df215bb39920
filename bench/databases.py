"""The databases that are measured on. Each application has one of its own, on the same server."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bench.servers import CLIENT_CORE, ENDINGS, keep_on
from tests.postgres import Server

Address = Callable[[str], str]
"""The URL of the database of an application."""


class CarefulServer(Server):
    """PostgreSQL as it comes: a commit is on the disk before it is answered."""

    def _options(self) -> str:
        return f"-k {self.data} -c listen_addresses="

    @property
    def process(self) -> int:
        """The process that starts one for each connection."""
        return int((self.data / "postmaster.pid").read_text().split()[0])


@contextmanager
def sqlite(folder: Path) -> Iterator[Address]:
    """Files in a folder."""
    yield lambda name: f"sqlite:///{folder}/{name}.sqlite3"


@contextmanager
def postgres(folder: Path) -> Iterator[Address]:
    """Databases of a server on the load's core, through a socket.

    The server keeps them in a folder of its own, as a socket's path may not be long.
    """
    with ExitStack() as stack:
        with whole():
            server = CarefulServer()
            home = server.start()
            stack.callback(server.stop)
        keep_on(CLIENT_CORE, server.process)
        yield lambda name: _made(home, name)


@contextmanager
def whole() -> Iterator[None]:
    """Let nothing end this program in the middle of the block, but only after it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _made(home: str, name: str) -> str:
    with psycopg.connect(home, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return home.replace("/postgres?", f"/{name}?")


DATABASES = {"sqlite": sqlite, "postgresql": postgres}

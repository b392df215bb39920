"""Servers, each on the one core, away from the load on the other; and what they cost."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]
"""The same where a machine has but one: what is measured then is both together."""
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What asks this program to end."""
START_SECONDS, STOP_SECONDS = 30.0, 10.0
SAID_CHARACTERS = 4000


class FailedError(Exception):
    """A program that the benchmark needs did not do what it is for; the message is what it said."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    port: int
    worker: int
    """The process that answers."""

    def cpu_seconds(self) -> float:
        """CPU time of the worker since it began: of its first thread, and it has no other."""
        return int(Path(f"/proc/{self.worker}/schedstat").read_text().split()[0]) / 1e9


def keep_on(core: int, process: int = 0) -> None:
    """Keep a process, or this one, and all that it starts from now on, on one core."""
    os.sched_setaffinity(process, {core})


def busy_seconds() -> float:
    """What all processes of this machine have used since it started, of all its cores."""
    user, nice, system, _idle, _iowait, irq, softirq, steal, *_ = (
        int(ticks) for ticks in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(
    *arguments: str, environment: Mapping[str, str], python: str = sys.executable
) -> Iterator[Server]:
    """Gunicorn with these arguments, until the block ends."""
    port = _free_port()
    command = [python, "-m", "gunicorn", *arguments]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(  # noqa: S603  (our own applications)
            [*command, "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env={**environment, "PORT": str(port)},
            stdout=said,
            stderr=said,
            text=True,
            process_group=0,
        )
        try:
            keep_on(SERVER_CORE, process.pid)
            yield Server(port, _worker_of(process, port))
        except Exception as failure:
            said.seek(0)
            failure.add_note(f"{' '.join(command)}\nsaid: {said.read()[-SAID_CHARACTERS:]}")
            raise
        finally:
            stop(process)


def stop(process: "subprocess.Popen[str]") -> None:
    """End a process that was started here with a group of its own, and all that it started."""
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _worker_of(process: "subprocess.Popen[str]", port: int) -> int:
    """The one worker of a server, once it listens."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        workers = children.read_text().split()
        if workers and _listens(port):
            return int(workers[0])
        time.sleep(0.05)
    raise FailedError("The server did not start.")


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True

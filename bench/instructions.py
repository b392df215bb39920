"""Instructions a request, counted by valgrind's callgrind: whatever else runs, they repeat.

The application answers in its own process, without a server (bench/drive.py).
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.asked import FEW, MANY, write
from bench.servers import ROOT, SAID_CHARACTERS, FailedError, stop
from bench.sites import Site

VALGRIND = shutil.which("valgrind")


def count(sites: Sequence[Site]) -> dict[str, float]:
    """The instructions of a request of each case. The sites are counted side by side."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        counting = [stack.enter_context(_counting(site, folder)) for site in sites]
        return {
            name: (_total(folder, many) - _total(folder, few)) / (MANY - FEW)
            for process in counting
            for name, (few, many) in _processes(process).items()
        }


@contextmanager
def _counting(site: Site, folder: str) -> Iterator["subprocess.Popen[str]"]:
    """The driver under callgrind, which writes a file for each process."""
    callgrind = (str(VALGRIND), "--tool=callgrind", f"--callgrind-out-file={folder}/%p")
    with tempfile.TemporaryFile("w+") as cases:
        cases.write(write(site.cases))
        cases.seek(0)
        process = subprocess.Popen(  # noqa: S603  (our own module)
            [*callgrind, *site.command("bench.drive", "instructions")],
            cwd=ROOT,
            env=site.environment,
            stdin=cases,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        try:
            yield process
        finally:
            stop(process)


def _processes(process: "subprocess.Popen[str]") -> dict[str, tuple[int, int]]:
    """For each case the process that asked a few times, and the one that asked many times."""
    said, complaint = process.communicate()
    if process.returncode:
        raise FailedError(f"valgrind failed:\n{complaint[-SAID_CHARACTERS:]}")
    processes: dict[str, tuple[int, int]] = json.loads(said)
    return processes


def _total(folder: str, process: int) -> int:
    """What callgrind counted in a process."""
    written = Path(folder, str(process)).read_text(encoding="utf-8")
    found = re.search(r"^(?:summary|totals): (\d+)", written, re.MULTILINE)
    if found is None:
        raise FailedError(f"callgrind counted nothing in process {process}.")
    return int(found[1])

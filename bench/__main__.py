"""The whole benchmark: `make bench`, which installs what it needs first.

For each database the applications are made ready and served side by side, all on one core and the
load on another. Every case is then measured in turn, in rounds (bench/rounds.py), and printed.
"""

import argparse
import platform
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench import floor, instructions, report
from bench.asked import BROWSERS
from bench.databases import DATABASES, Address
from bench.load import look, waits
from bench.rounds import Rounds, Subject
from bench.servers import (
    CLIENT_CORE,
    CORES,
    ENDINGS,
    ROOT,
    SERVER_CORE,
    FailedError,
    keep_on,
    serving,
)
from bench.sites import BARE, BESIDE, OURS, WIZARD, Site, fill

VAR = ROOT / "var"
NAMES = {"sqlite": f"SQLite {sqlite3.sqlite_version}", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Options:
    """How long and on what to measure."""

    databases: list[str]
    rounds: int
    seconds: float


def read_options(arguments: list[str]) -> Options:
    """The options as they were typed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=DATABASES, help="measure on this database alone")
    parser.add_argument("--rounds", type=int, default=7, help="how often each case is measured")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each time")
    given = parser.parse_args(arguments)
    return Options([given.only] if given.only else list(DATABASES), given.rounds, given.seconds)


def introduction(options: Options) -> str:
    """What measured, and how."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("django", "gunicorn"))
    cores = "one core" if len(CORES) == 1 else f"cores {SERVER_CORE} (server), {CLIENT_CORE} (load)"
    return (
        f"Python {platform.python_version()}, {packages}; {cores}; "
        f"{options.rounds} rounds, each run {options.seconds:g} s, {BROWSERS} browsers.\n\n"
        f"{report.LEGEND}"
    )


def prepared(address: Address) -> list[Site]:
    """Ours, the bare one and, where its packages are installed, the wizard."""
    applications = [OURS, BARE, *([WIZARD] if WIZARD.python.exists() else [])]
    sites = [Site(application, address(application.name)) for application in applications]
    for site in sites:
        site.prepare()
    return sites


@contextmanager
def served(sites: list[Site], folder: Path) -> Iterator[list[Subject]]:
    """Every case with its server, until the block ends. The bare page is made as long as ours."""
    ours, bare, *_ = sites
    with ExitStack() as stack:
        server = stack.enter_context(ours.serving())
        page = look(server.port, ours.case("section"))
        fill(bare, len(page.body))
        subjects = [Subject(case, server) for case in ours.cases]
        for site in sites[1:]:
            server = stack.enter_context(site.serving())
            subjects += [Subject(case, server) for case in site.cases]
        reply = folder / "reply"
        reply.write_bytes(page.sent)
        application = f"bench.floor:replying({str(reply)!r})"
        server = stack.enter_context(serving(*BESIDE, application, environment=ours.environment))
        yield [*subjects, Subject(floor.CASE, server)]


def measure(database: str, options: Options, folder: Path) -> None:
    """Measure on one database, and print what came of it."""
    say(f"== {NAMES[database]} ==")
    with DATABASES[database](folder) as address:
        sites = prepared(address)
        queries = {name: count for site in sites for name, count in site.queries().items()}
        with served(sites, folder) as subjects:
            rounds = Rounds(subjects, options.seconds)
            for _ in range(options.rounds):
                rounds.run()
        say(report.table(rounds.results, queries))
        say(report.beside(rounds.results))
        say(report.targets(database, rounds.results))
        say(report.effect(effect_seconds(sites[0], options.rounds)))
        if database == options.databases[0]:
            say_instructions(sites)


def effect_seconds(ours: Site, rounds: int) -> float:
    """How long an editor waits for the effect of a draft; the assessments for it are added now."""
    (case,) = ours.prepare_also("bench.effect")
    with ours.serving() as server:
        look(server.port, case)
        return median(waits(server.port, case, rounds))


def say_instructions(sites: list[Site]) -> None:
    """Count instructions where that can be done, and say so where it cannot."""
    if instructions.VALGRIND is None:
        say("Instructions were not counted: valgrind is not installed.")
        return
    try:
        say(report.instructions(instructions.count(sites)))
    except FailedError as failure:
        say(f"Instructions were not counted: {failure}")


def say(text: str) -> None:
    """Print a part of the report as soon as it is known."""
    sys.stdout.write(f"{text}\n\n")
    sys.stdout.flush()


def main(options: Options) -> None:
    """Measure on each database, and leave nothing behind."""
    for ending in ENDINGS:
        signal.signal(ending, lambda *_: sys.exit("Stopped."))
    keep_on(CLIENT_CORE)
    say(introduction(options))
    VAR.mkdir(mode=0o700, exist_ok=True)
    for database in options.databases:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=VAR) as folder:
            measure(database, options, Path(folder))


if __name__ == "__main__":
    main(read_options(sys.argv[1:]))

"""The applications side by side: how each is made ready, served and counted."""

import json
import os
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from bench.asked import HOST, Case, read, write
from bench.load import look
from bench.servers import ROOT, SAID_CHARACTERS, FailedError, Server, serving

BESIDE = ("-c", "bench/gunicorn.py")
DJANGO = (*BESIDE, "django.core.wsgi:get_wsgi_application()")
WIZARDS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


@dataclass(frozen=True)
class Application:
    """What is measured, before it has a database."""

    name: str
    settings: str
    cases: str
    """The module that makes it ready and says what is asked of it."""
    server: tuple[str, ...] = DJANGO
    python: Path = Path(sys.executable)


OURS = Application("ours", "config.settings", "bench.ours", ("-c", "config/gunicorn.py"))
BARE = Application("bare", "bench.bare.settings", "bench.bare.cases")
WIZARD = Application("wizard", "bench.wizard.settings", "bench.wizard.cases", python=WIZARDS_PYTHON)


@dataclass
class Site:
    """An application with its database, in production as our own docs have it."""

    application: Application
    database_url: str
    more: dict[str, str] = field(default_factory=dict)
    """What else stands in its environment."""
    cases: list[Case] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """All that it is told: one worker, and the settings that production needs."""
        return {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": self.application.settings,
            "DATABASE_URL": self.database_url,
            "PRODUCTION": "yes",
            "SECRET_KEY": "fifty letters for the benchmark, which nobody else will ever use",
            "ALLOWED_HOSTS": HOST,
            "URGENT_HELP": "Call the on-call psychiatrist; outside the hospital call 112.",
            "WEB_CONCURRENCY": "1",
            # Sets and dictionaries in the same order in each process.
            "PYTHONHASHSEED": "0",
            **self.more,
        }

    def prepare(self) -> None:
        """Fill the database, and learn what is asked of the site."""
        self.cases = read(self.output("bench.prepare", self.application.cases))

    def prepare_also(self, module: str) -> list[Case]:
        """Fill the database with what a further module needs, and learn what that one asks."""
        return read(self.output("bench.prepare", module))

    def case(self, name: str) -> Case:
        """The case of this name."""
        return next(case for case in self.cases if case.name == name)

    def serving(self) -> AbstractContextManager[Server]:
        """Its server, until the block ends."""
        return serving(
            *self.application.server,
            environment=self.environment,
            python=str(self.application.python),
        )

    def queries(self) -> dict[str, int]:
        """The database queries of each case."""
        counted: dict[str, int] = json.loads(self.output("bench.drive", "queries"))
        return counted

    def command(self, *arguments: str) -> list[str]:
        """How one of our modules is run in it."""
        return [str(self.application.python), "-m", *arguments]

    def output(self, *arguments: str) -> str:
        """What a module prints that is given the cases."""
        command = self.command(*arguments)
        done = subprocess.run(  # noqa: S603  (our own modules)
            command,
            cwd=ROOT,
            env=self.environment,
            input=write(self.cases),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise FailedError(f"{' '.join(command)}:\n{done.stderr[-SAID_CHARACTERS:]}")
        return done.stdout


def fill(bare: Site, page_bytes: int) -> None:
    """Make the bare page as long as another, where it is shorter."""
    with bare.serving() as server:
        missing = page_bytes - len(look(server.port, bare.case("bare")).body)
    bare.more["BENCH_FILLER"] = str(max(0, missing))

"""Run the parts of `make test`, all of them, and say at the end how each went.

    python -m tests.parts check quick sqlite postgres browser

Each part is a target of the Makefile. A part has failed if it says so, if it ran no test, or if it
skipped one; so has the run if PostgreSQL saw fewer tests than SQLite. What is not proved has not
passed.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

RESULTS = Path("var/tests")
WITHOUT_TESTS = {"check"}
SAME_TESTS = ("sqlite", "postgres")


@dataclass(frozen=True)
class Tally:
    """What pytest counted."""

    tests: int = 0
    failed: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Outcome:
    """How a part ended; ``complaint`` is empty where it passed."""

    part: str
    seconds: float
    tally: Tally
    complaint: str


def run(part: str) -> Outcome:
    """Run one part and judge it."""
    for report in reports(part):
        report.unlink()
    print(f"\n== {part} ==", flush=True)
    start = time.monotonic()
    code = subprocess.run(["make", "--no-print-directory", part], check=False).returncode
    tally = read_tally(reports(part))
    return Outcome(part, time.monotonic() - start, tally, judge(part, code, tally))


def reports(part: str) -> list[Path]:
    """What pytest has written of a part, which may be done in several that are named after it."""
    return sorted(RESULTS.glob(f"{part}*.xml"))


def read_tally(reports: Iterable[Path]) -> Tally:
    """The counts in pytest's reports; none where it wrote no report."""
    trees = (ET.parse(report) for report in reports)  # noqa: S314  (our own files)
    suites = [suite for tree in trees for suite in tree.getroot().iter("testsuite")]
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, 0)) for suite in suites)
        for name in ("tests", "failures", "errors", "skipped")
    )
    return Tally(tests, failures + errors, skipped)


def judge(part: str, code: int, tally: Tally) -> str:
    """What is wrong with a part, if anything is."""
    if code:
        return "FAILED"
    if part not in WITHOUT_TESTS and not tally.tests:
        return "FAILED: it ran no test"
    if tally.skipped:
        return f"FAILED: {tally.skipped} tests were skipped"
    return ""


def complaints(outcomes: list[Outcome]) -> list[str]:
    """Everything that keeps the run from having passed."""
    found = [f"{outcome.part}: {outcome.complaint}" for outcome in outcomes if outcome.complaint]
    counts = {outcome.part: outcome.tally.tests for outcome in outcomes}
    if len({counts[part] for part in SAME_TESTS if part in counts}) > 1:
        found.append("SQLite and PostgreSQL did not run the same tests")
    return found


def summary(outcomes: list[Outcome]) -> str:
    """The closing lines: a line a part, what went wrong, and the count of all tests."""
    lines = ["", "== summary =="]
    for outcome in outcomes:
        tests = f"{outcome.tally.tests} tests" if outcome.part not in WITHOUT_TESTS else ""
        state = outcome.complaint or "passed"
        lines.append(f"{outcome.part:10} {tests:>12} {outcome.seconds:6.0f} s   {state}")
    failed = sum(outcome.tally.failed for outcome in outcomes)
    passed = sum(outcome.tally.tests - outcome.tally.skipped for outcome in outcomes) - failed
    return "\n".join([*lines, *complaints(outcomes), "", f"{passed} passed, {failed} failed"])


def main(parts: list[str]) -> int:
    outcomes = [run(part) for part in parts]
    print(summary(outcomes))
    return 1 if complaints(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

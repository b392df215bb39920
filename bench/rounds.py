"""The measuring: every case in random order, round after round, with the bare page between them.

What else the machine does changes from second to second, so a case is compared with the bare page
as it was just before and just after, and of all rounds the median counts.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from bench.asked import Case
from bench.load import load, look
from bench.servers import Server, busy_seconds

BARE = "bare"
WARMING = 3


@dataclass(frozen=True)
class Run:
    """What one run of one case came to. Times are milliseconds."""

    requests: float
    """Answered in a second."""
    p50: float
    p99: float
    cpu: float
    """CPU time of the worker, for one request."""
    client_cpu: float
    others: float
    """The share of one core that neither the worker nor the client used."""


@dataclass(frozen=True)
class Subject:
    """A case and the server that answers it."""

    case: Case
    server: Server

    def run(self, seconds: float) -> Run:
        """Measure it once."""
        cpu, busy = self.server.cpu_seconds(), busy_seconds()
        seen = load(self.server.port, self.case, seconds)
        cpu, busy = self.server.cpu_seconds() - cpu, busy_seconds() - busy
        answered = len(seen.waits)
        return Run(
            requests=answered / seen.seconds,
            p50=seen.quantile(0.50) * 1000,
            p99=seen.quantile(0.99) * 1000,
            cpu=cpu / answered * 1000,
            client_cpu=seen.client_seconds / answered * 1000,
            others=max(0.0, busy - cpu - seen.client_seconds) / seen.seconds,
        )


@dataclass
class Result:
    """What all runs of a case came to, and its weight."""

    name: str
    page_bytes: int
    sent_bytes: int
    runs: list[Run] = field(default_factory=list)
    times_requests: list[float] = field(default_factory=list)
    """In each round: its requests a second, over those of the bare page."""
    times_cpu: list[float] = field(default_factory=list)
    """In each round: the CPU time of the bare page, over its own."""

    def median(self, name: str) -> float:
        """The median of a value over its runs."""
        found: float = median(getattr(run, name) for run in self.runs)
        return found


@dataclass
class Rounds:
    """Measures subjects, the bare page among them."""

    subjects: list[Subject]
    seconds: float
    results: dict[str, Result] = field(init=False)

    def __post_init__(self) -> None:
        """Warm each up, and see that it is what is meant."""
        self.results = {subject.case.name: _weighed(subject) for subject in self.subjects}

    def run(self) -> None:
        """One round."""
        (bare,) = (subject for subject in self.subjects if subject.case.name == BARE)
        others = [subject for subject in self.subjects if subject is not bare]
        before = self._run(bare)
        for subject in random.sample(others, len(others)):
            run, after = self._run(subject), self._run(bare)
            result = self.results[subject.case.name]
            result.times_requests.append(run.requests / fmean((before.requests, after.requests)))
            result.times_cpu.append(fmean((before.cpu, after.cpu)) / run.cpu)
            before = after
        # Beside itself, the bare page is what it is.
        self.results[BARE].times_requests.append(1.0)
        self.results[BARE].times_cpu.append(1.0)

    def _run(self, subject: Subject) -> Run:
        run = subject.run(self.seconds)
        self.results[subject.case.name].runs.append(run)
        return run


def _weighed(subject: Subject) -> Result:
    for _ in range(WARMING):
        answer = look(subject.server.port, subject.case)
    return Result(subject.case.name, len(answer.body), len(answer.sent))


def compared(results: Mapping[str, Result], name: str, beside: str = BARE) -> tuple[float, float]:
    """How many times as good a case is as another, in requests and in CPU: medians of rounds."""
    one, other = results[name], results[beside]
    return (
        _ratio(one.times_requests, other.times_requests),
        _ratio(one.times_cpu, other.times_cpu),
    )


def _ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    return median(one / other for one, other in zip(ones, others, strict=True))

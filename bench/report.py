"""What is printed: a table for each database, and how far the targets are reached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.rounds import Result, compared

TITLES = {
    "bare": "(a) bare page",
    "section": "(b) section",
    "save": "(c) section saved",
    "results": "(d) results",
    "list": "list of 50",
    "wizard": "(e) wizard step",
    "floor": "(f) floor",
}
"""The cases, in the order in which they are shown."""

HEAD = (
    *("", "requests/s", "p50 ms", "p99 ms", "CPU ms", "queries", "bytes", "sent"),
    *("x requests", "x CPU"),
)
LEGEND = """\
Each figure is the median over the rounds. p50, p99: how long one of the browsers waits, while the
others ask too. CPU: of the server's worker, for a request. bytes, sent: the page before and after
compression. x: how many times as good as the bare page just before and just after."""

EFFECT_SECONDS = 2.0
"""How long an editor may wait for the effect of a draft over 10,000 assessments."""


@dataclass(frozen=True)
class Target:
    """How good a case is to be beside another, in requests a second and in CPU."""

    case: str
    least: float
    beside: str = "bare"


TARGETS = {
    "sqlite": (
        Target("section", 1.2),
        Target("section", 4.0, beside="wizard"),
        Target("save", 0.9),
        Target("results", 1.2),
        Target("list", 0.6),
    ),
    "postgresql": (Target("section", 1.0), Target("save", 0.7)),
}


def table(results: Mapping[str, Result], queries: Mapping[str, int]) -> str:
    """A line a case."""
    rows = [_row(results, queries, name) for name in TITLES if name in results]
    return lines([HEAD, *rows])


def _row(results: Mapping[str, Result], queries: Mapping[str, int], name: str) -> list[str]:
    result = results[name]
    times_requests, times_cpu = compared(results, name)
    return [
        TITLES[name],
        f"{result.median('requests'):.0f}",
        f"{result.median('p50'):.1f}",
        f"{result.median('p99'):.1f}",
        f"{result.median('cpu'):.2f}",
        str(queries.get(name, 0)),
        str(result.page_bytes),
        str(result.sent_bytes),
        f"{times_requests:.2f}",
        f"{times_cpu:.2f}",
    ]


def beside(results: Mapping[str, Result]) -> str:
    """What else took time, so that the figures can be judged."""
    client = min(result.median("client_cpu") for result in results.values())
    others = max(result.median("others") for result in results.values())
    return (
        f"The load took {client:.2f} ms of CPU for a request. All else on this machine, PostgreSQL "
        f"included,\ntook up to {others:.0%} of a core."
    )


def instructions(counted: Mapping[str, float]) -> str:
    """A line a case; above 1 is less work than the bare page."""
    rows = [
        [TITLES[name], f"{counted[name] / 1e6:.2f}", f"{counted['bare'] / counted[name]:.2f}"]
        for name in TITLES
        if name in counted
    ]
    return lines([("", "million instructions", "x bare"), *rows])


def targets(database: str, results: Mapping[str, Result]) -> str:
    """A line a target."""
    rows = [_verdict(target, results) for target in TARGETS[database]]
    return lines([("target", "of", "at least", "requests", "CPU", ""), *rows])


def _verdict(target: Target, results: Mapping[str, Result]) -> list[str]:
    named = [TITLES[target.case], TITLES[target.beside], f"{target.least:.1f}"]
    if target.beside not in results:
        return [*named, "-", "-", "not measured"]
    found = compared(results, target.case, target.beside)
    reached = "reached" if min(found) >= target.least else "NOT REACHED"
    return [*named, *(f"{value:.2f}" for value in found), reached]


def effect(seconds: float) -> str:
    """How long the effect of a draft takes, beside its target."""
    reached = "reached" if seconds <= EFFECT_SECONDS else "NOT REACHED"
    return (
        f"The effect of a draft over 10,000 completed assessments: {seconds:.2f} s; "
        f"at most {EFFECT_SECONDS:g} s: {reached}."
    )


def lines(rows: Iterable[Sequence[str]]) -> str:
    """The rows, their columns under one another: the first to the left, the others to the right."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )

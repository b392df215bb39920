"""The practice cases of cases.md, read into frozen values.

Practice is a room of its own, later; until then the cases are what the engine is tried on.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.content_tables import bullets, keys, only_key, parts, rows, under

FIXTURE = Path(__file__).parent / "fixtures" / "cases.md"

CASE_HEADING = r"Case \d+: (.*)"


@dataclass(frozen=True, slots=True)
class Row:
    """The reference answer to one criterion, and why."""

    criterion: str
    reference: str
    acceptable: tuple[str, ...]
    unsafe: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class Case:
    """One invented person, the reference answers, and all that they raise."""

    key: str
    title: str
    difficulty: int
    tags: tuple[str, ...]
    checklist: str
    version: str
    vignette: str
    learning_points: tuple[str, ...]
    rows: tuple[Row, ...]
    considerations: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    out_of_view: tuple[str, ...]

    @property
    def answers(self) -> dict[str, str]:
        """The reference answers, as the engine takes them."""
        return {row.criterion: row.reference for row in self.rows}


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the option considerations at least one case raises."""

    raised: int
    of: int


@cache
def text_of_fixture() -> str:
    """The whole of cases.md."""
    return FIXTURE.read_text(encoding="utf-8")


def reference_row(cells: tuple[str, ...]) -> Row:
    """One line of a table of reference answers."""
    criterion, reference, acceptable, unsafe, rationale = cells
    return Row(
        criterion=only_key(criterion),
        reference=only_key(reference),
        acceptable=keys(acceptable),
        unsafe={"yes": True, "no": False}[unsafe],
        rationale=rationale,
    )


def case(title: str, body: str) -> Case:
    """One case, from what stands below its heading."""
    words = bullets(body)
    checklist, version = words["Checklist"].split()
    return Case(
        key=only_key(words["Key"]),
        title=title,
        difficulty=int(words["Difficulty"]),
        tags=tuple(words["Tags"].split(", ")),
        checklist=only_key(checklist),
        version=version,
        vignette=under(body, "Vignette").strip(),
        learning_points=tuple(
            re.findall(r"^- (.*)$", under(body, "Learning points"), re.MULTILINE),
        ),
        rows=tuple(reference_row(cells) for cells in rows(under(body, "Reference answers"))),
        considerations={
            kind: keys(ids) for kind, ids in rows(under(body, "Expected considerations"))
        },
        missing=keys(words["Expected missing"]),
        out_of_view=keys(words["Out of view"]),
    )


@cache
def cases() -> tuple[Case, ...]:
    """The cases, in the order in which they are offered."""
    return tuple(case(title, body) for (title,), body in parts(text_of_fixture(), CASE_HEADING))


def exercised() -> dict[str, tuple[str, ...]]:
    """For each rule, the cases that raise it, as the last table says."""
    table = rows(under(text_of_fixture(), "What the cases exercise"))
    return {only_key(rule): keys(raised_by) for rule, raised_by in table}


def reach() -> Reach:
    """What the last sentence says about option considerations."""
    said = re.search(
        r"Of (\d+) option considerations, (\d+) are raised by at least one case\.",
        text_of_fixture(),
    )
    if said is None:
        message = "cases.md no longer says how many option considerations its cases raise"
        raise LookupError(message)
    return Reach(raised=int(said[2]), of=int(said[1]))

"""docs/editing-checks.md, made from the list in checklist/engine/checks: `make docs` writes it."""

from collections.abc import Iterator
from pathlib import Path

from checklist.engine.checks import CHECKS, Check, Group, Level
from checklist.engine.checks.words import DOSE_UNITS, MEASURES, VERDICTS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "editing-checks.md"

TOP = """\
# What is checked before a version is published

An *error* blocks publishing. A *warning* is mended, or accepted with a reason; it comes back when
what it judged changes. *Information* asks for nothing. A draft is checked as it stands, however
much of it is still missing; what only follows from an error is not told beside it.

`manage.py check_version SLUG VERSION` prints what the page of the check shows, of a draft or of a
published version, and fails where there is an error.

This page is made from `checklist/engine/checks` by `make docs`; a test holds it to the code.
"""

GROUPS = {
    Group.STRUCTURE: """\
## Structure
""",
    Group.REACH: """\
## Reach

Decided by trying every answer to the criteria that conditions look at, to those that decide whether
these are asked, and so on. Any of them may lack an answer, except where it is asked whether a rule
always fires: there every question in view has one. Answers that fulfil the same conditions count as
one, and up to 50,000 ways of fulfilling conditions are looked at; beyond that the finding is that
nothing was decided.
""",
    Group.MEANING: """\
## Meaning
""",
    Group.SOURCES: """\
## Sources
""",
    Group.WORDING: f"""\
## Wording

Whole words, capitals or not. What sources call themselves is not judged. Editors can add to the
lists of verdicts and of units.

- Verdicts: {", ".join(VERDICTS)}.
- Doses are a number and one of these units: {", ".join(DOSE_UNITS)}.
- No doses, for they are measured in people: {", ".join(MEASURES)}.
""",
}

HEAD = """
| code | level | what it finds | what it reads |
| --- | --- | --- | --- |
"""

SURVEYJS = """\
## Beside SurveyJS's linter

The linter of SurveyJS (`survey-core/linter`) has 33 rules for a form's JSON. Each stands here
beside what finds the same in a checklist, or beside the reason why there is nothing to find.

| its rule | ours |
| --- | --- |
"""

BESIDE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "expression/syntax",
        ("shape", "no-condition", "empty-condition"),
        "conditions are chosen, not written as expressions",
    ),
    ("reference/unknown", ("unknown-criterion", "unknown-option", "unknown-source"), ""),
    ("reference/self", ("own-criterion", "later-criterion"), ""),
    ("name/duplicate", ("duplicate-key",), ""),
    ("name/shadowing", ("reserved-key", "duplicate-key"), "there are no built-in variables"),
    ("name/reserved", ("reserved-key", "malformed-key"), ""),
    ("variable/collision", (), "no variables are set from outside"),
    ("variable/preset", (), "no variables are set from outside"),
    ("element/unknown-type", ("shape",), ""),
    ("property/unknown", ("shape",), ""),
    ("property/dead", ("shape",), "whatever is read is kept, and a name given twice is refused"),
    ("property/invalid-value", ("shape", "malformed-year", "malformed-date"), ""),
    ("property/not-an-array", ("shape",), ""),
    ("property/required", ("shape", "empty-text"), ""),
    ("expression/unknown-function", (), "conditions call no functions"),
    ("cycle/calculated-value", ("cycle",), "nothing is calculated; conditions can form a ring"),
    ("cycle/trigger", (), "a rule raises a consideration and changes no answer"),
    ("cycle/value-write", (), "nothing but a person writes an answer"),
    ("expression/unknown-choice", ("unknown-option",), ""),
    ("expression/type-mismatch", ("unknown-option",), "*is one of* is the only comparison"),
    ("expression/contradiction", ("never-in-view", "never-fires"), ""),
    (
        "expression/meaningless-condition",
        ("always-fires", "redundant-condition", "repeated-option"),
        "",
    ),
    ("choices/dead-source", (), "options stand with their criterion and come from nowhere else"),
    ("choices/duplicate", ("duplicate-key", "several-unknown"), ""),
    ("trigger/unknown-target", ("unknown-criterion",), "a rule carries what it raises"),
    ("trigger/unknown-type", ("shape",), ""),
    ("validator/unknown-type", (), "the options are all that is accepted; there are no validators"),
    ("validator/dead", (), "the options are all that is accepted; there are no validators"),
    ("value/not-a-choice", (), "a checklist holds no answers: no defaults, no correct ones"),
    ("element/count-contradiction", (), "there are no bounds that could contradict one another"),
    ("element/never-visible", ("never-in-view",), ""),
    ("mask/mismatch", (), "nothing is typed into a form but comments"),
    ("page/empty", ("empty-section", "no-section", "never-in-view"), ""),
)
"""SurveyJS's rules in its own order, the codes of ours, and what there is to say."""


def checks_page() -> str:
    """The page as it should stand in docs/."""
    groups = (f"\n{GROUPS[group]}{HEAD}{''.join(_rows(group))}" for group in Group)
    return f"{TOP}{''.join(groups)}\n{SURVEYJS}{''.join(map(_beside, BESIDE))}"


def _rows(group: Group) -> Iterator[str]:
    levels = tuple(Level)
    checks = [check for check in CHECKS.values() if check.group is group]
    for check in sorted(checks, key=lambda each: levels.index(each.level)):
        yield _row(check)


def _row(check: Check) -> str:
    reads = ", ".join(dict.fromkeys(check.reads))
    return f"| `{check.code}` | {check.level} | {check.about} | {reads} |\n"


def _beside(row: tuple[str, tuple[str, ...], str]) -> str:
    rule, codes, note = row
    ours = ", ".join(f"`{code}`" for code in codes)
    if not ours:
        return f"| `{rule}` | not applicable: {note} |\n"
    return f"| `{rule}` | {ours}{f'; {note}' if note else ''} |\n"


if __name__ == "__main__":
    PAGE.write_text(checks_page(), encoding="utf-8")

"""The bullets and tables of criteria.md, read into plain values.

The tests of the starter files compare these values with what the files hold, so nothing here
may know how a file came to be: only how `criteria.md` is written (its section 1).
"""

import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

FIXTURE = Path(__file__).parent / "fixtures" / "criteria.md"

MAIN = "ketamine-considerations"
FOLLOW_UP = "ketamine-follow-up"

# These come with the PHQ-9, whose file is not one of the two held here.
PHQ9_SOURCES = frozenset({"phq9-2001", "phq9-terms"})


class Citation(NamedTuple):
    """A source and the place in it."""

    source: str
    locator: str


class Consideration(NamedTuple):
    """What an option or a rule raises."""

    key: str
    kind: str
    text: str
    sources: tuple[Citation, ...]


class Condition(NamedTuple):
    """A criterion and the options that satisfy it."""

    criterion: str
    options: tuple[str, ...]


class When(NamedTuple):
    """Conditions, of which all or any must hold."""

    match: str
    conditions: tuple[Condition, ...]


class Option(NamedTuple):
    """One answer, with all that it raises."""

    key: str
    label: str
    considerations: tuple[Consideration, ...] = ()
    unknown: bool = False


class Criterion(NamedTuple):
    """One question, with all its answers."""

    kind: str
    key: str
    short: str
    question: str
    help: str
    sources: tuple[Citation, ...]
    options: tuple[Option, ...]
    in_view: When | None = None


class Section(NamedTuple):
    """One page of the walk."""

    key: str
    title: str
    lead: str
    criteria: tuple[Criterion, ...]


class Rule(NamedTuple):
    """Conditions across criteria, and what they raise."""

    when: When
    consideration: Consideration


class Source(NamedTuple):
    """One line of the table of sources, with all its columns."""

    key: str
    kind: str
    title: str
    publisher: str
    locators: str
    address: str
    verified_with: str
    year: int | None = None


class Pair(NamedTuple):
    """Criteria set side by side, before treatment and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class ContextLine(NamedTuple):
    """A line of the About page that raises nothing."""

    key: str
    text: str
    sources: tuple[Citation, ...]


class Difference(NamedTuple):
    """Where the article and a primary source differ."""

    locator: str
    says: str
    beside: str
    shows: str


class Counts(NamedTuple):
    """A line of section 10."""

    sections: int
    criteria: int
    conditional: int
    options: int
    option_considerations: int
    rules: int


class Checklist(NamedTuple):
    """All that one file has to hold."""

    slug: str
    version: str
    title: str
    language: str
    introduction: str
    purpose: str
    limits: tuple[str, ...]
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...]
    not_for: str | None = None
    starts_from: str | None = None
    then_and_now: tuple[Pair, ...] = ()
    context: tuple[ContextLine, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in document order."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)


@cache
def text_of_fixture() -> str:
    """The whole of criteria.md."""
    return FIXTURE.read_text(encoding="utf-8")


def under(text: str, heading: str) -> str:
    """What stands below the first heading of these words, up to the next heading of its level."""
    found = re.search(rf"^(#+) {heading}$", text, re.MULTILINE)
    if found is None:
        message = f"no heading: {heading}"
        raise LookupError(message)
    rest = text[found.end() :]
    return re.split(rf"^#{{1,{len(found[1])}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def parts(text: str, heading: str) -> list[tuple[tuple[str, ...], str]]:
    """Each heading of this pattern in the text (its groups), with what stands below it."""
    found = re.finditer(rf"^#+ {heading}$", text, re.MULTILINE)
    return [(match.groups(), under(text, re.escape(match[0].lstrip("# ")))) for match in found]


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of the first table in the text, without its two lines of heading."""
    table = re.search(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE)
    if table is None:
        return []
    lines = table[0].splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def bullets(text: str) -> dict[str, str]:
    """The bullets that start with a fixed word."""
    return dict(re.findall(r"^- ([A-Z][A-Za-z ]*):[ ]?(.*)$", text, re.MULTILINE))


def keys(cell: str) -> tuple[str, ...]:
    """What stands in backquotes."""
    return tuple(re.findall(r"`([^`]+)`", cell))


def only_key(cell: str) -> str:
    """The one key that a cell consists of."""
    return cell.removeprefix("`").removesuffix("`")


def citations(cell: str) -> tuple[Citation, ...]:
    """Citations stand apart by a semicolon; a locator may hold commas and colons."""
    if cell == "-":
        return ()
    cited = (part.split(": ", maxsplit=1) for part in re.split(r"; (?=[a-z0-9-]+: )", cell))
    return tuple(Citation(source, locator) for source, locator in cited)


def conditions(cell: str) -> tuple[Condition, ...]:
    """In each condition the first key is the criterion, the others are options."""
    named = (keys(part) for part in cell.split("; "))
    return tuple(Condition(first, tuple(others)) for first, *others in named)


def options(table: str) -> tuple[Option, ...]:
    """Neighbouring rows of one option give one option with several considerations."""
    grouped = groupby(rows(table), key=lambda row: row[:2])
    return tuple(
        Option(
            key=only_key(key),
            label=label,
            considerations=tuple(
                Consideration(only_key(name), kind, text, citations(sources))
                for _, _, name, kind, text, sources in same
                if name != "-"
            ),
            unknown=only_key(key) == "unknown",
        )
        for (key, label), same in grouped
    )


def criterion(key: str, body: str) -> Criterion:
    """A criterion's bullets and its table."""
    words = bullets(body)
    in_view = words["In view"]
    return Criterion(
        kind="choice",
        key=key,
        short=words["Short"],
        question=words["Question"],
        help=words["Help"],
        sources=citations(words["Sources"]),
        options=options(body),
        in_view=None if in_view == "always" else When("all", conditions(in_view)),
    )


def section(key: str, title: str, body: str) -> Section:
    """A section's lead and its criteria."""
    criteria = parts(body, r"Criterion [\d.]+: `([^`]+)`")
    return Section(
        key=key,
        title=title,
        lead=bullets(body)["Lead"],
        criteria=tuple(criterion(name, below) for (name,), below in criteria),
    )


def rules(slug: str) -> tuple[Rule, ...]:
    """The table of rules of one checklist."""
    table = under(text_of_fixture(), rf".*[Rr]ules of `{slug}`")
    return tuple(
        Rule(
            When(match, conditions(fires)),
            Consideration(only_key(key), kind, text, citations(sources)),
        )
        for key, match, fires, kind, text, sources in rows(table)
    )


@cache
def all_sources() -> tuple[Source, ...]:
    """The table of sources, whole."""
    return tuple(
        Source(
            key=only_key(key),
            kind=kind,
            title=title,
            publisher=publisher,
            locators=locators,
            address=address,
            verified_with=verified_with,
            year=int(year) if year else None,
        )
        for key, kind, title, publisher, year, locators, address, verified_with in rows(
            under(text_of_fixture(), r"4\. Sources"),
        )
    )


def cited_in(text: str) -> frozenset[str]:
    """The sources that a stretch of text names with a locator."""
    return frozenset(
        source.key
        for source in all_sources()
        if re.search(rf"(?:^|[ |]){source.key}: ", text, re.MULTILINE)
    )


def sources(slug: str) -> tuple[Source, ...]:
    """The sources of one file: those that it cites; the main file also has what nobody cites."""
    follow_up = cited_in(under(text_of_fixture(), rf"\d+\. Checklist `{FOLLOW_UP}`"))
    if slug == FOLLOW_UP:
        return tuple(source for source in all_sources() if source.key in follow_up)
    main = cited_in(
        under(text_of_fixture(), rf"\d+\. Checklist `{MAIN}`")
        + under(text_of_fixture(), rf".*[Rr]ules of `{MAIN}`")
        + under(text_of_fixture(), r"11\. The About page.*"),
    )
    elsewhere = (follow_up | PHQ9_SOURCES) - main
    return tuple(source for source in all_sources() if source.key not in elsewhere)


def then_and_now() -> tuple[Pair, ...]:
    """The pairs of criteria; the row of the PHQ-9's totals pairs numbers, not criteria."""
    table = rows(under(text_of_fixture(), "Then and now"))
    return tuple(
        Pair(keys(before), keys(after)) for before, after in table if "PHQ-9" not in before
    )


def context() -> tuple[ContextLine, ...]:
    """The lines of the About page."""
    table = rows(under(text_of_fixture(), r"11\. The About page.*"))
    return tuple(ContextLine(only_key(key), text, citations(cited)) for key, text, cited in table)


def differences() -> tuple[Difference, ...]:
    """Where the article and a primary source differ."""
    table = rows(under(text_of_fixture(), r"4\.1 Where the article and a primary source differ"))
    return tuple(
        Difference(locator, says, beside, shows.replace("`", ""))
        for locator, says, beside, shows in table
    )


def counts(slug: str) -> Counts:
    """One line of section 10."""
    table = rows(under(text_of_fixture(), r"10\. Counts"))
    (line,) = (row for row in table if only_key(row[0]) == slug)
    return Counts(*(int(cell) for cell in line[1:]))


@cache
def checklist(slug: str) -> Checklist:
    """All that criteria.md says of one checklist."""
    body = under(text_of_fixture(), rf"\d+\. Checklist `{slug}`")
    words = bullets(body.split("\n#", maxsplit=1)[0])
    starts_from = words.get("Starts from")
    is_main = slug == MAIN
    return Checklist(
        slug=slug,
        version=words["Version"],
        title=words["Title"],
        language=words["Language"],
        introduction=words["Introduction"],
        purpose=words["Purpose"],
        limits=tuple(re.findall(r"^  - (.*)$", body, re.MULTILINE)),
        sources=sources(slug),
        sections=tuple(
            section(key, title, below)
            for (key, title), below in parts(body, r"Section \d+: `([^`]+)` - (.*)")
        ),
        rules=rules(slug),
        not_for=words.get("Not for"),
        starts_from=None if starts_from is None else keys(starts_from)[0],
        then_and_now=() if is_main else then_and_now(),
        context=context() if is_main else (),
        differences=differences() if is_main else (),
    )

"""Citations as readers see them: the kind of source, its title, place, publisher, year and link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.engine.definition import Definition
from checklist.engine.parts import Citation, Source, SourceKind

SOURCE_KINDS: dict[SourceKind, Promise] = {
    SourceKind.ARTICLE: _("Article"),
    SourceKind.LABEL: _("Label"),
    SourceKind.GUIDELINE: _("Guideline"),
    SourceKind.CONSENSUS: _("Consensus"),
    SourceKind.REGULATOR: _("Regulator"),
    SourceKind.TRIAL: _("Trial"),
    SourceKind.REVIEW: _("Review"),
}


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source and, where it is cited, the place in it."""

    key: str
    kind: Promise
    title: str
    publisher: str
    year: int | None
    url: str
    locator: str
    is_article: bool

    @property
    def imprint(self) -> str:
        """The publisher and the year, which many a publisher's line holds already."""
        if self.year is None or str(self.year) in self.publisher:
            return self.publisher
        return f"{self.publisher}, {self.year}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``source`` where it is the key of one."""

    text: str
    source: CitedSource | None = None


_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[\w-]+")


def cited(definition: Definition, citations: Iterable[Citation]) -> tuple[CitedSource, ...]:
    """The sources behind these citations, in their order."""
    return tuple(
        _shown(definition.source_by_key[citation.source], citation.locator)
        for citation in citations
    )


def sources_by_kind(definition: Definition) -> tuple[tuple[Promise, tuple[CitedSource, ...]], ...]:
    """All sources of a definition under their kinds; kinds without one are left out."""
    by_kind = (
        (label, tuple(_shown(source) for source in definition.sources if source.kind is kind))
        for kind, label in SOURCE_KINDS.items()
    )
    return tuple((label, sources) for label, sources in by_kind if sources)


def with_sources(definition: Definition, text: str) -> tuple[Piece, ...]:
    """The text, cut where it names sources by their keys: it does so in brackets."""
    pieces: list[Piece] = []
    done = 0
    for brackets in _BRACKETS.finditer(text):
        for word in _WORD.finditer(text, *brackets.span()):
            source = definition.source_by_key.get(word[0])
            if source:
                pieces += [Piece(text[done : word.start()]), Piece(word[0], _shown(source))]
                done = word.end()
    return (*pieces, Piece(text[done:]))


def kinds_named(pieces: Iterable[Piece]) -> tuple[Promise, ...]:
    """The kinds of the sources that a text names, each once."""
    return tuple(dict.fromkeys(piece.source.kind for piece in pieces if piece.source))


def differ_in_kind(sources: tuple[CitedSource, ...]) -> bool:
    """Whether an article and a primary source stand together, to be shown side by side."""
    return {source.is_article for source in sources} == {True, False}


def _shown(source: Source, locator: str = "") -> CitedSource:
    return CitedSource(
        key=source.key,
        kind=SOURCE_KINDS[source.kind],
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        url=_url(source.address),
        locator=locator,
        is_article=source.kind is SourceKind.ARTICLE,
    )


def _url(address: str) -> str:
    """The address as a link, where it is one; some sources are only described."""
    if address.startswith(("https://", "http://")):
        return address
    if address.startswith("doi:"):
        return f"https://doi.org/{address.removeprefix('doi:')}"
    return ""

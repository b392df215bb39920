"""Citations as readers see them: the kind of source, its title, place, publisher, year and link."""

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

"""Citations as readers see them."""

import pytest

from checklist.engine.codec import parse
from checklist.engine.parts import Citation, SourceKind
from checklist.walk.citations import (
    SOURCE_KINDS,
    cited,
    differ_in_kind,
    kinds_named,
    sources_by_kind,
    with_sources,
)
from tests.engine.small import changed, small

ARTICLE = Citation(source="article", locator="§2")
LABEL = Citation(source="label", locator="Warnings")


def test_every_kind_of_source_has_its_name() -> None:
    assert {kind: str(name) for kind, name in SOURCE_KINDS.items()} == {
        SourceKind.ARTICLE: "Article",
        SourceKind.LABEL: "Label",
        SourceKind.GUIDELINE: "Guideline",
        SourceKind.CONSENSUS: "Consensus",
        SourceKind.REGULATOR: "Regulator",
        SourceKind.TRIAL: "Trial",
        SourceKind.REVIEW: "Review",
    }
    assert list(SOURCE_KINDS) == list(SourceKind)


def test_a_citation_shows_its_source_and_the_place_in_it_in_the_order_of_citing() -> None:
    assert [
        (each.key, str(each.kind), each.title, each.publisher, each.year, each.url, each.locator)
        for each in cited(small(), (LABEL, ARTICLE))
    ] == [
        ("label", "Label", "A label", "An agency", None, "https://label.example/", "Warnings"),
        ("article", "Article", "An article", "A house", 2024, "https://article.example/", "§2"),
    ]


@pytest.mark.parametrize(
    ("citations", "differ"),
    [
        ((), False),
        ((ARTICLE,), False),
        ((LABEL, LABEL), False),
        ((ARTICLE, ARTICLE), False),
        ((LABEL, ARTICLE), True),
    ],
)
def test_an_article_and_a_primary_source_stand_side_by_side(
    citations: tuple[Citation, ...], differ: bool
) -> None:
    assert differ_in_kind(cited(small(), citations)) is differ


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        ("http://a.example/", "http://a.example/"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("none known; kept as a file", ""),
        ("javascript:alert(1)", ""),
        ("//a.example/", ""),
        ("HTTPS://a.example/", ""),
        ("see https://a.example/", ""),
    ],
)
def test_an_address_becomes_a_link_where_it_is_one(address: str, url: str) -> None:
    definition = parse(changed({"sources[0].address": address}))
    assert [each.url for each in cited(definition, (ARTICLE,))] == [url]


def test_all_sources_stand_under_the_kinds_that_there_are() -> None:
    found = sources_by_kind(small())
    assert [(str(kind), [each.key for each in sources]) for kind, sources in found] == [
        ("Article", ["article"]),
        ("Label", ["label"]),
    ]


@pytest.mark.parametrize(
    ("year", "publisher", "imprint"),
    [
        (2024, "A house", "A house, 2024"),
        (2024, "A journal 2024;7:1-9", "A journal 2024;7:1-9"),
        (2024, "A house, founded 1924", "A house, founded 1924, 2024"),
    ],
)
def test_a_year_that_the_publishers_line_holds_is_not_said_twice(
    year: int, publisher: str, imprint: str
) -> None:
    changes = {"sources[0].year": year, "sources[0].publisher": publisher}
    (source,) = cited(parse(changed(changes)), (ARTICLE,))
    assert source.imprint == imprint


def test_a_source_without_a_year_shows_its_publisher() -> None:
    (source,) = cited(small(), (LABEL,))
    assert source.imprint == "An agency"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The label and the article say so", []),
        ("So it is said (label)", ["label"]),
        ("This (label; article), that (article)", ["label", "article", "article"]),
        ("This (a label-like thing), that (pre-label, labels)", []),
        ("(label", []),
        ("", []),
    ],
)
def test_a_text_is_cut_where_it_names_sources_in_brackets(text: str, named: list[str]) -> None:
    pieces = with_sources(small(), text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.source.key for piece in pieces if piece.source] == named
    assert [piece.text for piece in pieces if piece.source] == named


def test_the_kinds_of_the_sources_that_a_text_names_are_told_once_each() -> None:
    pieces = with_sources(small(), "This (label; article), that (label)")
    assert [str(kind) for kind in kinds_named(pieces)] == ["Label", "Article"]

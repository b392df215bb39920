"""Checks of sources: that everything rests on something, and that it can be looked up."""

import re
from collections.abc import Iterator

from checklist.engine.checks.findings import Found, Level
from checklist.engine.checks.registry import Group, checks
from checklist.engine.checks.subject import Subject
from checklist.engine.parts import Kind

_WORD = re.compile(r"[\w-]+")


@checks(
    Group.SOURCES,
    "no-source",
    Level.ERROR,
    reads=("criterion.sources", "consideration.sources"),
    hint="Cite the source that it rests on, with the place in it.",
)
def no_source(subject: Subject) -> Iterator[Found]:
    """A criterion or a consideration without a source."""
    for path, criterion in subject.criteria:
        if not criterion.sources:
            yield Found(f"{path}.sources", "This criterion rests on no source.")
    for path, consideration in subject.considerations:
        if not consideration.sources:
            yield Found(f"{path}.sources", "This consideration rests on no source.")


@checks(
    Group.SOURCES,
    "no-locator",
    Level.WARNING,
    reads=("citation.locator",),
    hint="Say where in the source it stands: a section, a page, a heading.",
)
def no_locator(subject: Subject) -> Iterator[Found]:
    """A citation that does not say where in the source to look."""
    for path, citations in subject.citing:
        for number, citation in enumerate(citations):
            if not citation.locator:
                message = f"Where in “{citation.source}” this stands is not said."
                yield Found(f"{path}.sources[{number}].locator", message, (citation.source,))


@checks(
    Group.SOURCES,
    "urgent-on-article",
    Level.ERROR,
    reads=("consideration.kind", "consideration.sources", "source.kind"),
    hint="Cite a label, a guideline or another primary source beside the article.",
)
def urgent_on_article(subject: Subject) -> Iterator[Found]:
    """An urgent consideration that rests on an article alone."""
    return _on_article(subject, Kind.URGENT)


@checks(
    Group.SOURCES,
    "support-on-article",
    Level.WARNING,
    reads=("consideration.kind", "consideration.sources", "source.kind"),
    hint="Cite a primary source, or let the text say that the article is the one speaking.",
)
def support_on_article(subject: Subject) -> Iterator[Found]:
    """A consideration that supports considering, and rests on an article alone."""
    return _on_article(subject, Kind.SUPPORT)


@checks(
    Group.SOURCES,
    "review-due",
    Level.WARNING,
    reads=("source.review_by",),
    hint="Read the source again, correct what has changed, and set a new day.",
)
def review_due(subject: Subject) -> Iterator[Found]:
    """A source past the day by which it was to be reviewed."""
    for number, source in enumerate(subject.definition.sources):
        if source.review_by and source.review_by < subject.today:
            message = f"This source was to be reviewed by {source.review_by}."
            yield Found(f"sources[{number}].review_by", message, (source.review_by,))


@checks(
    Group.SOURCES,
    "unused-source",
    Level.INFORMATION,
    reads=("source.key", "citation.source", "difference.beside"),
    hint="Delete it, or cite it where it belongs.",
)
def unused_source(subject: Subject) -> Iterator[Found]:
    """A source that nothing cites."""
    cited = {citation.source for _, citations in subject.citing for citation in citations}
    for difference in subject.definition.differences:
        cited.update(_WORD.findall(difference.beside))
    for number, source in enumerate(subject.definition.sources):
        if source.key not in cited:
            yield Found(f"sources[{number}]", "Nothing cites this source.", (source.title,))


def _on_article(subject: Subject, kind: Kind) -> Iterator[Found]:
    for path, consideration in subject.considerations:
        if consideration.kind is kind and subject.rests_on_article_alone(consideration):
            message = f"An article alone stands behind this consideration ({kind.words})."
            cited = tuple(citation.source for citation in consideration.sources)
            yield Found(f"{path}.sources", message, (consideration.text, *cited))

"""The small parts that sections, criteria and rules are made of. All frozen; all plain values.

Shapes only: a part knows which fields it has and of which type. What must hold between parts
(a source that exists, an earlier criterion, a text within its limit) is in ``validity``, so that
every problem of a whole definition is found at once.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, StrictInt


class Part(BaseModel):
    """A frozen piece of a Definition. Unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a consideration is to the clinician. The order of members is the order of results."""

    URGENT = "urgent"
    RESOLVE = "resolve"
    CAUTION = "caution"
    SUPPORT = "support"
    NOTE = "note"

    @property
    def words(self) -> str:
        """What editors read in its place, as results are headed."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.URGENT: "urgent",
    Kind.RESOLVE: "needs attention before proceeding",
    Kind.CAUTION: "weighs against",
    Kind.SUPPORT: "supports considering",
    Kind.NOTE: "good to know",
}


class SourceKind(StrEnum):
    """What sort of document a source is; shown beside every citation."""

    ARTICLE = "article"
    LABEL = "label"
    GUIDELINE = "guideline"
    CONSENSUS = "consensus"
    REGULATOR = "regulator"
    TRIAL = "trial"
    REVIEW = "review"

    @property
    def words(self) -> str:
        """What editors read in its place."""
        return "consensus statement" if self is SourceKind.CONSENSUS else self.value


class Match(StrEnum):
    """How many of several conditions must hold."""

    ALL = "all"
    ANY = "any"


class Source(Part):
    """A document that content rests on. ``year`` is left out where the copy read shows none.

    ``review_by`` is the day, as YYYY-MM-DD, by which somebody should look whether it is out of
    date; empty where no such day was set.
    """

    key: str
    kind: SourceKind
    title: str
    publisher: str
    year: StrictInt | None = None
    locators: str
    address: str
    verified_with: str
    review_by: str = ""


class Citation(Part):
    """A place in a source: the source's key and a locator in that source's own scheme.

    An empty locator is allowed, and warned of: some documents have no places to name.
    """

    source: str
    locator: str


class Consideration(Part):
    """What an answer or a rule gives the clinician to weigh. Its key is kept for ever."""

    key: str
    kind: Kind
    text: str
    sources: tuple[Citation, ...] = ()


class Condition(Part):
    """A criterion and the options that fulfil it: one option is *is*, several *is one of*."""

    criterion: str
    options: tuple[str, ...]


class When(Part):
    """Conditions taken together; shows a criterion or fires a rule."""

    match: Match
    conditions: tuple[Condition, ...]


class ContextLine(Part):
    """A line of background for the About page. It raises nothing."""

    key: str
    text: str
    sources: tuple[Citation, ...] = ()


class Difference(Part):
    """A point on which the article and a primary source differ, for the About page."""

    locator: str
    says: str
    beside: str
    shows: str


class Pair(Part):
    """Criteria of the checklist this one starts from, and those here to set beside them."""

    before: tuple[str, ...]
    after: tuple[str, ...]

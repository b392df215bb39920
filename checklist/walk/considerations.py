"""Considerations as readers see them: each with its trace, the rule in words and its sources."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.content.withdrawn import Withdrawn
from checklist.engine.definition import Definition
from checklist.engine.parts import Citation, Kind
from checklist.engine.summary import Raised
from checklist.engine.wording import option_sentence
from checklist.ui.kept import kept
from checklist.walk.citations import CitedSource, cited, differ_in_kind
from checklist.walk.models import Assessment, Reason
from checklist.walk.walks import AssessmentWalk, Sheet, Walk


@dataclass(frozen=True, slots=True, eq=False)
class KindWords:
    """How a kind of consideration is headed. There is one for each kind."""

    title: Promise
    lead: Promise


KINDS: dict[Kind, KindWords] = {
    Kind.URGENT: KindWords(_("Urgent"), _("Act now, outside this checklist.")),
    Kind.RESOLVE: KindWords(
        _("Needs attention first"), _("To be settled before going further, whatever else is true.")
    ),
    Kind.CAUTION: KindWords(
        _("Weighs against"), _("Reasons to hold back, or to choose something else.")
    ),
    Kind.SUPPORT: KindWords(_("Supports considering"), _("Reasons to go on thinking about it.")),
    Kind.NOTE: KindWords(_("Notes"), _("Good to know.")),
}


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer behind a consideration."""

    criterion: str
    section: str
    number: str
    short: str
    question: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A consideration with everything a reader needs to judge it. There is one of each in use."""

    key: str
    kind: Kind
    text: str
    traces: tuple[Trace, ...]
    why: str
    is_rule: bool
    sources: tuple[CitedSource, ...]
    side_by_side: bool
    withdrawn: Withdrawn | None

    @property
    def has_several(self) -> bool:
        """Whether several answers are behind it."""
        return len(self.traces) > 1


@dataclass(frozen=True, slots=True)
class Line:
    """A consideration in the results, and what the person wrote to it.

    ``comments`` are those on the answers behind it, one a trace, empty where there is none.
    """

    shown: Shown
    comments: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def traces(self) -> Iterable[tuple[Trace, str]]:
        """The answers behind it, each with its comment."""
        return zip(self.shown.traces, self.comments, strict=True)


@dataclass(frozen=True, slots=True)
class Group:
    """The considerations of one kind under their heading."""

    kind: Kind
    words: KindWords
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that is missing, or that was not asked."""

    criterion: str
    section: str
    number: str
    short: str
    state: str

    @property
    def name(self) -> str:
        """What it is called in one line."""
        return f"{self.number} {self.short}"


_UNANSWERED, _UNKNOWN, _NOT_ASKED = "unanswered", "unknown", "not asked"
_STATES = {
    _UNANSWERED: _("no answer"),
    _UNKNOWN: _("not known yet"),
    _NOT_ASKED: _("not asked"),
}


def groups(walk: Walk, reasons: Sequence[Reason] = ()) -> tuple[Group, ...]:
    """The kinds that the answers brought up, in their order, each with its considerations."""
    by_key: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_key.setdefault(reason.consideration, []).append(reason)
    return tuple(
        Group(
            kind=kind,
            words=KINDS[kind],
            lines=tuple(_line(walk, raised, by_key.get(raised.key, ())) for raised in found),
        )
        for kind, found in walk.summary.groups
        if found
    )


def shown(walk: Walk, raised: Raised) -> Shown:
    """One consideration as readers see it."""
    return _shown(
        walk.sheet,
        (raised.key, raised.kind, raised.text, raised.rule),
        tuple((because.criterion, because.option) for because in raised.because),
        tuple((citation.source, citation.locator) for citation in raised.sources),
        walk.withdrawn.get(raised.key),
    )


def urgent(walk: Walk, *others: Walk) -> tuple[Shown, ...]:
    """The urgent considerations, for the notice on every page of the walk.

    ``others`` are the same walk in other states: whatever is urgent in any of them is shown.
    """
    found: dict[str, Shown] = {}
    for each in (walk, *others):
        for raised in each.urgent:
            if raised.key not in found:
                found[raised.key] = shown(each, raised)
    return tuple(found.values())


def missing(walk: Walk) -> tuple[Gap, ...]:
    """What is in view and has no answer, then what is not known yet."""
    unanswered_first = sorted(walk.summary.missing, key=lambda each: each.unknown)
    return tuple(
        _gap(walk.sheet, each.criterion, _UNKNOWN if each.unknown else _UNANSWERED)
        for each in unanswered_first
    )


def not_asked(walk: Walk) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """What was not asked, under the reason why; a gap must not read as a reasoned exclusion."""
    open_ones = tuple([each.criterion for each in walk.summary.missing])
    return _not_asked(walk.sheet, walk.summary.not_asked, open_ones)


@kept
def _not_asked(
    sheet: Sheet, keys: tuple[str, ...], open_ones: tuple[str, ...]
) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    waiting = [key for key in keys if _waits(sheet.definition, key, keys, open_ones)]
    settled = [key for key in keys if key not in waiting]
    reasons = (
        (_("Not asked, because an earlier question has no answer"), waiting),
        (_("Not asked, because of other answers"), settled),
    )
    return tuple(
        (str(reason), tuple(_gap(sheet, key, _NOT_ASKED) for key in found))
        for reason, found in reasons
        if found
    )


def names(gaps: Iterable[Gap]) -> str:
    """What the gaps are called, in one line."""
    return "; ".join(gap.name for gap in gaps)


def _waits(
    definition: Definition, key: str, not_asked: Collection[str], open_ones: Collection[str]
) -> bool:
    """Whether an answer that is missing or not known could still bring this criterion into view."""
    when = definition.conditions.get(key)
    looked_at = {each.criterion for each in when.conditions} if when else set()
    return any(
        each in open_ones or (each in not_asked and _waits(definition, each, not_asked, open_ones))
        for each in looked_at
    )


def specimen(version: ChecklistVersion) -> Line | None:
    """A consideration of this version, to show what one looks like before any is raised.

    It is the first that a rule raises to weigh against, with an article and another source, and
    that still holds.
    """
    for rule in definition_of(version).rules:
        if rule.consideration.kind is not Kind.CAUTION:
            continue
        answers = {each.criterion: {"option": each.options[0]} for each in rule.when.conditions}
        assessment = Assessment(version=version, answers=answers)
        assessment.number_withdrawn = version.number_withdrawn
        walk = AssessmentWalk(assessment)
        for raised in walk.summary.considerations:
            found = _line(walk, raised, ())
            if raised.key == rule.consideration.key and _is_exemplary(found.shown):
                return found
    return None


def _is_exemplary(shown: Shown) -> bool:
    return shown.side_by_side and shown.withdrawn is None


def _line(walk: Walk, raised: Raised, reasons: Sequence[Reason]) -> Line:
    comments = (walk.comments.get(because.criterion, "") for because in raised.because)
    return Line(shown=shown(walk, raised), comments=tuple(comments), reasons=tuple(reasons))


@kept
def _shown(
    sheet: Sheet,
    says: tuple[str, Kind, str, str | None],
    answers: tuple[tuple[str, str], ...],
    citations: tuple[tuple[str, str], ...],
    withdrawn: Withdrawn | None,
) -> Shown:
    definition = sheet.definition
    key, kind, text, rule = says
    sources = cited(definition, (Citation(source=key, locator=place) for key, place in citations))
    return Shown(
        key=key,
        kind=kind,
        text=text,
        traces=tuple(_trace(definition, criterion, option) for criterion, option in answers),
        why=rule or option_sentence(definition, *answers[0]),
        is_rule=rule is not None,
        sources=sources,
        side_by_side=differ_in_kind(sources),
        withdrawn=withdrawn,
    )


def _trace(definition: Definition, key: str, option: str) -> Trace:
    criterion = definition.criteria[key]
    return Trace(
        criterion=key,
        section=definition.section_of[key].key,
        number=definition.numbers[key],
        short=criterion.short,
        question=criterion.question,
        label=criterion.label(option),
    )


@kept
def _gap(sheet: Sheet, key: str, state: str) -> Gap:
    definition = sheet.definition
    return Gap(
        criterion=key,
        section=definition.section_of[key].key,
        number=definition.numbers[key],
        short=definition.criteria[key].short,
        state=str(_STATES[state]),
    )

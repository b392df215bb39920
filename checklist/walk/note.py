"""The note for the record: plain text that pastes into any system, no line over 80 columns."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.engine.parts import Kind
from checklist.ui.kept import kept
from checklist.walk import considerations
from checklist.walk.considerations import KINDS, Gap, Group, Shown
from checklist.walk.models import Reason
from checklist.walk.times import moment
from checklist.walk.walks import AssessmentWalk, Sheet

COLUMNS = 80
SHORT_DIGEST = 12
_TYPED = "\0"
"""Where what a person typed goes. No text that is stored holds this character."""

_MARKS = {
    Kind.URGENT: "!",
    Kind.RESOLVE: "*",
    Kind.CAUTION: "-",
    Kind.SUPPORT: "+",
    Kind.NOTE: "i",
}


class _Frame(NamedTuple):
    """What every note of a version says around what one assessment brought up."""

    head: str
    reference: str
    amends: str
    comments: str
    own_view: str
    no_own_view: str


def note_text(walk: AssessmentWalk, told: str) -> str:
    """The note of a completed assessment, ending in a line break.

    ``told`` is what it brought up (``considered``).
    """
    version = walk.version
    frame = _frame(
        walk.sheet,
        version.label,
        moment(version.published_at) if version.published_at else "",
    )
    before, after = told.split(_TYPED)
    parts = [
        _head(frame, walk),
        before,
        _part(frame.comments, _indented(_comments(walk))),
        _part(frame.own_view, _indented([walk.assessment.own_view or frame.no_own_view])),
        after,
    ]
    return "\n\n".join([part for part in parts if part]) + "\n"


def considered(walk: AssessmentWalk, groups: Sequence[Group], *, emergency_route: str) -> str:
    """What of the note does not name this assessment, with a mark where its own words go.

    ``groups`` are the considerations, with the reasons added to them; ``emergency_route`` is the
    local route, shown under what is urgent.
    """
    shown = [line.shown for group in groups for line in group.lines]
    parts = [
        *[_group(group, emergency_route) for group in groups],
        "" if groups else _nothing_raised(),
        _gaps(_("Missing"), considerations.missing(walk)),
        *[_gaps(reason, gaps) for reason, gaps in considerations.not_asked(walk)],
        _part(_("Answers that brought up nothing"), _quiet_answers(walk, shown)),
        _TYPED,
        _part(_("Intended purpose"), [_known(walk.definition.purpose, "  ", "  ")]),
        _part(_("Limits of this checklist"), _bullets(walk.summary.limits)),
        _part(_("Sources"), _sources(shown)),
        _("Not a prescribing decision."),
    ]
    return "\n\n".join([part for part in parts if part]).replace(f"\n\n{_TYPED}\n\n", _TYPED)


@kept
def _frame(sheet: Sheet, label: str, published: str) -> _Frame:
    version = _("Checklist version %(label)s, published %(moment)s, content %(digest)s.")
    told = {"label": label, "moment": published, "digest": sheet.digest[:SHORT_DIGEST]}
    considerations_only = _("CONSIDERATIONS, NOT A PRESCRIBING DECISION")
    lines = [considerations_only, sheet.definition.title, _TYPED, version % told]
    return _Frame(
        head="\n".join(map(_wrapped, lines)),
        reference=_("Reference %(code)s. Completed %(moment)s."),
        amends=_("Amends %(code)s."),
        comments=_("Comments"),
        own_view=_("Own view before the considerations were seen"),
        no_own_view=_("None written."),
    )


def _head(frame: _Frame, walk: AssessmentWalk) -> str:
    told = {"code": walk.code, "moment": moment(walk.completed_at)}
    head = frame.head.replace(_TYPED, _wrapped(frame.reference % told))
    if walk.amendments.amends:
        head += "\n" + _wrapped(frame.amends % {"code": walk.amendments.amends})
    return head


def _group(group: Group, emergency_route: str) -> str:
    lines = [
        _told(line.shown, _MARKS[group.kind]) + _differing(line.reasons) for line in group.lines
    ]
    return "\n".join([_heading(get_language(), group.kind, emergency_route), *lines])


@kept
def _heading(language: str | None, kind: Kind, emergency_route: str) -> str:
    words = KINDS[kind]
    heading = f"{str(words.title).upper()} - {words.lead}"
    if kind is not Kind.URGENT:
        return _wrapped(heading)
    route = _("Local emergency route: %(route)s") % {"route": emergency_route}
    return "\n".join([_wrapped(heading), _wrapped(route, first="  ", rest="  ")])


def _differing(reasons: Iterable[Reason]) -> str:
    """What was added to a line, each on lines of its own."""
    differs = _("Seen otherwise, %(moment)s: %(text)s") if reasons else ""
    told = [differs % {"moment": moment(each.at), "text": each.text} for each in reasons]
    return "".join(["\n" + _wrapped(each, first="    ", rest="    ") for each in told])


@kept
def _told(shown: Shown, mark: str) -> str:
    """What a consideration says, and below it the answers and the sources behind it."""
    answers = "; ".join(f"{each.number} {each.short}: {each.label}" for each in shown.traces)
    places = [filter(None, (source.key, source.locator)) for source in shown.sources]
    cited = "; ".join(": ".join(place) for place in places)
    trace = f"{answers} [{cited}]" if cited else answers
    lines = [shown.text, trace]
    if shown.withdrawn:
        told = _("WITHDRAWN, %(moment)s, it no longer holds: %(reason)s")
        lines.insert(
            1, told % {"moment": moment(shown.withdrawn.at), "reason": shown.withdrawn.reason}
        )
    first, *rest = lines
    return "\n".join(
        (
            _wrapped(first, first=f"  {mark} ", rest="    "),
            *(_wrapped(line, first="    ", rest="    ") for line in rest),
        )
    )


def _nothing_raised() -> str:
    text = _(
        "These answers bring up none. That says nothing about safety or benefit: read what is "
        "missing and the limits of this checklist."
    )
    return _part(_("Considerations"), _indented([text]))


def _quiet_answers(walk: AssessmentWalk, shown: Iterable[Shown]) -> list[str]:
    """What was asked and raised nothing: in a record, *asked* and *never thought of* differ."""
    told = {trace.criterion for each in shown for trace in each.traces}
    return [
        _answer(walk.sheet, key, answer)
        for key, answer in walk.counted.items()
        if key not in told and not walk.definition.criteria[key].is_unknown(answer)
    ]


@kept
def _answer(sheet: Sheet, key: str, answer: str) -> str:
    definition = sheet.definition
    criterion = definition.criteria[key]
    said = f"{definition.numbers[key]} {criterion.short}: {criterion.label(answer)}"
    return _wrapped(said, first="  ", rest="  ")


def _comments(walk: AssessmentWalk) -> Iterable[str]:
    """Each comment once, though its answer may have brought up several considerations."""
    for key in walk.in_view:
        if key in walk.comments:
            short = walk.definition.criteria[key].short
            yield f"{walk.definition.numbers[key]} {short}: {walk.comments[key]}"


def _gaps(heading: str, gaps: Sequence[Gap]) -> str:
    return _part(
        heading,
        [_known(f"{gap.name}: {gap.state}", "  ? ", "    ") for gap in gaps],
    )


def _sources(shown: Iterable[Shown]) -> list[str]:
    language = get_language()
    named: dict[str, str] = {}
    for each in shown:
        named |= _sources_of(language, each)
    return list(named.values())


@kept
def _sources_of(language: str | None, shown: Shown) -> dict[str, str]:
    return {
        source.key: _wrapped(
            f"{source.key}: {source.kind}. {source.title}. {source.imprint}",
            first="  - ",
            rest="    ",
        )
        for source in shown.sources
    }


def _part(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([_known(heading.upper()), *lines]) if lines else ""


def _indented(texts: Iterable[str]) -> list[str]:
    return [_wrapped(text, first="  ", rest="  ") for text in texts]


def _bullets(texts: Iterable[str]) -> list[str]:
    return [_known(text, "  - ", "    ") for text in texts]


@kept
def _known(text: str, first: str = "", rest: str = "") -> str:
    """As ``_wrapped``, kept: for texts of the checklist, never for what a person typed."""
    return _wrapped(text, first=first, rest=rest)


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )

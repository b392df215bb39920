"""The note for the record: plain text that pastes into any system, no line over 80 columns."""

import textwrap
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.engine.parts import Kind
from checklist.ui.kept import kept
from checklist.walk import considerations
from checklist.walk.considerations import Gap, Group, Line, Shown
from checklist.walk.models import Reason
from checklist.walk.times import moment
from checklist.walk.walks import AssessmentWalk, Sheet

COLUMNS = 80
SHORT_DIGEST = 12

_MARKS = {
    Kind.URGENT: "!",
    Kind.RESOLVE: "*",
    Kind.CAUTION: "-",
    Kind.SUPPORT: "+",
    Kind.NOTE: "i",
}


def note_text(walk: AssessmentWalk, reasons: Sequence[Reason], *, emergency_route: str) -> str:
    """The note of a completed assessment, ending in a line break.

    ``emergency_route`` is the local route, shown under what is urgent.
    """
    groups = considerations.groups(walk, reasons)
    parts = [
        _head(walk),
        *(_group(group, emergency_route) for group in groups),
        "" if groups else _nothing_raised(),
        _gaps(_("Missing"), considerations.missing(walk)),
        *(_gaps(str(reason), gaps) for reason, gaps in considerations.not_asked(walk)),
        _part(_("Answers that brought up nothing"), _quiet_answers(walk, groups)),
        _part(_("Comments"), _indented(_comments(walk))),
        _part(_("Own view before the considerations were seen"), _indented([_own_view(walk)])),
        _part(_("Intended purpose"), [_known(walk.definition.purpose, "  ", "  ")]),
        _part(_("Limits of this checklist"), _bullets(walk.summary.limits)),
        _part(_("Sources"), _sources(groups)),
        _("Not a prescribing decision."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(walk: AssessmentWalk) -> str:
    reference = _("Reference %(code)s. Completed %(moment)s.")
    version = _("Checklist version %(label)s, content %(digest)s.")
    lines = [
        _known(_("CONSIDERATIONS, NOT A PRESCRIBING DECISION")),
        _known(walk.definition.title),
        _wrapped(reference % {"code": walk.code, "moment": moment(walk.completed_at)}),
        _known(
            version % {"label": walk.version.label, "digest": walk.version.digest[:SHORT_DIGEST]}
        ),
    ]
    if walk.amendments.amends:
        lines.append(_wrapped(_("Amends %(code)s.") % {"code": walk.amendments.amends}))
    return "\n".join(lines)


def _own_view(walk: AssessmentWalk) -> str:
    return walk.assessment.own_view or _("None written.")


def _group(group: Group, emergency_route: str) -> str:
    lines = [text for line in group.lines for text in _consideration(line, _MARKS[group.kind])]
    if group.kind is Kind.URGENT:
        route = _("Local emergency route: %(route)s") % {"route": emergency_route}
        lines.insert(0, _wrapped(route, first="  ", rest="  "))
    return _part(str(group.words.title), lines, aside=f" - {group.words.lead}")


def _consideration(line: Line, mark: str) -> Iterable[str]:
    yield _told(line.shown, mark)
    for reason in line.reasons:
        differs = _("Seen otherwise, %(moment)s: %(text)s")
        values = {"moment": moment(reason.at), "text": reason.text}
        yield _wrapped(differs % values, first="    ", rest="    ")


@kept
def _told(shown: Shown, mark: str) -> str:
    """What a consideration says, and below it the answers and the sources behind it."""
    answers = "; ".join(f"{each.number} {each.short}: {each.label}" for each in shown.traces)
    cited = "; ".join(f"{source.key}: {source.locator}" for source in shown.sources)
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


def _quiet_answers(walk: AssessmentWalk, groups: Iterable[Group]) -> list[str]:
    """What was asked and raised nothing: in a record, *asked* and *never thought of* differ."""
    told = {
        trace.criterion for group in groups for line in group.lines for trace in line.shown.traces
    }
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


def _sources(groups: Iterable[Group]) -> list[str]:
    language = get_language()
    named: dict[str, str] = {}
    for group in groups:
        for line in group.lines:
            named |= _sources_of(language, line.shown)
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


def _part(heading: str, lines: Sequence[str], *, aside: str = "") -> str:
    return "\n".join([_known(heading.upper() + aside), *lines]) if lines else ""


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

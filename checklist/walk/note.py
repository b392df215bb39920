"""The note for the record: plain text that pastes into any system, no line over 80 columns."""

import textwrap
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from checklist.engine.parts import Kind
from checklist.walk import considerations
from checklist.walk.answers import answers_by_section
from checklist.walk.considerations import Gap, Group, Shown
from checklist.walk.models import Reason
from checklist.walk.times import moment
from checklist.walk.walks import AssessmentWalk

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
        _part(_("Answers that brought up nothing"), _indented(_quiet_answers(walk, groups))),
        _part(_("Comments"), _indented(_comments(walk))),
        _part(_("Own view before the considerations were seen"), _indented([_own_view(walk)])),
        _part(_("Intended purpose"), _indented([walk.definition.purpose])),
        _part(_("Limits of this checklist"), _bullets(walk.summary.limits)),
        _part(_("Sources"), _sources(groups)),
        _("Not a prescribing decision."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(walk: AssessmentWalk) -> str:
    assessment = walk.assessment
    lines = [
        _("CONSIDERATIONS, NOT A PRESCRIBING DECISION"),
        walk.definition.title,
        _("Reference %(code)s. Completed %(moment)s.")
        % {"code": assessment.code, "moment": moment(walk.completed_at)},
        _("Checklist version %(label)s, content %(digest)s.")
        % {"label": walk.version.label, "digest": walk.version.digest[:SHORT_DIGEST]},
    ]
    if walk.amends:
        lines.append(_("Amends %(code)s.") % {"code": walk.amends})
    return "\n".join(_wrapped(line) for line in lines)


def _own_view(walk: AssessmentWalk) -> str:
    return walk.assessment.own_view or _("None written.")


def _group(group: Group, emergency_route: str) -> str:
    lines = [
        line for shown in group.considerations for line in _consideration(shown, _MARKS[group.kind])
    ]
    if group.kind is Kind.URGENT:
        route = _("Local emergency route: %(route)s") % {"route": emergency_route}
        lines.insert(0, _wrapped(route, first="  ", rest="  "))
    return _part(str(group.words.title), lines, aside=f" - {group.words.lead}")


def _consideration(shown: Shown, mark: str) -> Iterable[str]:
    yield _wrapped(shown.text, first=f"  {mark} ", rest="    ")
    answers = "; ".join(f"{each.number} {each.short}: {each.label}" for each in shown.traces)
    cited = "; ".join(f"{source.key}: {source.locator}" for source in shown.sources)
    trace = f"{answers} [{cited}]" if cited else answers
    yield _wrapped(trace, first="    ", rest="    ")
    for reason in shown.reasons:
        differs = _("Seen otherwise, %(moment)s: %(text)s")
        values = {"moment": moment(reason.at), "text": reason.text}
        yield _wrapped(differs % values, first="    ", rest="    ")


def _nothing_raised() -> str:
    text = _(
        "These answers bring up none. That says nothing about safety or benefit: read what is "
        "missing and the limits of this checklist."
    )
    return _part(_("Considerations"), _indented([text]))


def _quiet_answers(walk: AssessmentWalk, groups: Iterable[Group]) -> Iterable[str]:
    """What was asked and raised nothing: in a record, *asked* and *never thought of* differ."""
    told = {
        trace.number for group in groups for shown in group.considerations for trace in shown.traces
    }
    for _step, answers in answers_by_section(walk):
        for answer in answers:
            if answer.is_known and answer.number not in told:
                yield f"{answer.number} {answer.short}: {answer.label}"


def _comments(walk: AssessmentWalk) -> Iterable[str]:
    """Each comment once, though its answer may have brought up several considerations."""
    for key in walk.in_view:
        if key in walk.comments:
            short = walk.definition.criteria[key].short
            yield f"{walk.definition.numbers[key]} {short}: {walk.comments[key]}"


def _gaps(heading: str, gaps: Sequence[Gap]) -> str:
    return _part(
        heading,
        [
            _wrapped(f"{gap.number} {gap.short}: {gap.state}", first="  ? ", rest="    ")
            for gap in gaps
        ],
    )


def _sources(groups: Iterable[Group]) -> list[str]:
    named = {
        source.key: f"{source.key}: {source.kind}. {source.title}. {source.imprint}"
        for group in groups
        for shown in group.considerations
        for source in shown.sources
    }
    return _bullets(named.values())


def _part(heading: str, lines: Sequence[str], *, aside: str = "") -> str:
    return "\n".join([_wrapped(heading.upper() + aside), *lines]) if lines else ""


def _indented(texts: Iterable[str]) -> list[str]:
    return [_wrapped(text, first="  ", rest="  ") for text in texts]


def _bullets(texts: Iterable[str]) -> list[str]:
    return [_wrapped(text, first="  - ", rest="    ") for text in texts]


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text, COLUMNS, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )

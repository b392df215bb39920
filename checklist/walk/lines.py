"""The lines of lists, review and results: assessments, answers, considerations as they are drawn.

Each is a kept piece; what the person wrote, an address and the token of a form are put into it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from checklist.engine.definition import Section
from checklist.engine.parts import Kind
from checklist.ui.kept import filled, joined, kept, slot
from checklist.walk import considerations
from checklist.walk.answers import answered
from checklist.walk.considerations import KINDS, Gap, Group, Line, Shown, names
from checklist.walk.forms import ReasonForm
from checklist.walk.progress import segments
from checklist.walk.times import moment
from checklist.walk.walks import Amendments, AssessmentWalk, Sheet, Walk

_TOKEN = slot("token")
_ADDRESS = slot("address")
_LINES = slot("lines")


def _comments(walk: Walk) -> dict[str, SafeString]:
    """The comments, by the names of their slots."""
    return {_comment(key): linebreaksbr(text) for key, text in walk.comments.items()}


def _comment(key: str) -> str:
    return f"comment {key}"


# -- Considerations -----------------------------------------------------------------------------


def groups(
    walk: Walk, found: Iterable[Group], *, token: str, refused: ReasonForm | None = None
) -> SafeString:
    """The considerations under the headings of their kinds.

    ``token`` is that of the page's forms; ``refused`` is a reason that could not be added.
    """
    language = get_language()
    contents = {"token": token, "address": walk.url, **_comments(walk)}
    drawn = []
    for group in found:
        lines = [
            _rendered(line, refused=refused, csrf_token=token, address=walk.url)
            if line.reasons or _is_about(refused, line.shown)
            else filled(_line(line.shown, tuple([bool(each) for each in line.comments])), contents)
            for line in group.lines
        ]
        heading = _group(language, group.kind, settings.URGENT_HELP)
        drawn.append(filled(heading, {"lines": joined(lines)}))
    return joined(drawn)


@kept
def _group(language: str | None, kind: Kind, emergency_route: str) -> SafeString:
    return render_to_string(
        "walk/group.html",
        {
            "kind": kind.value,
            "words": KINDS[kind],
            "URGENT_HELP": emergency_route,
            "lines": _LINES,
        },
    )


def _is_about(refused: ReasonForm | None, shown: Shown) -> bool:
    return refused is not None and refused.data.get("consideration") == shown.key


@kept
def _line(shown: Shown, commented: tuple[bool, ...]) -> SafeString:
    """A line to which no reason was added."""
    places = zip(shown.traces, commented, strict=True)
    comments = tuple(slot(_comment(each.criterion)) if has_one else "" for each, has_one in places)
    line = Line(shown=shown, comments=comments, reasons=())
    return _rendered(line, csrf_token=_TOKEN, address=_ADDRESS, refused=None)


def _rendered(line: Line, *, refused: ReasonForm | None, **page: Any) -> SafeString:
    context = {
        "line": line,
        "each": line.shown,
        "form": refused if _is_about(refused, line.shown) else ReasonForm(),
        "is_refused": _is_about(refused, line.shown),
    }
    return render_to_string("walk/consideration_line.html", context | page)


# -- Answers and gaps ---------------------------------------------------------------------------


def answers(walk: Walk) -> SafeString:
    """What was given, section by section."""
    language = get_language()
    contents = _comments(walk)
    drawn = []
    for step in walk.steps:
        lines = _answers(walk, step.section, contents, may_change=False)
        if lines:
            heading = _section(language, step.number, step.section.title)
            drawn.append(filled(heading, {"lines": joined(lines)}))
    return joined(drawn)


@kept
def _section(language: str | None, number: int, title: str) -> SafeString:
    return render_to_string(
        "walk/answered.html", {"number": number, "title": title, "lines": _LINES}
    )


def answer_lines(walk: Walk, section: Section) -> SafeString:
    """What was given in a section, each with the way to change it."""
    contents = {"address": walk.url, **_comments(walk)}
    return joined(_answers(walk, section, contents, may_change=True))


def _answers(
    walk: Walk, section: Section, contents: Mapping[str, object], *, may_change: bool
) -> list[SafeString]:
    sheet, choices, comments, urgent = (
        walk.sheet,
        walk.choices,
        walk.comments,
        walk.urgent_criteria,
    )
    return [
        filled(
            _answer(sheet, key, choices.get(key, ""), (key in urgent, key in comments, may_change)),
            contents,
        )
        for key in answered(walk, section)
    ]


@kept
def _answer(sheet: Sheet, key: str, option: str, has: tuple[bool, bool, bool]) -> SafeString:
    definition = sheet.definition
    criterion = definition.criteria[key]
    is_urgent, is_commented, may_change = has
    section = definition.section_of[key].key
    return render_to_string(
        "walk/answer.html",
        {
            "number": definition.numbers[key],
            "short": criterion.short,
            "label": criterion.label(option) if option else gettext("No answer"),
            "is_urgent": is_urgent,
            "comment": slot(_comment(key)) if is_commented else "",
            "url": f"{_ADDRESS}{section}/#{key}" if may_change else "",
        },
    )


def gap_lines(gaps: Iterable[Gap]) -> SafeString:
    """What is missing, without a way to change it."""
    language = get_language()
    return joined([_gap(language, gap.criterion, gap.name, str(gap.state)) for gap in gaps])


@kept
def _gap(language: str | None, criterion: str, name: str, state: str) -> SafeString:
    return render_to_string("walk/gap.html", {"criterion": criterion, "name": name, "state": state})


def not_asked(walk: Walk) -> SafeString:
    """What was not asked, under the reason why."""
    return joined(
        [
            filled(_not_asked(get_language(), str(reason)), {"lines": names(gaps)})
            for reason, gaps in considerations.not_asked(walk)
        ]
    )


@kept
def _not_asked(language: str | None, heading: str) -> SafeString:
    return render_to_string("walk/not_asked.html", {"heading": heading, "names": _LINES})


# -- Assessments --------------------------------------------------------------------------------


class Job(NamedTuple):
    """What is said of an assessment in the list of mine.

    ``place`` is the first section that is not finished: its number, key and title.
    """

    code: str
    title: str
    label: str
    amendments: Amendments
    at: str
    is_urgent: bool = False
    segments: str = ""
    place: tuple[int, str, str] | None = None
    total: int = 0
    carried_by: str = ""


def open_lines(walks: Iterable[AssessmentWalk]) -> SafeString:
    """Assessments in progress, in the list of mine."""
    return _jobs("walk/job.html", map(_open_job, walks))


def done_lines(walks: Iterable[AssessmentWalk]) -> SafeString:
    """Completed assessments, likewise."""
    return _jobs("walk/job_done.html", map(_done_job, walks))


def _open_job(walk: AssessmentWalk) -> Job:
    step = walk.first_unfinished
    return Job(
        code=walk.assessment.code,
        title=walk.definition.title,
        label=walk.version.label,
        amendments=walk.amendments,
        at=moment(walk.assessment.saved_at),
        is_urgent=bool(walk.urgent),
        segments=segments(walk.steps),
        place=(step.number, step.section.key, step.section.title) if step else None,
        total=len(walk.steps),
        carried_by=walk.newer.carried_by,
    )


def _done_job(walk: AssessmentWalk) -> Job:
    return Job(
        code=walk.assessment.code,
        title=walk.definition.title,
        label=walk.version.label,
        amendments=walk.amendments,
        at=moment(walk.completed_at),
    )


def _jobs(template: str, jobs: Iterable[Job]) -> SafeString:
    language = get_language()
    return joined([_job(language, template, job) for job in jobs])


@kept
def _job(language: str | None, template: str, job: Job) -> SafeString:
    return render_to_string(template, job._asdict())

"""The lines of lists, review and results: assessments, answers, considerations as they are drawn.

Each is a kept piece; what the person wrote, an address and the token of a form are put into it.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.template.context import Context
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from checklist.engine.definition import Section
from checklist.engine.parts import Kind
from checklist.ui.kept import filled, joined, kept, kept_template, slot
from checklist.walk.answers import answered
from checklist.walk.considerations import KINDS, Gap, Group, Line, Shown
from checklist.walk.forms import ReasonForm
from checklist.walk.progress import segments
from checklist.walk.queries import Amendments
from checklist.walk.times import moment
from checklist.walk.walks import URGENT, AssessmentWalk, Sheet, Walk

_TOKEN = slot("token")
_ADDRESS = slot("address")


def _comments(walk: Walk) -> dict[SafeString, SafeString]:
    """The comments, each with its place in a line."""
    return {_comment(key): linebreaksbr(text) for key, text in walk.comments.items()}


def _comment(key: str) -> SafeString:
    return slot(f"comment {key}")


# -- Considerations -----------------------------------------------------------------------------


def group_head(kind: Kind) -> SafeString:
    """The heading of a kind of consideration."""
    return _kind(get_language(), "walk/group_head.html", kind)


def jump_link(kind: Kind) -> SafeString:
    """The link to it."""
    return _kind(get_language(), "walk/jump.html", kind)


@kept
def _kind(language: str | None, template: str, kind: Kind) -> SafeString:
    return render_to_string(template, {"kind": kind.value, "words": KINDS[kind]})


def consideration_lines(context: Context, group: Group) -> SafeString:
    """The lines of a kind. The context holds the walk, the form's token, and a refused reason."""
    walk, token, refused = context["walk"], context["csrf_token"], context.get("refused")
    page = {"csrf_token": token, "address": walk.url, "refused": refused}
    lines = [
        _rendered(line, **page)
        if line.reasons or _is_about(refused, line.shown)
        else _line(line.shown, tuple([bool(comment) for comment in line.comments]))
        for line in group.lines
    ]
    return filled(joined(lines), {_TOKEN: token, _ADDRESS: walk.url, **_comments(walk)})


def _is_about(refused: ReasonForm | None, shown: Shown) -> bool:
    return refused is not None and refused.data.get("consideration") == shown.key


@kept
def _line(shown: Shown, commented: tuple[bool, ...]) -> SafeString:
    """A line to which no reason was added."""
    places = zip(shown.traces, commented, strict=True)
    comments = tuple(_comment(trace.criterion) if has_one else "" for trace, has_one in places)
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


def alarm(context: Context) -> SafeString | str:
    """The notice of what is urgent, on every page of a walk that raises something urgent."""
    if not context["urgent"]:
        return ""
    piece = kept_template(
        "walk/alarm.html",
        urgent=context["urgent"],
        is_news=context.get("focus") == URGENT,
        is_unsaved=bool(context.get("is_unsaved")),
        URGENT_HELP=context["URGENT_HELP"],
        address=_ADDRESS,
    )
    return filled(piece, {_ADDRESS: context["walk"].url})


# -- Answers and gaps ---------------------------------------------------------------------------


def answer_lines(walk: Walk, section: Section, may_change: object = "") -> SafeString:
    """What was given in a section, with the way to change it where it may be changed."""
    sheet, choices, comments = walk.sheet, walk.choices, walk.comments
    lines = [
        _answer(
            sheet,
            key,
            choices.get(key, ""),
            (key in walk.urgent_criteria, key in comments, bool(may_change)),
        )
        for key in answered(walk, section)
    ]
    return filled(joined(lines), {_ADDRESS: walk.url, **_comments(walk)})


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
            "comment": _comment(key) if is_commented else "",
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

"""The lines of lists, review and results: assessments, answers, considerations as they are drawn.

Each is a kept piece; what the person wrote, an address and the token of a form are put into it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from checklist.content.published import definition_of, published_version
from checklist.engine.definition import Section
from checklist.engine.parts import Kind
from checklist.ui.kept import filled, joined, kept, slot
from checklist.walk import considerations
from checklist.walk.answers import answered
from checklist.walk.considerations import KINDS, Gap, Group, Line, Shown, names
from checklist.walk.forms import ReasonForm
from checklist.walk.models import Assessment, Reason
from checklist.walk.progress import segments
from checklist.walk.times import teller
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


def groups(found: Iterable[Group], apart: Collection[str] = ()) -> SafeString:
    """The considerations under the headings of their kinds, with slots (``contents``).

    Those that are named in ``apart`` have a slot of their own instead (``told_apart``).
    """
    language = get_language()
    drawn = []
    for group in found:
        heading = _group(language, group.kind, settings.URGENT_HELP)
        places = [_place(line, apart) for line in group.lines]
        drawn.append(filled(heading, {"lines": joined(places)}))
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


def _place(line: Line, apart: Collection[str]) -> SafeString:
    if line.shown.key in apart:
        return slot(line.shown.key)
    return _line(line.shown, tuple([bool(each) for each in line.comments]))


def contents(walk: Walk, token: str) -> dict[str, object]:
    """What of one walk is put into the slots of ``groups`` and ``answers``.

    ``token`` is that of the page's forms.
    """
    return {"token": token, "address": walk.url, **_comments(walk)}


def told_apart(
    walk: Walk, reasons: Sequence[Reason], refused: ReasonForm | None, *, token: str
) -> dict[str, SafeString]:
    """The lines that say more than others, by key: a reason was added to them, or was refused."""
    if not reasons and refused is None:
        return {}
    return {
        line.shown.key: _rendered(line, refused=refused, csrf_token=token, address=walk.url)
        for group in considerations.groups(walk, reasons)
        for line in group.lines
        if line.reasons or _is_about(refused, line.shown)
    }


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
    """What was given, section by section, with slots (``contents``)."""
    language = get_language()
    drawn = []
    for number, section in enumerate(walk.definition.sections, start=1):
        given = _given(walk, section)
        if given:
            found = joined([_answer(walk.sheet, each, may_change=False) for each in given])
            drawn.append(filled(_section(language, number, section.title), {"lines": found}))
    return joined(drawn)


@kept
def _section(language: str | None, number: int, title: str) -> SafeString:
    return render_to_string(
        "walk/answered.html", {"number": number, "title": title, "lines": _LINES}
    )


class Given(NamedTuple):
    """What was given to a criterion; ``option`` is empty where there is only a comment."""

    criterion: str
    option: str
    is_urgent: bool
    has_comment: bool


def _given(walk: Walk, section: Section) -> tuple[Given, ...]:
    choices, comments, urgent = walk.choices, walk.comments, walk.urgent_criteria
    return tuple(
        [
            Given(key, choices.get(key, ""), key in urgent, key in comments)
            for key in answered(walk, section)
        ]
    )


def answer_lines(walk: Walk, section: Section) -> SafeString:
    """What was given in a section, each with the way to change it."""
    contents = {"address": walk.url, **_comments(walk)}
    given = _given(walk, section)
    return joined([filled(_answer(walk.sheet, each, may_change=True), contents) for each in given])


@kept
def _answer(sheet: Sheet, given: Given, *, may_change: bool) -> SafeString:
    definition = sheet.definition
    key = given.criterion
    criterion = definition.criteria[key]
    section = definition.section_of[key].key
    return render_to_string(
        "walk/answer.html",
        {
            "number": definition.numbers[key],
            "short": criterion.short,
            "label": criterion.label(given.option) if given.option else gettext("No answer"),
            "is_urgent": given.is_urgent,
            "comment": slot(_comment(key)) if given.has_comment else "",
            "url": f"{_ADDRESS}{section}/#{key}" if may_change else "",
        },
    )


def gap_lines(gaps: Iterable[Gap]) -> SafeString:
    """What is missing, without a way to change it."""
    language = get_language()
    return joined([_gap(language, gap.criterion, gap.name, gap.state) for gap in gaps])


@kept
def _gap(language: str | None, criterion: str, name: str, state: str) -> SafeString:
    return render_to_string("walk/gap.html", {"criterion": criterion, "name": name, "state": state})


def not_asked(walk: Walk) -> SafeString:
    """What was not asked, under the reason why."""
    return joined(
        [
            filled(_not_asked(get_language(), reason), {"lines": names(gaps)})
            for reason, gaps in considerations.not_asked(walk)
        ]
    )


@kept
def _not_asked(language: str | None, heading: str) -> SafeString:
    return render_to_string("walk/not_asked.html", {"heading": heading, "names": _LINES})


# -- Assessments --------------------------------------------------------------------------------


class Job(NamedTuple):
    """What is said of an assessment in the list of mine.

    ``place`` is the first section that is not finished: its number, key and title. ``is_first``
    says that it is the one to go on with, saved last.
    """

    code: str
    title: str
    label: str
    amendments: Amendments
    at: str
    is_first: bool = False
    is_urgent: bool = False
    segments: str = ""
    place: tuple[int, str, str] | None = None
    total: int = 0
    carried_by: str = ""


def open_lines(walks: Iterable[AssessmentWalk]) -> SafeString:
    """Assessments in progress, in the list of mine."""
    told = teller()
    jobs = [_open_job(walk, told, is_first=not place) for place, walk in enumerate(walks)]
    return _jobs("walk/job.html", jobs)


def done_lines(assessments: Iterable[Assessment]) -> SafeString:
    """Completed assessments, likewise."""
    told = teller()
    return _jobs("walk/job_done.html", [_done_job(each, told) for each in assessments])


def _open_job(walk: AssessmentWalk, told: Callable[[datetime], str], *, is_first: bool) -> Job:
    step = walk.first_unfinished
    return Job(
        code=walk.assessment.code,
        title=walk.definition.title,
        label=walk.version.label,
        amendments=walk.amendments,
        at=told(walk.assessment.saved_at),
        is_first=is_first,
        is_urgent=bool(walk.urgent),
        segments=segments(walk.steps),
        place=(step.number, step.section.key, step.section.title) if step else None,
        total=len(walk.steps),
        carried_by=walk.newer.carried_by,
    )


def _done_job(assessment: Assessment, told: Callable[[datetime], str]) -> Job:
    version = published_version(assessment.version_id)
    return Job(
        code=assessment.code,
        title=definition_of(version).title,
        label=version.label,
        amendments=Amendments.of(assessment),
        at=told(assessment.completed_at) if assessment.completed_at else "",
    )


def _jobs(template: str, jobs: Iterable[Job]) -> SafeString:
    language = get_language()
    return joined([_job(language, template, job) for job in jobs])


@kept
def _job(language: str | None, template: str, job: Job) -> SafeString:
    return render_to_string(template, job._asdict())

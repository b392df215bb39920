"""The lines of lists, review and results: assessments, answers, considerations as they are drawn.

A line is kept as long as the person wrote nothing to it; what differs from page to page is then an
address and the token of a form.
"""

from collections.abc import Hashable
from typing import Any

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from checklist.ui.kept import kept, kept_template
from checklist.walk.answers import AnswerShown
from checklist.walk.considerations import Line, Shown
from checklist.walk.forms import ReasonForm
from checklist.walk.progress import segments
from checklist.walk.times import moment
from checklist.walk.walks import AssessmentWalk

CONSIDERATION = "walk/consideration.html"
ANSWER = "walk/answer.html"

_TOKEN_GOES_HERE = mark_safe("\0token\0")
_ADDRESS_GOES_HERE = mark_safe("\0address\0")


def consideration_line(context: Context, line: Line) -> SafeString:
    """One line. The context holds the walk, the form's token, and a reason that was refused."""
    refused, token, address = context.get("refused"), context["csrf_token"], context["walk"].url
    if line.is_bare and not _is_about(refused, line.shown):
        html = _bare(line.shown)
        filled = html.replace(_TOKEN_GOES_HERE, str(token)).replace(_ADDRESS_GOES_HERE, address)
        return mark_safe(filled)  # noqa: S308 - a token and an address hold nothing to escape
    return _rendered(line, csrf_token=token, address=address, refused=refused)


def answer_line(answer: AnswerShown, may_change: object) -> SafeString:
    """An answer, with the way to change it where it may be changed."""
    said = {
        "number": answer.number,
        "short": answer.short,
        "label": answer.label,
        "is_urgent": answer.is_urgent,
    }
    if answer.comment:
        url = answer.url if may_change else ""
        return render_to_string(ANSWER, {**said, "comment": answer.comment, "url": url})
    html = kept_template(ANSWER, **said, comment="", url=_ADDRESS_GOES_HERE if may_change else "")
    return mark_safe(html.replace(_ADDRESS_GOES_HERE, answer.url))  # noqa: S308 - our own address


def open_line(walk: AssessmentWalk) -> SafeString:
    """An assessment in progress, in the list of mine."""
    step = walk.first_unfinished
    return kept_template(
        "walk/job.html",
        **_headed(walk),
        at=moment(walk.assessment.saved_at),
        is_urgent=bool(walk.urgent),
        segments=segments(walk.steps),
        total=len(walk.steps),
        number=step.number if step else 0,
        section=step.section.key if step else "",
        section_title=step.section.title if step else "",
    )


def done_line(walk: AssessmentWalk) -> SafeString:
    """A completed assessment, likewise."""
    return kept_template("walk/job_done.html", **_headed(walk), at=moment(walk.completed_at))


def _headed(walk: AssessmentWalk) -> dict[str, Hashable]:
    return {
        "code": walk.assessment.code,
        "title": walk.definition.title,
        "label": walk.version.label,
        "amendments": walk.amendments,
    }


def _is_about(refused: ReasonForm | None, shown: Shown) -> bool:
    return refused is not None and refused.data.get("consideration") == shown.key


@kept
def _bare(shown: Shown) -> SafeString:
    line = Line(shown=shown, comments=("",) * len(shown.traces), reasons=())
    return _rendered(line, csrf_token=_TOKEN_GOES_HERE, address=_ADDRESS_GOES_HERE, refused=None)


def _rendered(line: Line, *, refused: ReasonForm | None, **page: Any) -> SafeString:
    context = {
        "line": line,
        "each": line.shown,
        "form": refused if _is_about(refused, line.shown) else ReasonForm(),
        "is_refused": _is_about(refused, line.shown),
    }
    return render_to_string(CONSIDERATION, context | page)

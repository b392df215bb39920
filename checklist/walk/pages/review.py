"""Every answer before completing, what is missing first; and completing."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from checklist.walk import actions, considerations
from checklist.walk.forms import ReviewForm
from checklist.walk.pages.base import WalkPage, actor_of, read_revision, walk_context
from checklist.walk.walks import AssessmentWalk, Step, Walk


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One criterion in the list of answers."""

    criterion: str
    number: str
    short: str
    label: str
    comment: str
    is_urgent: bool
    url: str


class ReviewPage(WalkPage):
    """GET shows every answer; POST completes the assessment."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The answers; a completed assessment shows its results instead."""
        if self.walk.assessment.is_completed:
            return redirect("walk:results", self.walk.assessment.code)
        return self._page(ReviewForm(own_view=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Complete, and show the considerations."""
        assessment = self.walk.assessment
        revision = read_revision(request)
        form = ReviewForm(request.POST)
        if not form.is_valid():
            return self.closed() if assessment.is_completed else self._page(form, status=422)
        own_view = form.cleaned_data["own-view"]
        try:
            actions.complete(
                assessment=assessment,
                revision=revision,
                own_view=own_view,
                actor=actor_of(request),
                now=self.now,
            )
        except actions.AlreadyCompleted:
            return self._again(revision, own_view)
        except actions.StaleRevision as stale:
            self.walk = AssessmentWalk(stale.current)
            return self._page(form, status=409)
        return redirect("walk:results", assessment.code)

    def _again(self, revision: int, own_view: str) -> HttpResponse:
        """The button pressed twice is no fault; anything else would change what is closed."""
        assessment = self.walk.assessment
        assessment.refresh_from_db(fields=["revision", "own_view", "status"])
        if (assessment.revision, assessment.own_view) == (revision, own_view):
            return redirect("walk:results", assessment.code)
        return self.closed()

    def _page(self, form: ReviewForm, *, status: int = 200) -> HttpResponse:
        walk = self.walk
        context = {
            **walk_context(walk),
            "form": form,
            "missing": considerations.missing(walk),
            "sections": [(step, _answers(walk, step)) for step in walk.steps],
            "revision": walk.answered.revision,
            "is_stale": status == 409,  # noqa: PLR2004 - an answer of HTTP
        }
        return render(self.request, "walk/review.html", context, status=status)


def _answers(walk: Walk, step: Step) -> list[AnswerShown]:
    """The answers given in a section, of those in view; what is missing stands apart."""
    urgent = {because.criterion for raised in walk.urgent for because in raised.because}
    return [
        AnswerShown(
            criterion=criterion.key,
            number=walk.definition.numbers[criterion.key],
            short=criterion.short,
            label=criterion.label(walk.choices[criterion.key]),
            comment=walk.comments.get(criterion.key, ""),
            is_urgent=criterion.key in urgent,
            url=walk.criterion_url(criterion.key),
        )
        for criterion in step.section.criteria
        if criterion.key in walk.in_view and criterion.key in walk.choices
    ]

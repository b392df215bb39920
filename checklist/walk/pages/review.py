"""Every answer before completing, what is missing first; and completing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from checklist.walk import actions, considerations, frame
from checklist.walk.forms import ReviewForm
from checklist.walk.pages.base import WalkPage, actor_of, read_revision
from checklist.walk.walks import AssessmentWalk


class AssessmentPage(WalkPage):
    """The address of the assessment itself leads to its answers, or to its results."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        page = "walk:results" if self.walk.assessment.is_completed else "walk:review"
        return redirect(page, self.walk.assessment.code)


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
            if assessment.is_completed:
                return self.closed()
            return self._page(form, status=422, revision=revision)
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

    def _page(
        self, form: ReviewForm, *, status: int = 200, revision: int | None = None
    ) -> HttpResponse:
        walk = self.walk
        context = {
            **frame.settled(walk),
            **frame.parts(walk),
            "walk": walk,
            "is_urgent": bool(walk.urgent),
            "form": form,
            "missing": considerations.missing(walk),
            "revision": walk.answered.revision if revision is None else revision,
            "is_stale": status == HTTPStatus.CONFLICT,
        }
        return render(self.request, "walk/review.html", context, status=status)

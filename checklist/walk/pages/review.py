"""Every answer before completing, what is missing first; and completing."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from checklist.walk import considerations, frame, saving
from checklist.walk.forms import ReviewForm
from checklist.walk.pages.base import OfAssessment, WalkPage, actor_of, read_revision
from checklist.walk.walks import REVIEW


class AssessmentPage(OfAssessment):
    """The address of the assessment itself leads to its answers, or to its results."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        walk = self.walk
        return redirect(walk.results_url if walk.is_completed else walk.section_url(REVIEW))


class ReviewPage(WalkPage):
    """GET shows every answer; POST completes."""

    template = "walk/review.html"

    def typed(self, request: HttpRequest) -> QueryDict:
        """What is read of what was sent."""
        return request.POST

    def get(self, request: HttpRequest) -> HttpResponse:
        """The answers; of what is completed, the results instead."""
        if self.walk.is_completed:
            return redirect(self.walk.results_url)
        return self._page(ReviewForm(own_view=""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Complete, and show the considerations."""
        revision = read_revision(request)
        form = ReviewForm(self.typed(request))
        if not form.is_valid():
            if self.walk.is_completed:
                return self.closed()
            return self._page(form, status=422, revision=revision)
        try:
            self.walk.complete(
                revision=revision,
                own_view=form.cleaned_data["own-view"],
                actor=actor_of(request),
                now=self.now,
            )
        except saving.AlreadyCompleted:
            return self.closed()
        except saving.StaleRevision as stale:
            self.walk = self.walk.of(stale.current)
            return self._page(form, status=409)
        return redirect(self.walk.results_url)

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
            **self.besides(),
        }
        return render(self.request, self.template, context, status=status)


class AssessmentReviewPage(OfAssessment, ReviewPage):
    """The review of an assessment."""

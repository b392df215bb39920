"""Comments of supervisors, beside the feedback on a submitted attempt."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from checklist.accounts.models import User
from checklist.practice import access, actions
from checklist.practice.cohorts.forms import CommentForm
from checklist.practice.models.attempts import AttemptQuerySet
from checklist.practice.pages.base import trainee_of
from checklist.practice.pages.feedback import FeedbackPage


class CommentsPage(FeedbackPage):
    """POST adds a comment; only supervisors of the trainee can."""

    def attempts(self, user: User) -> AttemptQuerySet:
        """Those of my trainees."""
        return access.of_trainees(user)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whoever opens the address that comments are sent to is shown the feedback."""
        return redirect(self.walk.results_url)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it, and show it."""
        form = CommentForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        comment = actions.add_comment(
            attempt=self.walk.attempt,
            author=trainee_of(request),
            text=form.cleaned_data["comment"],
            now=self.now,
        )
        return redirect(f"{self.walk.results_url}#remark-{comment.pk}")

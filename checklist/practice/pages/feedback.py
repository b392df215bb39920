"""Feedback: on a submitted attempt, and on a section of one that is under way."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from checklist.accounts.models import User
from checklist.practice import access, offers, queries
from checklist.practice.cohorts.forms import CommentForm
from checklist.practice.feedback import feedback_on, feedback_on_section, section_chart_of
from checklist.practice.models.attempts import AttemptQuerySet
from checklist.practice.pages.base import OfAttempt, trainee_of
from checklist.walk import frame


class FeedbackPage(OfAttempt):
    """Where a supervisor would have answered otherwise, and why.

    The supervisors of its trainee see it too.
    """

    def attempts(self, user: User) -> AttemptQuerySet:
        """Mine, and those of my trainees."""
        return access.visible_to(user)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The feedback; before the attempt is submitted there is none."""
        if not self.walk.is_completed:
            return redirect(self.walk.section_url("review"))
        return self.page(CommentForm())

    def page(self, comment_form: CommentForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        """The feedback; the supervisors of the trainee can comment on it."""
        walk, person = self.walk, trainee_of(self.request)
        attempt, feedback = walk.attempt, feedback_on(walk)
        is_mine = attempt.owner_id == person.pk
        may_comment = access.of_trainees(person).filter(pk=attempt.pk).exists()
        context = {
            **self.besides(),
            "walk": walk,
            "feedback": feedback,
            "number": queries.number_of(attempt),
            "chart": section_chart_of(feedback),
            "is_mine": is_mine,
            "next": offers.next_of(offers.listed(person), self.now) if is_mine else None,
            "remarks": attempt.remarks.select_related("author"),
            "comment_form": comment_form if may_comment else None,
        }
        return render(self.request, "practice/feedback.html", context, status=status)


class SectionFeedbackPage(OfAttempt):
    """Feedback on one section of an attempt under way, after it was asked for."""

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        """The feedback; a section that is still open is shown instead."""
        walk = self.walk
        found = walk.definition.section_by_key.get(section)
        if found is None:
            raise Http404
        if walk.is_completed:
            return redirect(walk.results_url)
        if not walk.is_seen(section):
            return redirect(walk.section_url(section))
        context = {
            **frame.settled(walk),
            **frame.parts(walk, here=found),
            **self.besides(),
            "walk": walk,
            "section": found,
            "number": walk.definition.sections.index(found) + 1,
            "total": len(walk.definition.sections),
            "feedback": feedback_on_section(walk, found),
            "following": walk.section_after(section),
            "next_url": walk.next_url(section),
        }
        return render(request, "practice/section_feedback.html", context)

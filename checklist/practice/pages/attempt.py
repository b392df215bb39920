"""Walking an attempt: its sections and its review are the walk's own pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from checklist.engine.definition import Section
from checklist.practice import actions
from checklist.practice.pages.base import OfAttempt, trainee_of
from checklist.practice.walks import AttemptWalk
from checklist.walk.pages.review import ReviewPage
from checklist.walk.pages.section import SectionPage
from checklist.walk.walks import Walk


class AttemptPage(OfAttempt):
    """The address of the attempt itself leads to where it goes on, or to its feedback."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        walk = self.walk
        return redirect(walk.results_url if walk.is_completed else walk.go_on_url)


class AttemptSectionPage(OfAttempt, SectionPage):
    """A section of an attempt. What feedback was shown on can be read, and not changed."""

    walk: AttemptWalk
    template = "practice/section.html"

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        """The section, or the feedback on it once that was shown."""
        if self.walk.is_seen(section) and not self.walk.is_completed:
            return redirect(self.walk.section_feedback_url(section))
        return super().get(request, section)

    def _onward(self, section: Section) -> Callable[[Walk], str]:
        """Where feedback comes after each section, going on closes this one and leads there."""
        onward = super()._onward(section)
        if not self.walk.shows_sections or {"go", "leave"} & self.request.POST.keys():
            return onward
        return lambda walk: self._show(section)

    def _show(self, section: Section) -> str:
        actions.show_section(
            attempt=self.walk.attempt,
            section=section.key,
            actor=trainee_of(self.request),
            now=self.now,
        )
        return self.walk.section_feedback_url(section.key)


class AttemptReviewPage(OfAttempt, ReviewPage):
    """The review of an attempt: POST submits it."""

    walk: AttemptWalk
    template = "practice/review.html"

    def typed(self, request: HttpRequest) -> QueryDict:
        """Nothing: a case asks for no view of one's own."""
        return QueryDict()

    def besides(self) -> dict[str, object]:
        """Where to go back to, besides: the first section that is still open."""
        sections = self.walk.definition.sections
        still_open = (each for each in sections if not self.walk.is_seen(each.key))
        back = next(still_open, None)
        back_url = "" if back is None else self.walk.section_url(back.key)
        return {**super().besides(), "back_url": back_url}

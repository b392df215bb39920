"""The cases: all that are on offer; one of them, and starting it."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.practice import access, actions, offers, queries
from checklist.practice.models import Attempt, Case
from checklist.practice.models.cases import Difficulty
from checklist.practice.pages.base import PracticePage, trainee_of
from checklist.practice.walks import AttemptWalk
from checklist.walk.queries import PAGE_SIZE


class HomePage(PracticePage):
    """The cases that can be practised, which comes next, and what is under way."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        trainee = trainee_of(request)
        under_way = access.mine(trainee).in_progress().select_related("edition")
        latest = [AttemptWalk(each) for each in under_way[: PAGE_SIZE + 1]]
        cases = offers.listed(trainee)
        context = {
            "cases": cases,
            "next": offers.next_of(cases, timezone.now()),
            "has_tried": any(each.times for each in cases),
            "under_way": latest[:PAGE_SIZE],
            "has_more": len(latest) > PAGE_SIZE,
            "seen_by": queries.cohorts_with(trainee),
            "is_supervisor": access.is_supervisor(trainee),
        }
        return render(request, "practice/home.html", context)


class CasePage(PracticePage):
    """One case: GET shows the vignette and what one did before; POST starts an attempt."""

    def get(self, request: HttpRequest, case: str) -> HttpResponse:
        """The case."""
        return self._page(access.find_case(trainee_of(request), case))

    def post(self, request: HttpRequest, case: str) -> HttpResponse:
        """Begin, with feedback when it was asked for."""
        found = access.find_case(trainee_of(request), case)
        feedback = request.POST.get("feedback", Attempt.Feedback.AT_THE_END)
        if feedback not in Attempt.Feedback.values:
            raise BadRequest(_("Choose when feedback is to come."))
        try:
            attempt = actions.start(
                case=found, owner=trainee_of(request), feedback=feedback, now=timezone.now()
            )
        except actions.NotOffered:
            return self._page(found, status=409)
        return redirect(AttemptWalk(attempt).first_url)

    def _page(self, case: Case, *, status: int = 200) -> HttpResponse:
        mine = access.mine(trainee_of(self.request)).filter(edition__case=case)
        tried = Paginator(mine.select_related("edition").order_by("-pk"), PAGE_SIZE)
        page = tried.get_page(self.request.GET.get("page"))
        attempts = [AttemptWalk(each) for each in page]
        says = case.edition.says if case.edition else attempts[0].case
        context = {
            "case": case,
            "says": says,
            "difficulty": Difficulty(says.difficulty).label,
            "attempts": attempts,
            "page": page,
            "choices": Attempt.Feedback.choices,
        }
        return render(self.request, "practice/case.html", context, status=status)

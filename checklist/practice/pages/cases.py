"""The cases: all that are on offer; one of them, and starting it."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from checklist.practice import access, actions
from checklist.practice.models import Attempt, Case
from checklist.practice.models.cases import Difficulty
from checklist.practice.pages.base import trainee_of
from checklist.practice.walks import AttemptWalk


class PracticePage(LoginRequiredMixin, View):
    """A page of practice for whoever is signed in. Never stored by a browser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, for this moment only."""
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer


class HomePage(PracticePage):
    """The cases that can be practised, and what is under way."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        mine = access.mine(trainee_of(request))
        under_way = mine.in_progress().select_related("edition__case")
        context = {
            "cases": Case.objects.offered().select_related("edition"),
            "under_way": [AttemptWalk(each) for each in under_way],
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
        tried = access.mine(trainee_of(self.request)).filter(edition__case=case)
        attempts = [AttemptWalk(each) for each in tried.select_related("edition").order_by("-pk")]
        says = case.edition.says if case.edition else attempts[0].case
        context = {
            "case": case,
            "says": says,
            "difficulty": Difficulty(says.difficulty).label,
            "attempts": attempts,
            "under_way": [each for each in attempts if not each.is_completed],
            "choices": Attempt.Feedback.choices,
        }
        return render(self.request, "practice/case.html", context, status=status)

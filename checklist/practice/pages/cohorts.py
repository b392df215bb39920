"""Cohorts, for those who supervise them. For anybody else there are none, whatever their rights."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.engine.comparison import Agreement
from checklist.practice import access, actions
from checklist.practice.cohorts import attempts as of_cohort
from checklist.practice.cohorts.export import table
from checklist.practice.cohorts.figures import Question
from checklist.practice.cohorts.forms import CohortForm, TraineeForm
from checklist.practice.cohorts.report import Report
from checklist.practice.counts import Counts
from checklist.practice.models import Cohort
from checklist.practice.models.cohorts import supervisors
from checklist.practice.pages.base import PracticePage, trainee_of
from checklist.walk.queries import PAGE_SIZE


class CohortsPage(PracticePage):
    """The cohorts that one supervises; POST makes one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        return self._page(CohortForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make one; only supervisors can."""
        supervisor = trainee_of(request)
        if not access.is_supervisor(supervisor):
            raise PermissionDenied
        form = CohortForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        cohort = actions.new_cohort(name=form.cleaned_data["name"], supervisor=supervisor)
        return redirect("practice:cohort", cohort.pk)

    def _page(self, form: CohortForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        supervisor = trainee_of(self.request)
        if not access.is_supervisor(supervisor):
            raise Http404
        cohorts = access.cohorts_of(supervisor).annotate(number=Count("trainees"))
        context = {"cohorts": cohorts, "form": form}
        return render(self.request, "practice/cohorts.html", context, status=status)


class OfCohort(PracticePage):
    """A page of one cohort."""

    cohort: Cohort

    def dispatch(
        self, request: HttpRequest, *args: Any, cohort: int, **kwargs: Any
    ) -> HttpResponseBase:
        """Find it, or answer 404."""
        if request.user.is_authenticated:
            self.cohort = access.find_cohort(trainee_of(request), cohort)
        return super().dispatch(request, *args, **kwargs)


class CohortPage(OfCohort):
    """Its trainees, and where they differ from the reference; POST puts a trainee in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """All cases, or the one that was chosen."""
        return self._page(TraineeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put somebody in by what they sign in with."""
        form = TraineeForm(request.POST)
        if form.is_valid():
            trainee = form.cleaned_data["trainee"]
            try:
                actions.add_trainee(cohort=self.cohort, trainee=trainee)
            except actions.AlreadyIn:
                form.add_error("person", _("This person is in the cohort already."))
            else:
                told = _("%(name)s is in the cohort now.") % {"name": trainee.get_full_name()}
                messages.success(request, told)
                return redirect("practice:cohort", self.cohort.pk)
        return self._page(form, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _page(self, form: TraineeForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
        chosen = self.request.GET.get("case", "")
        report = Report(of_cohort.first_attempts(self.cohort), chosen)
        if chosen and not report.cases:
            raise Http404
        context = {
            "cohort": self.cohort,
            "supervisors": supervisors().filter(supervises=self.cohort),
            "trainees": of_cohort.trainees(self.cohort),
            "form": form,
            "report": report,
        }
        return render(self.request, "practice/cohort.html", context, status=status)


class QuestionPage(OfCohort):
    """What the trainees answered to one question, case by case."""

    def get(self, request: HttpRequest, checklist: str, criterion: str) -> HttpResponse:
        """The answers of first attempts."""
        report = Report(of_cohort.first_attempts(self.cohort))
        about = report.about(Question(checklist, criterion))
        if about is None:
            raise Http404
        context = {"cohort": self.cohort, "about": about}
        return render(request, "practice/cohort_question.html", context)


class TraineePage(OfCohort):
    """What one trainee submitted; POST takes them out of the cohort."""

    def get(self, request: HttpRequest, trainee: int) -> HttpResponse:
        """Their submitted attempts, the last one first."""
        found = access.find_trainee(self.cohort, trainee)
        submitted = of_cohort.numbered(of_cohort.submitted_in(self.cohort))
        theirs = submitted.filter(owner=found).annotate(remarked=Count("remarks"))
        page = Paginator(theirs.reverse(), PAGE_SIZE).get_page(request.GET.get("page"))
        attempts = of_cohort.with_editions(page)
        context = {
            "cohort": self.cohort,
            "trainee": found,
            "page": page,
            "attempts": [
                {
                    "attempt": attempt,
                    "title": attempt.edition.says.title,
                    "counts": Counts.of(
                        Agreement(each["agreement"]) for each in attempt.judged.values()
                    ),
                }
                for attempt in attempts
            ],
        }
        return render(request, "practice/cohort_trainee.html", context)

    def post(self, request: HttpRequest, trainee: int) -> HttpResponse:
        """Take them out: from now on their attempts are nobody's business here."""
        found = access.find_trainee(self.cohort, trainee)
        actions.remove_trainee(cohort=self.cohort, trainee=found)
        told = _("%(name)s is no longer in the cohort.") % {"name": found.get_full_name()}
        messages.success(request, told)
        return redirect("practice:cohort", self.cohort.pk)


class CohortCsvPage(OfCohort):
    """Every answer that was submitted, as a table for a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table."""
        submitted = of_cohort.numbered(of_cohort.submitted_in(self.cohort))
        attempts = of_cohort.with_editions(submitted.select_related("owner"))
        return HttpResponse(
            table(attempts),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="attempts.csv"'},
        )

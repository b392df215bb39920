"""The considerations, for reading, for machines and for the record; reasons; amending."""

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from checklist.engine.summary import Raised
from checklist.ui.context import site
from checklist.ui.frame import own
from checklist.ui.kept import encoded, kept_page
from checklist.walk import access, actions, considerations, frame, lines, queries
from checklist.walk.export import results_data, status_of
from checklist.walk.forms import ReasonForm
from checklist.walk.models import Reason
from checklist.walk.note import considered, note_text
from checklist.walk.outcome import Outcome, outcome
from checklist.walk.pages.base import OfAssessment, WalkPage, actor_of
from checklist.walk.times import moment
from checklist.walk.walks import AssessmentWalk


class ResultsSheet(WalkPage):
    """What the answers bring up, and the note of it."""

    walk: AssessmentWalk
    template = "walk/results.html"

    @cached_property
    def reasons(self) -> list[Reason]:
        """What was added beside its lines."""
        return queries.reasons(self.walk.assessment)

    def page(self, refused: ReasonForm | None = None, *, status: int = 200) -> HttpResponse:
        """The results; ``refused`` is a reason that was sent and could not be added."""
        walk, mine = self.walk, own(self.request)
        token = str(mine["csrf_token"])
        apart = lines.told_apart(walk, self.reasons, refused, token=token)
        told = outcome(walk, apart)
        contents = {**lines.contents(walk, token), **apart}
        settled = {
            **site(self.request),
            **self._settled(),
            "limits": told.limits,
            "kinds": told.kinds,
            "has_gaps": told.has_gaps,
        }
        parts = {
            **mine,
            "code": walk.code,
            "address": walk.url,
            "completed": moment(walk.completed_at),
            "groups": encoded(told.lines, contents),
            "missing": told.missing,
            "not_asked": told.not_asked,
            "answers": encoded(told.answers, contents),
            "own_view": linebreaksbr(walk.assessment.own_view),
            "note": self.note(told),
        }
        unusual = {
            "refused": refused,
            "amendments": walk.amendments if any(walk.amendments) else None,
            **self.besides(),
        }
        return HttpResponse(kept_page(self.template, settled, parts, unusual), status=status)

    def _settled(self) -> dict[str, Hashable]:
        """What the results of every assessment of this version say."""
        walk = self.walk
        return {
            **frame.settled(walk),
            "purpose": walk.definition.purpose,
            "published": moment(walk.version.published_at) if walk.version.published_at else "",
            "digest": walk.version.digest,
            "has_answers": bool(walk.answered.answers),
            "has_own_view": bool(walk.assessment.own_view),
        }

    def note(self, told: Outcome) -> str:
        """The note for the record, as plain text."""
        if not self.reasons:
            return note_text(self.walk, told.note)
        groups = considerations.groups(self.walk, self.reasons)
        with_reasons = considered(self.walk, groups, emergency_route=settings.URGENT_HELP)
        return note_text(self.walk, with_reasons)


class CompletedPage(OfAssessment, ResultsSheet):
    """A page of a completed assessment; before completion it leads to review."""

    find = staticmethod(access.find_with_amendments)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whoever opens an address that forms are sent to is shown the results."""
        return redirect(self.walk.results_url)

    @property
    def is_completed(self) -> bool:
        """Whether there are results."""
        return self.walk.assessment.is_completed

    def to_review(self) -> HttpResponse:
        """Where results are until there are any."""
        return redirect("walk:review", self.walk.assessment.code)


class ResultsPage(CompletedPage):
    """What to weigh."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The considerations, each with its trace, rule and sources."""
        return self.page() if self.is_completed else self.to_review()


class ReasonsPage(CompletedPage):
    """POST adds a reason beside a line of the results."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Append the reason, dated, and show the line again."""
        if not self.is_completed:
            return self.to_review()
        line = self._line()
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        actions.add_reason(
            assessment=self.walk.assessment,
            line=line,
            text=form.cleaned_data["reason"],
            actor=actor_of(request),
            now=self.now,
        )
        code = self.walk.assessment.code
        return redirect(f"{reverse('walk:results', args=[code])}#line-{line.key}")

    def _line(self) -> Raised:
        """The line that the reason is for. Raises BadRequest for none of these results."""
        sent = self.request.POST.getlist("consideration")
        for raised in self.walk.summary.considerations:
            if sent == [raised.key]:
                return raised
        raise BadRequest(_("These results hold no such line."))


class ResultsJsonPage(CompletedPage):
    """The results for machines."""

    def get(self, request: HttpRequest) -> JsonResponse:
        """The results, or 409 while there are none."""
        assessment = self.walk.assessment
        if not self.is_completed:
            unready = {"reference": assessment.code, "status": status_of(assessment)}
            return JsonResponse(unready, status=409)
        data: dict[str, Any] = results_data(self.walk)
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


class NotePage(CompletedPage):
    """The note for the record, as a file of plain text."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The note."""
        if not self.is_completed:
            return self.to_review()
        note = self.note(outcome(self.walk))
        return HttpResponse(note, content_type="text/plain; charset=utf-8")


class AmendPage(CompletedPage):
    """POST begins a new assessment that names the completed one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin the amendment, and show its answers; one that is open already is gone on with."""
        around = self.walk.amendments
        if around.amended_by and not around.is_amended:
            messages.info(request, _("This amendment was open already. Go on with it here."))
            return redirect("walk:review", around.amended_by)
        try:
            amendment = actions.amend(
                assessment=self.walk.assessment, actor=actor_of(request), now=self.now
            )
        except actions.NotCompleted:
            messages.info(request, _("This assessment is still open: change it here."))
            return redirect("walk:review", self.walk.assessment.code)
        messages.success(
            request,
            _("A new assessment, %(new)s, amends %(old)s. Change what is different, then complete.")
            % {"new": amendment.code, "old": self.walk.assessment.code},
        )
        return redirect("walk:review", amendment.code)

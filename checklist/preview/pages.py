"""The pages of a preview: those of the walk itself, for a draft and without storing anything."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from checklist.content.admin.pages import no_draft_any_more
from checklist.content.compile import NoDraft, compiled
from checklist.content.models import ChecklistVersion
from checklist.content.published import as_if_published
from checklist.engine.problems import InvalidDefinition
from checklist.preview.access import turned_away
from checklist.preview.addresses import unpacked
from checklist.preview.walks import started, still_offered
from checklist.walk.export import results_data
from checklist.walk.models import Assessment, Reason
from checklist.walk.outcome import outcome
from checklist.walk.pages.base import WalkPage
from checklist.walk.pages.results import ResultsSheet
from checklist.walk.pages.review import ReviewPage
from checklist.walk.pages.section import SectionPage
from checklist.walk.walks import REVIEW, AssessmentWalk


class OfDraft(WalkPage):
    """A page of a draft's preview. What the draft says is read anew each time."""

    walk: AssessmentWalk

    def dispatch(
        self, request: HttpRequest, *args: Any, version: int, answers: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Answer whoever may see the draft, as far as it can be walked."""
        self.now = timezone.now()
        answer = turned_away(request) or self._answer(request, version, answers, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def _answer(
        self, request: HttpRequest, pk: int, answers: str, **kwargs: Any
    ) -> HttpResponseBase:
        """The page, or why there is none: the draft may have changed since the last one."""
        version = get_object_or_404(ChecklistVersion.objects.light(), pk=pk)
        if not version.is_draft:
            return no_draft_any_more(request)
        choices = unpacked(answers) if answers else {}
        try:
            definition = compiled(version)
        except NoDraft:
            return no_draft_any_more(request)
        except InvalidDefinition as invalid:
            context = {"draft": version, "problems": invalid.problems}
            return render(request, "preview/unwalkable.html", context, status=409)
        published = as_if_published(version, definition, self.now)
        self.walk = started(published, still_offered(definition, choices), self.now)
        if kwargs.get("section", "") not in {"", *definition.section_by_key}:
            messages.info(request, _("The draft has no such section any more. Go on here."))
            return redirect(self.walk.go_on_url)
        return super().dispatch(request, **kwargs)

    def besides(self) -> dict[str, object]:
        """The banner that tells a preview from what is real."""
        version = self.walk.version
        return {
            "draft": version,
            "draft_address": self.walk.leave_url,
            "begin_address": reverse("preview:begin", args=[version.pk]),
        }


class BeginPage(OfDraft):
    """The address of a preview, with or without answers, leads to where they go on."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        return redirect(self.walk.go_on_url)


class PreviewSectionPage(OfDraft, SectionPage):
    """A section, as clinicians will see it."""

    template = "preview/section.html"


class PreviewReviewPage(OfDraft, ReviewPage):
    """The review, likewise."""

    template = "preview/review.html"


class PreviewResultsPage(OfDraft, ResultsSheet):
    """The results, likewise."""

    template = "preview/results.html"

    @property
    def reasons(self) -> list[Reason]:
        """None is ever kept."""
        return []

    def get(self, request: HttpRequest) -> HttpResponse:
        """What the answers in the address bring up."""
        return self.page()


class PreviewNotePage(PreviewResultsPage):
    """The note for the record, likewise."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The note."""
        return HttpResponse(self.note(outcome(self.walk)), content_type="text/plain; charset=utf-8")


class PreviewJsonPage(PreviewResultsPage):
    """The results for machines, likewise."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The results."""
        data = {**results_data(self.walk), "status": Assessment.Status.COMPLETED}
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


class NothingKeptPage(OfDraft):
    """Where the results send what is kept of an assessment, and is not of a preview."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Whoever opens it is shown the results."""
        return redirect(self.walk.results_url)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Say so, and show the results again."""
        messages.info(request, _("This is a preview: nothing was kept."))
        return redirect(self.walk.results_url)


class SuggestPage(OfDraft):
    """Where clinicians ask for a correction; whoever previews a draft can make it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say so, and show the draft."""
        told = _("Clinicians suggest a correction here. In a draft, make it yourself.")
        messages.info(request, told)
        return redirect(self.walk.leave_url)


class PreviewAmendPage(NothingKeptPage):
    """POST leads back to the answers, as amending does."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Go there."""
        return redirect(self.walk.section_url(REVIEW))

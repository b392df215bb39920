"""What came of one's practice so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from checklist.practice import offers
from checklist.practice.pages.base import PracticePage, trainee_of
from checklist.practice.progress import progress_of


class ProgressPage(PracticePage):
    """All attempts that whoever asks has submitted, looked at together."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it."""
        trainee = trainee_of(request)
        context = {
            "progress": progress_of(trainee),
            "next": offers.next_of(offers.listed(trainee), timezone.now()),
        }
        return render(request, "practice/progress.html", context)

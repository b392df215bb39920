"""The addresses of practice."""

from django.urls import path, register_converter

from checklist.practice.pages.attempt import AttemptPage, AttemptReviewPage, AttemptSectionPage
from checklist.practice.pages.cases import CasePage, HomePage
from checklist.practice.pages.feedback import FeedbackPage, SectionFeedbackPage
from checklist.practice.pages.progress import ProgressPage
from checklist.walk.references import ReferenceConverter

register_converter(ReferenceConverter, "attempt")

app_name = "practice"

ONE = "attempts/<attempt:code>/"

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("progress/", ProgressPage.as_view(), name="progress"),
    path(ONE, AttemptPage.as_view(), name="attempt"),
    path(f"{ONE}review/", AttemptReviewPage.as_view(), name="review"),
    path(f"{ONE}feedback/", FeedbackPage.as_view(), name="feedback"),
    path(f"{ONE}<slug:section>/", AttemptSectionPage.as_view(), name="section"),
    path(f"{ONE}<slug:section>/feedback/", SectionFeedbackPage.as_view(), name="section-feedback"),
    path("<slug:case>/", CasePage.as_view(), name="case"),
]

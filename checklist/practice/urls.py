"""The addresses of practice."""

from django.urls import path, register_converter

from checklist.practice.pages.attempt import AttemptPage, AttemptReviewPage, AttemptSectionPage
from checklist.practice.pages.cases import CasePage, HomePage
from checklist.practice.pages.cohorts import (
    CohortCsvPage,
    CohortPage,
    CohortsPage,
    QuestionPage,
    TraineePage,
)
from checklist.practice.pages.feedback import FeedbackPage, SectionFeedbackPage
from checklist.practice.pages.progress import ProgressPage
from checklist.practice.pages.remarks import CommentsPage
from checklist.walk.references import ReferenceConverter

register_converter(ReferenceConverter, "attempt")

app_name = "practice"

ONE = "attempts/<attempt:code>/"
COHORT = "cohorts/<int:cohort>/"

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("progress/", ProgressPage.as_view(), name="progress"),
    path(ONE, AttemptPage.as_view(), name="attempt"),
    path(f"{ONE}review/", AttemptReviewPage.as_view(), name="review"),
    path(f"{ONE}feedback/", FeedbackPage.as_view(), name="feedback"),
    path(f"{ONE}comments/", CommentsPage.as_view(), name="comments"),
    path(f"{ONE}<slug:section>/", AttemptSectionPage.as_view(), name="section"),
    path(f"{ONE}<slug:section>/feedback/", SectionFeedbackPage.as_view(), name="section-told"),
    path("cohorts/", CohortsPage.as_view(), name="cohorts"),
    path(COHORT, CohortPage.as_view(), name="cohort"),
    path(f"{COHORT}attempts.csv", CohortCsvPage.as_view(), name="cohort-csv"),
    path(f"{COHORT}trainees/<int:trainee>/", TraineePage.as_view(), name="cohort-trainee"),
    path(
        f"{COHORT}questions/<slug:checklist>/<slug:criterion>/",
        QuestionPage.as_view(),
        name="cohort-answers",
    ),
    path("<slug:case>/", CasePage.as_view(), name="case"),
]

"""The addresses of the walk. Other systems and people rely on them."""

from django.urls import path, register_converter

from checklist.walk.pages.blank import blank
from checklist.walk.pages.carry_over import CarryOverPage
from checklist.walk.pages.home import about, home
from checklist.walk.pages.mine import AssessmentsPage
from checklist.walk.pages.results import (
    AmendPage,
    NotePage,
    ReasonsPage,
    ResultsJsonPage,
    ResultsPage,
)
from checklist.walk.pages.review import AssessmentPage, AssessmentReviewPage
from checklist.walk.pages.section import AssessmentSectionPage
from checklist.walk.pages.suggest import SuggestPage
from checklist.walk.references import ReferenceConverter

register_converter(ReferenceConverter, "reference")

app_name = "walk"

ONE = "assessments/<reference:code>/"

urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("checklists/<slug:slug>/blank/", blank, name="blank"),
    path("assessments/", AssessmentsPage.as_view(), name="assessments"),
    path(ONE, AssessmentPage.as_view(), name="assessment"),
    path(f"{ONE}review/", AssessmentReviewPage.as_view(), name="review"),
    path(f"{ONE}results/", ResultsPage.as_view(), name="results"),
    path(f"{ONE}results/reasons/", ReasonsPage.as_view(), name="reasons"),
    path(f"{ONE}results.json", ResultsJsonPage.as_view(), name="results-json"),
    path(f"{ONE}note.txt", NotePage.as_view(), name="note"),
    path(f"{ONE}amend/", AmendPage.as_view(), name="amend"),
    path(f"{ONE}carry-over/", CarryOverPage.as_view(), name="carry-over"),
    path(f"{ONE}suggest/", SuggestPage.as_view(), name="suggest"),
    path(f"{ONE}<slug:section>/", AssessmentSectionPage.as_view(), name="section"),
]

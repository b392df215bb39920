"""The addresses of previews, below the administration's own."""

from django.urls import path

from checklist.preview.pages import (
    BeginPage,
    NothingKeptPage,
    PreviewAmendPage,
    PreviewJsonPage,
    PreviewNotePage,
    PreviewResultsPage,
    PreviewReviewPage,
    PreviewSectionPage,
    SuggestPage,
)

app_name = "preview"

ONE = "<int:version>/<str:answers>/"

urlpatterns = [
    path("<int:version>/", BeginPage.as_view(), name="begin"),
    path(ONE, BeginPage.as_view(), name="walk"),
    path(f"{ONE}review/", PreviewReviewPage.as_view(), name="review"),
    path(f"{ONE}results/", PreviewResultsPage.as_view(), name="results"),
    path(f"{ONE}results/reasons/", NothingKeptPage.as_view(), name="reasons"),
    path(f"{ONE}results.json", PreviewJsonPage.as_view(), name="results-json"),
    path(f"{ONE}note.txt", PreviewNotePage.as_view(), name="note"),
    path(f"{ONE}suggest/", SuggestPage.as_view(), name="suggest"),
    path(f"{ONE}amend/", PreviewAmendPage.as_view(), name="amend"),
    path(f"{ONE}<slug:section>/", PreviewSectionPage.as_view(), name="section"),
]

"""Whatever a draft says and whatever is answered, its preview shows every page."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given

from checklist.content.models import Checklist, ChecklistVersion
from checklist.content.published import as_if_published
from checklist.engine.definition import Definition
from checklist.engine.summary import summarise
from checklist.preview.addresses import unpacked
from checklist.preview.pages import (
    OfDraft,
    PreviewResultsPage,
    PreviewReviewPage,
    PreviewSectionPage,
)
from checklist.preview.walks import PreviewWalk, started
from tests import scenes
from tests.strategies import walks
from tests.walk.pages import read


def shown(page: type[OfDraft], walk: PreviewWalk, **place: str) -> Any:
    """What a page of a walk answers, without asking whose and what it is."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    view = page()
    view.setup(request, **place)
    view.now, view.walk = scenes.THEN, walk
    answer = view.get(request, **place)  # type: ignore[attr-defined]  # each of them has it
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200
    return read(answer)  # type: ignore[arg-type]  # as a client's


@given(walks())
def test_a_preview_renders_every_section_and_the_results(
    drawn: tuple[Definition, dict[str, str]],
) -> None:
    definition, choices = drawn
    draft = ChecklistVersion(pk=7, checklist=Checklist(slug="drawn"), label="1")
    walk = started(as_if_published(draft, definition, scenes.THEN), choices, scenes.THEN)
    summary = summarise(definition, choices)
    for section in definition.sections:
        page = shown(PreviewSectionPage, walk, section=section.key)
        asked = [each.key for each in section.criteria if each.key in walk.in_view]
        assert [each["id"] for each in page.all(class_="crit-at")] == asked
    review = shown(PreviewReviewPage, walk)
    results = shown(PreviewResultsPage, walk)
    missing = sorted(each.criterion for each in summary.missing)
    for page in (review, results):
        assert sorted(page.values("data-missing")) == missing
    lines = [each for each in results.all("details") if "data-consideration" in each.attrs]
    assert [each["data-consideration"] for each in lines] == [
        each.key for each in summary.considerations
    ]
    assert unpacked(walk.url.split("/")[-2]) == choices

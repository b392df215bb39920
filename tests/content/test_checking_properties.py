"""Whatever the checks find no error in can be put into rows, published and walked.

Definitions are drawn as everywhere, and each error is mended as its hint says, so that none of them
is thrown away; warnings are accepted.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.content.actions import load, publish, refuse_held, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, published_version
from checklist.engine.checks import Finding, Level, check_raw
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from tests import EXAMPLES, scenes
from tests.engine.small import place_of
from tests.strategies import GONE, Data, Place, answers_of, definition_data, replaced

TODAY = scenes.THEN.date()
LABEL = {
    "key": "label",
    "kind": "label",
    "title": "A label",
    "publisher": "A maker",
    "locators": "Sections",
    "address": "https://label.example",
    "verified_with": "The whole of it.",
}
CITED = [{"source": "label", "locator": "Uses"}]


MENDED: dict[str, Callable[[Place, str], tuple[Place, Any]]] = {
    "no-source": lambda place, _: (place, CITED),
    "urgent-on-article": lambda place, _: (place, CITED),
    "repeated-question": lambda place, words: (place, words),
    "repeated-consideration": lambda place, words: (place, words),
    "never-in-view": lambda place, _: (place, GONE),
    "never-fires": lambda place, _: (place[:-1], GONE),
}
"""By the code of an error: the place that its hint is about, and what is to stand there."""


def errors_in(data: Data) -> list[Finding]:
    findings = check_raw(data, today=TODAY.isoformat())
    return [each for each in findings if each.level is Level.ERROR]


def mended(data: Data) -> Data:
    """The data after an editor has done what the hint of each error says."""
    data = {**data, "sources": [*data.get("sources", ()), LABEL]}
    while errors := errors_in(data):
        # The last first, so that what is deleted moves nothing that is still to be mended.
        for number, error in enumerate(reversed(errors)):
            words = f"Words {number} of {len(errors)}"
            place, value = MENDED[error.code](place_of(error.path), words)
            data = replaced(data, place, value)
    return data


@st.composite
def walks_without_error(draw: st.DrawFn) -> tuple[Definition, dict[str, str]]:
    """A definition in which the checks find no error, and answers that it offers."""
    definition = parse(mended(draw(definition_data())))
    return definition, draw(answers_of(definition))


@pytest.mark.django_db
@settings(max_examples=EXAMPLES // 4)
@given(walks_without_error())
def test_what_has_no_error_can_be_published_and_every_page_of_it_is_rendered(
    walk: tuple[Definition, dict[str, str]],
) -> None:
    definition, answers = walk
    with transaction.atomic():
        published_version.cache_clear()  # what is undone below leaves its key to the next
        version = published_from_rows(definition)
        assert definition_of(version) == definition
        render(version, answers)
        transaction.set_rollback(True)


def published_from_rows(definition: Definition) -> ChecklistVersion:
    """The definition, published by way of a draft's rows."""
    active = load(envelope=Envelope("some", "1", definition), now=scenes.THEN).version
    draft = start_draft(checklist=active.checklist, label="2", actor=None, now=scenes.THEN)
    refuse_held(scenes.accept_all(draft), today=TODAY)
    return publish(version=scenes.accept_all(draft), actor=None, now=scenes.THEN)


def render(version: ChecklistVersion, answers: dict[str, str]) -> None:
    """Every section page, fresh and answered, and the results."""
    clinician, browser = scenes.make_user("clinician"), Client()
    browser.force_login(clinician)
    assessment = scenes.start(version, clinician)
    sections = [f"{section.key}/" for section in definition_of(version).sections]
    pages = [*sections, "review/"]
    rendered(browser, assessment.code, pages)
    rendered(browser, scenes.answer(assessment, answers).code, pages)
    done = scenes.complete(type(assessment).objects.get(pk=assessment.pk))
    rendered(browser, done.code, ["results/"])


def rendered(browser: Client, code: str, pages: list[str]) -> None:
    for page in pages:
        answer: Any = browser.get(f"/assessments/{code}/{page}")
        assert answer.status_code == 200, page

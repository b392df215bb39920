"""Results that were shown lately are kept, without what anybody typed."""

import pytest
from django.test import Client

from checklist.content.actions import withdraw
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment
from checklist.walk.outcome import outcome
from checklist.walk.walks import AssessmentWalk
from tests import scenes
from tests.walk.pages import at


@pytest.fixture
def completed(assessment: Assessment) -> Assessment:
    """Results with a comment."""
    answers = {"diagnosis": "mdd-moderate-severe", "suicide-risk": "imminent"}
    return scenes.complete(scenes.answer(assessment, answers, {"diagnosis": "Said so <twice>."}))


def test_the_same_answers_are_put_together_once(completed: Assessment) -> None:
    again = AssessmentWalk(Assessment.objects.get(pk=completed.pk))
    assert outcome(AssessmentWalk(completed)) is outcome(again)


def test_nothing_that_was_typed_is_kept(completed: Assessment) -> None:
    told = outcome(AssessmentWalk(completed))
    assert "The depression" in told.answers
    assert "Said so" not in "".join(str(each) for each in told)


def test_two_people_with_the_same_answers_read_each_their_own_words(
    client: Client, completed: Assessment, version: ChecklistVersion
) -> None:
    other = scenes.start(version, completed.owner)
    answers = {"diagnosis": "mdd-moderate-severe", "suicide-risk": "imminent"}
    other = scenes.complete(scenes.answer(other, answers, {"diagnosis": "Other words."}))
    pages = [client.get(at(each, "results/")).content.decode() for each in (completed, other)]
    assert ["Said so &lt;twice&gt;." in page for page in pages] == [True, False]
    assert ["Other words." in page for page in pages] == [False, True]


def test_what_is_withdrawn_later_is_told_of_results_that_are_kept(
    client: Client, completed: Assessment
) -> None:
    before = client.get(at(completed, "results/")).content.decode()
    (first, *_) = scenes.summary_of(completed).considerations
    withdraw(
        version=completed.version,
        consideration=first.key,
        reason="A later trial found the opposite.",
        actor=None,
        now=scenes.THEN,
    )
    after = client.get(at(completed, "results/")).content.decode()
    assert "A later trial found the opposite." not in before
    assert "A later trial found the opposite." in after

"""Stored definitions, kept by the process."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from checklist.content import published
from checklist.content.models import ChecklistVersion
from checklist.content.published import AlteredDefinition, NotPublished, definition_of, shelf
from checklist.engine import codec


@pytest.fixture(autouse=True)
def _empty_shelf() -> Iterator[None]:
    shelf.clear()
    yield
    shelf.clear()


def test_a_definition_is_read_once_and_then_costs_no_query(
    active: ChecklistVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    light = ChecklistVersion.objects.light().get(pk=active.pk)
    with django_assert_num_queries(1):
        definition = definition_of(light)
    again = ChecklistVersion.objects.light().get(pk=active.pk)
    with django_assert_num_queries(0):
        assert definition_of(again) is definition
    assert codec.canonical_json(definition) == active.definition
    assert codec.digest(definition) == active.digest


def test_a_version_loaded_with_its_text_costs_no_query(
    active: ChecklistVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    whole = ChecklistVersion.objects.get(pk=active.pk)
    with django_assert_num_queries(0):
        definition_of(whole)


def test_versions_with_the_same_content_share_one_definition(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    twin = ChecklistVersion(digest=active.digest)
    assert definition_of(twin) is definition_of(active)


def test_a_draft_has_no_definition(draft: ChecklistVersion) -> None:
    with pytest.raises(NotPublished):
        definition_of(draft)


def test_a_text_that_is_not_the_one_published_is_refused(active: ChecklistVersion) -> None:
    text = active.definition.replace("emergencies", "emergency")
    ChecklistVersion.objects.filter(pk=active.pk).update(definition=text)
    with pytest.raises(AlteredDefinition):
        definition_of(ChecklistVersion.objects.get(pk=active.pk))


def test_what_was_published_under_earlier_rules_stays_readable(active: ChecklistVersion) -> None:
    """Such as a text that was allowed to be longer then."""
    definition = definition_of(active).model_copy(update={"title": "long " * 100})
    older = ChecklistVersion(
        definition=codec.canonical_json(definition), digest=codec.digest(definition)
    )
    assert definition_of(older) == definition


def test_the_shelf_lets_go_what_was_not_asked_for_longest(active: ChecklistVersion) -> None:
    definition = definition_of(active)
    small = published._Shelf(2)
    small.put("a", definition)
    small.put("b", definition)
    assert small.get("a") is definition
    small.put("c", definition)
    assert [small.get(digest) for digest in "abc"] == [definition, None, definition]

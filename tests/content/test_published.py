"""Stored definitions, kept by the process."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoAssertNumQueries

from checklist.content import published
from checklist.content.models import ChecklistVersion, Status
from checklist.content.published import (
    AlteredDefinition,
    NotPublished,
    definition_of,
    definition_with,
    published_version,
    shelf,
)
from checklist.engine import codec
from tests import scenes
from tests.content.altered import alter


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
    alter(active)
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


def test_a_definition_is_known_by_its_digest_and_read_again_when_it_was_let_go(
    active: ChecklistVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        definition = definition_with(active.digest)
    with django_assert_num_queries(0):
        assert definition_with(active.digest) is definition
        assert definition_of(ChecklistVersion(digest=active.digest)) is definition
    shelf.clear()
    with django_assert_num_queries(1):
        again = definition_with(active.digest)
    assert again == definition
    assert again is not definition
    assert codec.digest(again) == active.digest


def test_each_digest_gives_its_own_definition(active: ChecklistVersion) -> None:
    other = scenes.load_starter(scenes.FOLLOW_UP)
    found = [definition_with(version.digest) for version in (active, other)]
    assert [codec.digest(each) for each in found] == [active.digest, other.digest]


def test_the_definition_of_a_retired_version_is_found(active: ChecklistVersion) -> None:
    ChecklistVersion.objects.update(status=Status.RETIRED, retired_at=scenes.THEN)
    assert codec.digest(definition_with(active.digest)) == active.digest


@pytest.mark.parametrize("digest", ["0" * 64, "", "51b3"])
def test_a_digest_that_nobody_has_is_not_published(draft: ChecklistVersion, digest: str) -> None:
    """A draft has none, which is not to say that it has an empty one."""
    with pytest.raises(NotPublished):
        definition_with(digest)


def test_an_altered_text_is_refused_by_its_digest_too(active: ChecklistVersion) -> None:
    alter(active)
    for _ in range(2):
        with pytest.raises(AlteredDefinition):
            definition_with(active.digest)


def test_a_published_version_costs_one_query_for_all_time_and_never_its_text(
    active: ChecklistVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        version = published_version(active.pk)
        assert (version, version.label, version.digest, version.checklist.slug) == (
            active,
            active.label,
            active.digest,
            scenes.MAIN,
        )
    assert version.get_deferred_fields() == {"definition"}
    with django_assert_num_queries(0):
        assert published_version(active.pk) is version


def test_a_draft_is_no_published_version_until_it_is(draft: ChecklistVersion) -> None:
    for _ in range(2):
        with pytest.raises(ChecklistVersion.DoesNotExist):
            published_version(draft.pk)
    scenes.put_in_use(draft)
    assert published_version(draft.pk) == draft
    assert published_version(draft.pk).digest == ChecklistVersion.objects.get(pk=draft.pk).digest


def test_a_retired_version_is_still_a_published_one(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    scenes.put_in_use(draft)
    assert (published_version(active.pk), published_version(draft.pk)) == (active, draft)


def test_there_is_no_published_version_without_a_row(active: ChecklistVersion) -> None:
    with pytest.raises(ChecklistVersion.DoesNotExist):
        published_version(active.pk + 1)

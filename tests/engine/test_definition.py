"""What a definition answers about itself."""

import pytest
from pydantic import ValidationError

from checklist.engine.codec import digest
from tests.engine.small import small


def test_criteria_stand_in_document_order() -> None:
    assert list(small().criteria) == ["depth", "length", "help"]


def test_criteria_are_numbered_by_section_and_place() -> None:
    assert small().numbers == {"depth": "1.1", "length": "1.2", "help": "2.1"}


def test_sections_and_sources_are_found_by_key() -> None:
    definition = small()
    assert {key: section.title for key, section in definition.section_by_key.items()} == {
        "mood": "Mood",
        "plan": "Plan",
    }
    assert {key: section.key for key, section in definition.section_of.items()} == {
        "depth": "mood",
        "length": "mood",
        "help": "plan",
    }
    assert {key: source.title for key, source in definition.source_by_key.items()} == {
        "article": "An article",
        "label": "A label",
    }


def test_considerations_are_told_with_their_paths_options_first() -> None:
    assert [(path, each.key) for path, each in small().considerations()] == [
        ("sections[0].criteria[0].options[0].considerations[0]", "depth.deep.1"),
        ("sections[0].criteria[0].options[0].considerations[1]", "depth.deep.2"),
        ("sections[0].criteria[1].options[1].considerations[0]", "length.years.1"),
        ("rules[0].consideration", "rule-deep-long"),
        ("rules[1].consideration", "rule-alone"),
    ]


def test_a_definition_cannot_be_changed() -> None:
    for part in (small(), small().criteria["depth"], small().rules[0].when):
        with pytest.raises(ValidationError, match="frozen"):
            setattr(part, next(iter(type(part).model_fields)), "changed")


def test_a_definition_that_was_asked_equals_one_that_was_not() -> None:
    asked = small()
    assert asked.criteria["depth"].accepts("deep")
    assert asked.numbers
    assert (asked, hash(asked), digest(asked)) == (small(), hash(small()), digest(small()))

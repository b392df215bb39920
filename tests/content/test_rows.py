"""A draft's rows: what the database holds to, and what can be stored half-way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, RestrictedError

from checklist.content.actions import start_draft
from checklist.content.compile import compiled, raw
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    ROW_MODELS,
    AnswerOption,
    Citation,
    Condition,
    Consideration,
    Criterion,
    Draft,
    Limit,
    Row,
    Rule,
    Section,
    Source,
    draft_of,
)
from checklist.content.models.words import KindWords, SourceKindWords
from checklist.content.whole import WholeDraft
from checklist.engine import codec
from checklist.engine.parts import Kind, SourceKind
from checklist.engine.problems import InvalidDefinition

Make = Callable[[], Model]


def first(model: type[Model], **fields: Any) -> Any:
    return model._default_manager.filter(**fields).first()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("consideration", lambda: Consideration.objects.create(position=1)),
        (
            "consideration",
            lambda: Consideration.objects.create(
                position=1,
                option=first(AnswerOption),
                rule=Rule.objects.create(draft=first(Draft), position=99),
            ),
        ),
        ("condition", lambda: Condition.objects.create(position=1)),
        (
            "condition",
            lambda: Condition.objects.create(
                position=1, criterion=first(Criterion), rule=first(Rule)
            ),
        ),
        ("citation", lambda: Citation.objects.create(position=1, source=first(Source))),
        (
            "citation",
            lambda: Citation.objects.create(
                position=1,
                source=first(Source),
                criterion=first(Criterion),
                consideration=first(Consideration),
            ),
        ),
    ],
)
def test_a_row_belongs_to_exactly_one_parent(
    draft: ChecklistVersion, name: str, make: Make
) -> None:
    constraint = f"content_{name}_one_parent"
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_a_rule_has_one_consideration(draft: ChecklistVersion) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Consideration.objects.create(position=2, rule=first(Rule))


def test_every_row_knows_its_draft(draft: ChecklistVersion) -> None:
    for model in ROW_MODELS:
        rows = list(model._default_manager.all())
        assert rows or model.__name__ == "Pair"
        for row in rows:
            assert isinstance(row, Draft | Row)
            assert draft_of(row).pk == draft.pk


@pytest.mark.whole_starter
def test_every_row_has_a_name_that_an_editor_can_read(draft: ChecklistVersion) -> None:
    names = {str(row) for model in ROW_MODELS for row in model._default_manager.all()}
    assert "" not in names
    assert max(len(name) for name in names) <= 80
    assert str(Section(key="", title="")) == "(no name yet)"
    looks = first(Condition, rule=first(Rule))
    assert str(looks) == "Adequate trials: Two or more"
    looks.accepted.all().delete()
    assert str(Condition.objects.get(pk=looks.pk)) == "condition"
    rule = Rule.objects.create(draft=Draft.objects.get(), position=99, match="all")
    assert str(rule) == "New rule"
    Consideration.objects.create(rule=rule, position=1)
    assert str(Rule.objects.get(pk=rule.pk)) == "New rule"


def test_what_a_condition_looks_at_cannot_be_deleted_under_it(draft: ChecklistVersion) -> None:
    option = first(AnswerOption, conditions__isnull=False)
    for row in (option, option.criterion, option.criterion.section):
        with pytest.raises(RestrictedError):
            row.delete()


def test_a_source_cannot_be_deleted_under_its_citations(draft: ChecklistVersion) -> None:
    with pytest.raises(RestrictedError):
        first(Source, citations__isnull=False).delete()


@pytest.mark.whole_starter
def test_what_is_half_written_is_stored_and_told_when_compiled(draft: ChecklistVersion) -> None:
    rows = Draft.objects.get()
    twice = first(Section)
    section = Section.objects.create(draft=rows, position=98, key=twice.key)
    Criterion.objects.create(section=section, position=1, key="Not A Key")
    Rule.objects.create(draft=rows, position=98)
    empty = Rule.objects.create(draft=rows, position=99)
    Condition.objects.create(rule=empty, position=1)
    Consideration.objects.create(rule=empty, position=1)
    Source.objects.create(draft=rows, position=99, year=1)
    Limit.objects.create(draft=rows, position=99)
    with pytest.raises(InvalidDefinition) as refused:
        compiled(draft)
    told = {problem.path for problem in refused.value.problems}
    assert told == {
        "limits[5]",
        "rules[17].consideration",
        "rules[17].when.conditions",
        "rules[18].consideration.key",
        "rules[18].consideration.kind",
        "rules[18].consideration.text",
        "rules[18].when.conditions[0].criterion",
        "rules[18].when.conditions[0].options",
        "sections[7].criteria[0].help",
        "sections[7].criteria[0].key",
        "sections[7].criteria[0].options",
        "sections[7].criteria[0].question",
        "sections[7].criteria[0].short",
        "sections[7].key",
        "sections[7].lead",
        "sections[7].title",
        "sources[54].address",
        "sources[54].key",
        "sources[54].kind",
        "sources[54].locators",
        "sources[54].publisher",
        "sources[54].title",
        "sources[54].verified_with",
        "sources[54].year",
    }


def test_rows_stand_by_their_numbers_and_then_as_they_were_added(draft: ChecklistVersion) -> None:
    rows = Draft.objects.get()
    Limit.objects.all().delete()
    for position, text in ((2, "c"), (1, "a"), (1, "b"), (3, "d")):
        Limit.objects.create(draft=rows, position=position, text=text)
    assert raw(WholeDraft.of(rows.pk))["limits"] == ["a", "b", "c", "d"]


def test_two_drafts_do_not_mix(active: ChecklistVersion, draft: ChecklistVersion) -> None:
    other = start_draft(checklist=active.checklist, label="1.2", actor=None, now=draft.created_at)
    Limit.objects.filter(draft_id=draft.pk).update(text="Changed.")
    assert codec.digest(compiled(other)) == active.digest
    assert codec.digest(compiled(draft)) != active.digest


def test_editors_read_the_same_words_for_a_kind_in_forms_and_in_what_the_engine_says() -> None:
    for words, kinds in ((KindWords, Kind), (SourceKindWords, SourceKind)):
        assert {each.value: str(each.label) for each in words} == {
            each.value: each.words for each in kinds
        }

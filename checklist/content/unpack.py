"""From a Definition to the rows of a draft: made here, unsaved; an action stores them."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import (
    ROW_MODELS,
    AnswerOption,
    Citation,
    Condition,
    ConditionOption,
    Consideration,
    ContextLine,
    Criterion,
    Difference,
    Draft,
    Limit,
    Pair,
    Row,
    Rule,
    Section,
    Source,
)
from checklist.engine import parts
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion

Rows = dict[type[Model], list[Model]]
Made = TypeVar("Made", bound=Draft | Row)


def unpacked(version: ChecklistVersion, definition: Definition) -> Rows:
    """The rows of a draft with this content, by their models, in the order of ``ROW_MODELS``."""
    return _Unpacking(version, definition).made


class _Unpacking:
    """One definition on its way into rows."""

    def __init__(self, version: ChecklistVersion, definition: Definition) -> None:
        self.made: Rows = {model: [] for model in ROW_MODELS}
        self.sources: dict[str, Source] = {}
        self.options: dict[tuple[str, str], AnswerOption] = {}
        self.draft = self._add(
            Draft(
                version=version,
                title=definition.title,
                language=definition.language,
                introduction=definition.introduction,
                not_for=definition.not_for,
                purpose=definition.purpose,
                starts_from=definition.starts_from,
            )
        )
        self._frame(definition)
        self._sections(definition)
        self._rules(definition)
        self._background(definition)

    def _add(self, row: Made) -> Made:
        self.made[type(row)].append(row)
        return row

    def _frame(self, definition: Definition) -> None:
        for position, text in enumerate(definition.limits, start=1):
            self._add(Limit(draft=self.draft, position=position, text=text))
        for position, source in enumerate(definition.sources, start=1):
            said = source.model_dump(mode="json")
            said["review_by"] = said["review_by"] or None
            self.sources[source.key] = self._add(
                Source(draft=self.draft, position=position, **said)
            )

    def _sections(self, definition: Definition) -> None:
        for position, section in enumerate(definition.sections, start=1):
            row = self._add(
                Section(
                    draft=self.draft,
                    position=position,
                    key=section.key,
                    title=section.title,
                    lead=section.lead,
                )
            )
            for place, criterion in enumerate(section.criteria, start=1):
                self._criterion(row, place, criterion)

    def _criterion(self, section: Section, position: int, criterion: AnyCriterion) -> None:
        row = self._add(
            Criterion(
                section=section,
                position=position,
                kind=criterion.kind,
                key=criterion.key,
                short=criterion.short,
                question=criterion.question,
                help=criterion.help,
            )
        )
        self._citations(criterion.sources, criterion=row)
        if criterion.in_view is not None:
            row.match = criterion.in_view.match.value
            self._conditions(criterion.in_view, criterion=row)
        for place, option in enumerate(criterion.options, start=1):
            offered = self._add(
                AnswerOption(
                    criterion=row,
                    position=place,
                    key=option.key,
                    label=option.label,
                    unknown=option.unknown,
                )
            )
            self.options[criterion.key, option.key] = offered
            for number, consideration in enumerate(option.considerations, start=1):
                self._consideration(number, consideration, option=offered)

    def _rules(self, definition: Definition) -> None:
        for position, rule in enumerate(definition.rules, start=1):
            row = self._add(Rule(draft=self.draft, position=position, match=rule.when.match.value))
            self._conditions(rule.when, rule=row)
            self._consideration(1, rule.consideration, rule=row)

    def _background(self, definition: Definition) -> None:
        for position, line in enumerate(definition.context, start=1):
            row = self._add(
                ContextLine(draft=self.draft, position=position, key=line.key, text=line.text)
            )
            self._citations(line.sources, context_line=row)
        for position, difference in enumerate(definition.differences, start=1):
            self._add(Difference(draft=self.draft, position=position, **difference.model_dump()))
        for position, pair in enumerate(definition.then_and_now, start=1):
            before, after = " ".join(pair.before), " ".join(pair.after)
            self._add(Pair(draft=self.draft, position=position, before=before, after=after))

    def _consideration(
        self, position: int, consideration: parts.Consideration, **parent: Row
    ) -> None:
        row = self._add(
            Consideration(
                position=position,
                key=consideration.key,
                kind=consideration.kind.value,
                text=consideration.text,
                **parent,
            )
        )
        self._citations(consideration.sources, consideration=row)

    def _conditions(self, when: parts.When, **parent: Row) -> None:
        for position, condition in enumerate(when.conditions, start=1):
            row = self._add(Condition(position=position, **parent))
            for place, key in enumerate(condition.options, start=1):
                option = self.options[condition.criterion, key]
                self._add(ConditionOption(condition=row, position=place, option=option))

    def _citations(self, citations: Iterable[parts.Citation], **parent: Row) -> None:
        for position, citation in enumerate(citations, start=1):
            self._add(
                Citation(
                    position=position,
                    source=self.sources[citation.source],
                    locator=citation.locator,
                    **parent,
                )
            )

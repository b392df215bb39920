"""Between a case as an editor's rows and a case as the engine takes it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from checklist.engine import cases, codec
from checklist.engine.cases import PanelAnswer, Reference
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Kind
from checklist.practice.models import Case, ReferenceAnswer

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_LINE_BREAK = re.compile(r"\s*[\t\n\v\f\r\x85\u2028\u2029]\s*")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text in which an empty line begins a new one."""
    found = _BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n"))
    return tuple(one_line(each) for each in found if each.strip())


def one_line(text: str) -> str:
    """A text with a space for every break of its lines."""
    return _LINE_BREAK.sub(" ", text.strip())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(each.strip() for each in text.splitlines() if each.strip())


def tags(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(each.strip() for each in text.split(",") if each.strip())


def expected_of(stored: Mapping[str, list[str]]) -> dict[Kind, tuple[str, ...]]:
    """What is expected, as it is stored, as the engine takes it."""
    return {kind: tuple(stored[kind]) for kind in Kind if stored.get(kind)}


def stored(expected: Mapping[Kind, tuple[str, ...]]) -> dict[str, list[str]]:
    """The way back."""
    return {kind.value: list(keys) for kind, keys in expected.items() if keys}


def read(case: Case, definition: Definition) -> cases.Case:
    """What the rows of a case say, the references in the order of the checklist.

    A criterion without any answer has no reference. What another version has and this one does not
    comes last.
    """
    order = {key: place for place, key in enumerate(definition.criteria)}
    rows = [row for row in case.references.all() if row.option or row.panel]
    rows.sort(key=lambda row: order.get(row.criterion, len(order)))
    return cases.Case(
        key=case.key,
        title=case.title,
        difficulty=case.difficulty,
        tags=tags(case.tags),
        vignette=paragraphs(case.vignette),
        learning_points=lines(case.learning_points),
        references=tuple(_reference(row) for row in rows),
        expected=expected_of(case.expected),
    )


def _reference(row: ReferenceAnswer) -> Reference:
    return Reference(
        criterion=row.criterion,
        option=row.option,
        panel=tuple(PanelAnswer(option=option, people=people) for option, people in row.panel),
        acceptable=tuple(row.acceptable),
        unsafe=row.is_unsafe,
        rationale=row.rationale,
    )


def write(case: Case, says: cases.Case) -> None:
    """Put what a case says into it, all but its references. Nothing is stored."""
    case.key, case.title, case.difficulty = says.key, says.title, says.difficulty
    case.tags = ", ".join(says.tags)
    case.vignette = "\n\n".join(says.vignette)
    case.learning_points = "\n".join(says.learning_points)
    case.expected = stored(says.expected)


def rows_of(
    case: Case, references: Iterable[Reference], definition: Definition
) -> Iterator[ReferenceAnswer]:
    """The rows for its references: one for every criterion there is. Nothing is stored."""
    by_criterion = {each.criterion: each for each in references}
    for key in definition.criteria:
        yield _row(case, key, by_criterion.get(key))


def _row(case: Case, criterion: str, reference: Reference | None) -> ReferenceAnswer:
    row = ReferenceAnswer(case=case, criterion=criterion)
    if reference is not None:
        row.option = reference.option
        row.panel = [[each.option, each.people] for each in reference.panel]
        row.acceptable = list(reference.acceptable)
        row.is_unsafe = reference.unsafe
        row.rationale = reference.rationale
    return row


def carry_rows(case: Case, definition: Definition) -> None:
    """Put the rows of a case into a row for every criterion of another definition.

    Answers that it does not have go; what was written beside them stays, for an editor to use.
    """
    before = {row.criterion: row for row in case.references.all()}
    case.references.all().delete()
    ReferenceAnswer.objects.bulk_create(
        _carried(case, criterion, before.get(key, ReferenceAnswer(criterion=key)))
        for key, criterion in definition.criteria.items()
    )


def _carried(case: Case, criterion: AnyCriterion, row: ReferenceAnswer) -> ReferenceAnswer:
    return ReferenceAnswer(
        case=case,
        criterion=row.criterion,
        option=row.option if criterion.accepts(row.option) else "",
        panel=[[option, people] for option, people in row.panel if criterion.accepts(option)],
        acceptable=[option for option in row.acceptable if criterion.accepts(option)],
        is_unsafe=row.is_unsafe,
        rationale=row.rationale,
    )


def canonical(says: cases.Case) -> str:
    """The text of a case: the same for the same content."""
    data = says.model_dump(mode="json")
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(says: cases.Case) -> str:
    """SHA-256 over that text."""
    return codec.digest_of(canonical(says))

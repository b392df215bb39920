"""What must hold for content to be a Definition, beyond the shape of its parts.

Each function looks at one matter and yields every problem it finds; ``problems_of`` asks them all.
What an editor may publish but should think about again (warnings) is not judged here.
"""

import re
from collections.abc import Iterator

from checklist.engine import limits
from checklist.engine.definition import Definition
from checklist.engine.kinds import AnyCriterion
from checklist.engine.parts import Citation, Pair, When
from checklist.engine.problems import Problem
from checklist.engine.texts import is_date, key_problems, repeated, text_problems

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def problems_of(definition: Definition) -> tuple[Problem, ...]:
    """Every problem of a definition of the right shape; an empty tuple means that it holds."""
    return (
        *_frame(definition),
        *_sources(definition),
        *_sections(definition),
        *_rules(definition),
        *_considerations(definition),
        *_citations(definition),
        *_background(definition),
    )


def _frame(definition: Definition) -> Iterator[Problem]:
    yield from text_problems("title", definition.title, limits.TITLE_CHARACTERS)
    if not LANGUAGE_TAG.fullmatch(definition.language):
        message = "A language is a tag such as “en” or “pt-BR”."
        yield Problem("language", message, "malformed-language")
    yield from text_problems("introduction", definition.introduction, limits.PROSE_CHARACTERS)
    if definition.not_for:
        yield from text_problems("not_for", definition.not_for, limits.PROSE_CHARACTERS)
    yield from text_problems("purpose", definition.purpose, limits.PROSE_CHARACTERS)
    if not definition.limits:
        yield Problem("limits", "A checklist must state its own limits.", "no-limits")
    for number, limit in enumerate(definition.limits):
        yield from text_problems(f"limits[{number}]", limit, limits.PROSE_CHARACTERS)
    if not definition.sections:
        yield Problem("sections", "A checklist needs at least one section.", "no-section")


def _sources(definition: Definition) -> Iterator[Problem]:
    for number, source in enumerate(definition.sources):
        path = f"sources[{number}]"
        yield from key_problems(f"{path}.key", source.key)
        for field in ("title", "publisher", "locators", "address", "verified_with"):
            yield from text_problems(
                f"{path}.{field}", getattr(source, field), limits.PROSE_CHARACTERS
            )
        if source.year is not None and not limits.FIRST_YEAR <= source.year <= limits.LAST_YEAR:
            message = f"A year lies between {limits.FIRST_YEAR} and {limits.LAST_YEAR}."
            yield Problem(f"{path}.year", message, "malformed-year")
        if source.review_by and not is_date(source.review_by):
            message = "A date is a day written as 2030-01-31."
            yield Problem(f"{path}.review_by", message, "malformed-date")
    for number in repeated(source.key for source in definition.sources):
        yield Problem(f"sources[{number}].key", "Another source has this key.", "duplicate-key")


def _sections(definition: Definition) -> Iterator[Problem]:
    for number in repeated(section.key for section in definition.sections):
        yield Problem(f"sections[{number}].key", "Another section has this key.", "duplicate-key")
    earlier: dict[str, AnyCriterion] = {}
    for number, section in enumerate(definition.sections):
        path = f"sections[{number}]"
        yield from key_problems(f"{path}.key", section.key)
        if section.key in limits.RESERVED_SECTION_KEYS:
            message = f"“{section.key}” is needed for an address of its own."
            yield Problem(f"{path}.key", message, "reserved-key")
        yield from text_problems(f"{path}.title", section.title, limits.TITLE_CHARACTERS)
        yield from text_problems(f"{path}.lead", section.lead, limits.PROSE_CHARACTERS)
        if not section.criteria:
            message = "A section needs at least one criterion."
            yield Problem(f"{path}.criteria", message, "empty-section")
        for place, criterion in enumerate(section.criteria):
            yield from _criterion(f"{path}.criteria[{place}]", criterion, earlier, definition)
            earlier.setdefault(criterion.key, criterion)


def _criterion(
    path: str,
    criterion: AnyCriterion,
    earlier: dict[str, AnyCriterion],
    definition: Definition,
) -> Iterator[Problem]:
    yield from key_problems(f"{path}.key", criterion.key)
    if criterion.key in earlier:
        yield Problem(f"{path}.key", "Another criterion has this key.", "duplicate-key")
    if criterion.key in limits.RESERVED_CRITERION_KEYS or criterion.key.endswith(
        limits.RESERVED_CRITERION_ENDING
    ):
        message = f"“{criterion.key}” is needed for a form field of its own."
        yield Problem(f"{path}.key", message, "reserved-key")
    yield from text_problems(f"{path}.short", criterion.short, limits.SHORT_CHARACTERS)
    yield from text_problems(f"{path}.question", criterion.question, limits.QUESTION_CHARACTERS)
    yield from text_problems(
        f"{path}.help", criterion.help, limits.PROSE_CHARACTERS, limits.HELP_WORDS
    )
    for problem in criterion.problems():
        yield Problem(f"{path}.{problem.path}", problem.message, problem.code)
    if criterion.in_view is not None:
        yield from _when(
            f"{path}.in_view", criterion.in_view, earlier, definition, asked=criterion.key
        )


def _rules(definition: Definition) -> Iterator[Problem]:
    for number, rule in enumerate(definition.rules):
        path = f"rules[{number}]"
        yield from _when(f"{path}.when", rule.when, definition.criteria, definition)
        yield from key_problems(f"{path}.consideration.key", rule.consideration.key)


def _when(
    path: str,
    when: When,
    known: dict[str, AnyCriterion],
    definition: Definition,
    asked: str = "",
) -> Iterator[Problem]:
    """Conditions that look at known criteria. ``asked`` is the criterion that they show, if any."""
    if not when.conditions:
        message = "There must be at least one condition."
        yield Problem(f"{path}.conditions", message, "no-condition")
    for number, condition in enumerate(when.conditions):
        place = f"{path}.conditions[{number}]"
        criterion = known.get(condition.criterion)
        if criterion is None:
            yield _stranger(f"{place}.criterion", condition.criterion, definition, asked)
        elif fault := criterion.condition_problem(condition):
            yield Problem(f"{place}.options", fault, "unknown-option")
        if not condition.options:
            message = "A condition names at least one option."
            yield Problem(f"{place}.options", message, "empty-condition")
        for position in repeated(condition.options):
            message = "This option is named twice."
            yield Problem(f"{place}.options[{position}]", message, "repeated-option")


def _stranger(path: str, key: str, definition: Definition, asked: str) -> Problem:
    if key in definition.criteria:
        message = f"“{key}” does not stand earlier; a condition looks only at earlier criteria."
        return Problem(path, message, "own-criterion" if key == asked else "later-criterion")
    return Problem(path, f"There is no criterion “{key}”.", "unknown-criterion")


def _considerations(definition: Definition) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, consideration in definition.considerations():
        if consideration.key in seen:
            message = "Another consideration has this key."
            yield Problem(f"{path}.key", message, "duplicate-key")
        seen.add(consideration.key)
        yield from text_problems(
            f"{path}.text",
            consideration.text,
            limits.PROSE_CHARACTERS,
            limits.CONSIDERATION_WORDS,
        )


def _citations(definition: Definition) -> Iterator[Problem]:
    for path, citations in _cited(definition):
        for number, citation in enumerate(citations):
            place = f"{path}.sources[{number}]"
            if citation.source not in definition.source_by_key:
                message = f"There is no source “{citation.source}”."
                yield Problem(f"{place}.source", message, "unknown-source")
            if citation.locator:
                yield from text_problems(
                    f"{place}.locator", citation.locator, limits.LOCATOR_CHARACTERS
                )
        for number in repeated(citation.source for citation in citations):
            message = "This source is already cited here; put both places into one locator."
            yield Problem(f"{path}.sources[{number}].source", message, "repeated-source")


def _cited(definition: Definition) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    for chapter, section in enumerate(definition.sections):
        for place, criterion in enumerate(section.criteria):
            yield f"sections[{chapter}].criteria[{place}]", criterion.sources
    for path, consideration in definition.considerations():
        yield path, consideration.sources
    for number, line in enumerate(definition.context):
        yield f"context[{number}]", line.sources


def _background(definition: Definition) -> Iterator[Problem]:
    for number, line in enumerate(definition.context):
        yield from key_problems(f"context[{number}].key", line.key)
        yield from text_problems(f"context[{number}].text", line.text, limits.PROSE_CHARACTERS)
    for number in repeated(line.key for line in definition.context):
        yield Problem(
            f"context[{number}].key", "Another context line has this key.", "duplicate-key"
        )
    for number, difference in enumerate(definition.differences):
        for field in ("locator", "says", "beside", "shows"):
            yield from text_problems(
                f"differences[{number}].{field}",
                getattr(difference, field),
                limits.PROSE_CHARACTERS,
            )
    yield from _pairs(definition)


def _pairs(definition: Definition) -> Iterator[Problem]:
    if definition.starts_from:
        yield from key_problems("starts_from", definition.starts_from)
    for number, pair in enumerate(definition.then_and_now):
        path = f"then_and_now[{number}]"
        if not definition.starts_from:
            message = "Pairs need a checklist that this one starts from."
            yield Problem(path, message, "pairs-alone")
        yield from _pair(path, pair, definition)


def _pair(path: str, pair: Pair, definition: Definition) -> Iterator[Problem]:
    for side, keys in (("before", pair.before), ("after", pair.after)):
        if not keys:
            yield Problem(f"{path}.{side}", "A pair names criteria on either side.", "empty-pair")
    for position, key in enumerate(pair.before):
        yield from key_problems(f"{path}.before[{position}]", key)
    for position, key in enumerate(pair.after):
        if key not in definition.criteria:
            message = f"There is no criterion “{key}”."
            yield Problem(f"{path}.after[{position}]", message, "unknown-criterion")

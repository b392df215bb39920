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
from checklist.engine.texts import key_problem, repeated, text_problem

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


def _text(path: str, text: str, characters: int, words: int | None = None) -> Iterator[Problem]:
    if message := text_problem(text, characters, words):
        yield Problem(path, message)


def _key(path: str, key: str) -> Iterator[Problem]:
    if message := key_problem(key):
        yield Problem(path, message)


def _frame(definition: Definition) -> Iterator[Problem]:
    yield from _text("title", definition.title, limits.TITLE_CHARACTERS)
    if not LANGUAGE_TAG.fullmatch(definition.language):
        yield Problem("language", "A language is a tag such as “en” or “pt-BR”.")
    yield from _text("introduction", definition.introduction, limits.PROSE_CHARACTERS)
    if definition.not_for:
        yield from _text("not_for", definition.not_for, limits.PROSE_CHARACTERS)
    yield from _text("purpose", definition.purpose, limits.PROSE_CHARACTERS)
    if not definition.limits:
        yield Problem("limits", "A checklist must state its own limits.")
    for number, limit in enumerate(definition.limits):
        yield from _text(f"limits[{number}]", limit, limits.PROSE_CHARACTERS)
    if not definition.sections:
        yield Problem("sections", "A checklist needs at least one section.")


def _sources(definition: Definition) -> Iterator[Problem]:
    for number, source in enumerate(definition.sources):
        path = f"sources[{number}]"
        yield from _key(f"{path}.key", source.key)
        for field in ("title", "publisher", "locators", "address", "verified_with"):
            yield from _text(f"{path}.{field}", getattr(source, field), limits.PROSE_CHARACTERS)
        if source.year is not None and not limits.FIRST_YEAR <= source.year <= limits.LAST_YEAR:
            yield Problem(
                f"{path}.year",
                f"A year lies between {limits.FIRST_YEAR} and {limits.LAST_YEAR}.",
            )
    for number in repeated(source.key for source in definition.sources):
        yield Problem(f"sources[{number}].key", "Another source has this key.")


def _sections(definition: Definition) -> Iterator[Problem]:
    for number in repeated(section.key for section in definition.sections):
        yield Problem(f"sections[{number}].key", "Another section has this key.")
    earlier: dict[str, AnyCriterion] = {}
    for number, section in enumerate(definition.sections):
        path = f"sections[{number}]"
        yield from _key(f"{path}.key", section.key)
        if section.key in limits.RESERVED_SECTION_KEYS:
            yield Problem(f"{path}.key", f"“{section.key}” is needed for an address of its own.")
        yield from _text(f"{path}.title", section.title, limits.TITLE_CHARACTERS)
        yield from _text(f"{path}.lead", section.lead, limits.PROSE_CHARACTERS)
        if not section.criteria:
            yield Problem(f"{path}.criteria", "A section needs at least one criterion.")
        for place, criterion in enumerate(section.criteria):
            yield from _criterion(f"{path}.criteria[{place}]", criterion, earlier, definition)
            earlier.setdefault(criterion.key, criterion)


def _criterion(
    path: str,
    criterion: AnyCriterion,
    earlier: dict[str, AnyCriterion],
    definition: Definition,
) -> Iterator[Problem]:
    yield from _key(f"{path}.key", criterion.key)
    if criterion.key in earlier:
        yield Problem(f"{path}.key", "Another criterion has this key.")
    if criterion.key in limits.RESERVED_CRITERION_KEYS or criterion.key.endswith(
        limits.RESERVED_CRITERION_ENDING
    ):
        yield Problem(f"{path}.key", f"“{criterion.key}” is needed for a form field of its own.")
    yield from _text(f"{path}.short", criterion.short, limits.SHORT_CHARACTERS)
    yield from _text(f"{path}.question", criterion.question, limits.QUESTION_CHARACTERS)
    yield from _text(f"{path}.help", criterion.help, limits.PROSE_CHARACTERS, limits.HELP_WORDS)
    for problem in criterion.problems():
        yield Problem(f"{path}.{problem.path}", problem.message)
    if criterion.in_view is not None:
        yield from _when(f"{path}.in_view", criterion.in_view, earlier, definition)


def _rules(definition: Definition) -> Iterator[Problem]:
    for number, rule in enumerate(definition.rules):
        path = f"rules[{number}]"
        yield from _when(f"{path}.when", rule.when, definition.criteria, definition)
        yield from _key(f"{path}.consideration.key", rule.consideration.key)


def _when(
    path: str, when: When, known: dict[str, AnyCriterion], definition: Definition
) -> Iterator[Problem]:
    if not when.conditions:
        yield Problem(f"{path}.conditions", "There must be at least one condition.")
    for number, condition in enumerate(when.conditions):
        place = f"{path}.conditions[{number}]"
        criterion = known.get(condition.criterion)
        if criterion is None:
            yield Problem(f"{place}.criterion", _stranger(condition.criterion, definition))
        elif message := criterion.condition_problem(condition):
            yield Problem(f"{place}.options", message)
        if not condition.options:
            yield Problem(f"{place}.options", "A condition names at least one option.")
        for position in repeated(condition.options):
            yield Problem(f"{place}.options[{position}]", "This option is named twice.")


def _stranger(key: str, definition: Definition) -> str:
    if key in definition.criteria:
        return f"“{key}” does not stand earlier; a condition looks only at earlier criteria."
    return f"There is no criterion “{key}”."


def _considerations(definition: Definition) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, consideration in definition.considerations():
        if consideration.key in seen:
            yield Problem(f"{path}.key", "Another consideration has this key.")
        seen.add(consideration.key)
        yield from _text(
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
                yield Problem(f"{place}.source", f"There is no source “{citation.source}”.")
            yield from _text(f"{place}.locator", citation.locator, limits.LOCATOR_CHARACTERS)
        for number in repeated(citation.source for citation in citations):
            yield Problem(
                f"{path}.sources[{number}].source",
                "This source is already cited here; put both places into one locator.",
            )


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
        yield from _key(f"context[{number}].key", line.key)
        yield from _text(f"context[{number}].text", line.text, limits.PROSE_CHARACTERS)
    for number in repeated(line.key for line in definition.context):
        yield Problem(f"context[{number}].key", "Another context line has this key.")
    for number, difference in enumerate(definition.differences):
        for field in ("locator", "says", "beside", "shows"):
            yield from _text(
                f"differences[{number}].{field}",
                getattr(difference, field),
                limits.PROSE_CHARACTERS,
            )
    yield from _pairs(definition)


def _pairs(definition: Definition) -> Iterator[Problem]:
    if definition.starts_from:
        yield from _key("starts_from", definition.starts_from)
    for number, pair in enumerate(definition.then_and_now):
        path = f"then_and_now[{number}]"
        if not definition.starts_from:
            yield Problem(path, "Pairs need a checklist that this one starts from.")
        yield from _pair(path, pair, definition)


def _pair(path: str, pair: Pair, definition: Definition) -> Iterator[Problem]:
    for side, keys in (("before", pair.before), ("after", pair.after)):
        if not keys:
            yield Problem(f"{path}.{side}", "A pair names criteria on either side.")
    for position, key in enumerate(pair.before):
        yield from _key(f"{path}.before[{position}]", key)
    for position, key in enumerate(pair.after):
        if key not in definition.criteria:
            yield Problem(f"{path}.after[{position}]", f"There is no criterion “{key}”.")

"""A definition as a tree of nodes, with what readers call each thing and see of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from checklist.engine.changes.change import How, Thing
from checklist.engine.changes.node import Aspect, Cited, Node
from checklist.engine.definition import Definition, Rule, Section
from checklist.engine.kinds import AnswerOption, AnyCriterion
from checklist.engine.parts import (
    Citation,
    Consideration,
    ContextLine,
    Part,
    Source,
)
from checklist.engine.wording import asked_if_sentence, rule_sentence

ALWAYS_ASKED: Final = "Always asked."
NOT_KNOWN: Final = "the one that means “not known”"
KNOWN: Final = "an answer like the others"
NAME_CHARACTERS: Final = 60
"""How much of a text is taken to call the thing by."""


def tree(definition: Definition) -> Node:
    """The whole checklist as a thing, in document order."""
    return Node(
        thing=Thing.CHECKLIST,
        key="",
        name="the checklist",
        aspects=_texts(
            definition, "title", "language", "introduction", "not_for", "purpose", "starts_from"
        ),
        parts=(
            _told_apart(Thing.LIMIT, ((limit, limit) for limit in definition.limits)),
            _told_apart(Thing.PAIR, _pairs(definition)),
            tuple(_source(source) for source in definition.sources),
            tuple(_section(definition, section) for section in definition.sections),
            tuple(_rule(definition, rule) for rule in definition.rules),
            tuple(_context_line(definition, line) for line in definition.context),
            _told_apart(Thing.DIFFERENCE, _differences(definition)),
        ),
    )


def _texts(part: Part, *names: str) -> dict[str, Aspect]:
    texts = {name: str(getattr(part, name) or "") for name in names}
    return {name: Aspect(How.REWORDED, text, text) for name, text in texts.items()}


def _cited(definition: Definition, citations: tuple[Citation, ...]) -> dict[str, Cited]:
    sources = definition.source_by_key
    return {
        each.source: Cited(each.locator, f"{sources[each.source].title}, {each.locator}")
        for each in citations
    }


def _begun(text: str) -> str:
    """The text in quotation marks, or its beginning where it is long."""
    if len(text) > NAME_CHARACTERS:
        text = f"{text[: NAME_CHARACTERS - 1].rstrip()}…"
    return f"“{text}”"


def _told_apart(thing: Thing, texts: Iterable[tuple[str, str]]) -> tuple[Node, ...]:
    """Things without keys, by what is compared and what is shown. Equal ones are counted."""
    seen: Counter[str] = Counter()
    nodes = []
    for value, shown in texts:
        seen[value] += 1
        # No text of a definition holds a line break.
        key = value if seen[value] == 1 else f"{value}\n{seen[value]}"
        nodes.append(Node(thing, key, f"{thing} {_begun(shown)}", whole=shown))
    return tuple(nodes)


def _pairs(definition: Definition) -> Iterator[tuple[str, str]]:
    for pair in definition.then_and_now:
        then = ", ".join(pair.before)
        now = (_criterion_name(definition, definition.criteria[key]) for key in pair.after)
        yield f"{then} / {', '.join(pair.after)}", f"{then} / {', '.join(now)}"


def _differences(definition: Definition) -> Iterator[tuple[str, str]]:
    for each in definition.differences:
        texts = (each.locator, each.says, each.beside, each.shows)
        yield "\n".join(texts), " / ".join(texts)


def _source(source: Source) -> Node:
    texts = _texts(
        source, "title", "publisher", "year", "locators", "address", "verified_with", "review_by"
    )
    return Node(
        thing=Thing.SOURCE,
        key=source.key,
        name=f"source {_begun(source.title)}",
        whole=f"{source.kind.words}: {source.title}",
        aspects={"kind": Aspect(How.KIND, source.kind, source.kind.words), **texts},
    )


def _section(definition: Definition, section: Section) -> Node:
    chapter = list(definition.section_by_key).index(section.key) + 1
    return Node(
        thing=Thing.SECTION,
        key=section.key,
        name=f"section {chapter} {section.title}",
        whole=f"{section.title}. {section.lead}",
        aspects=_texts(section, "title", "lead"),
        parts=(tuple(_criterion(definition, each) for each in section.criteria),),
    )


def _criterion_name(definition: Definition, criterion: AnyCriterion) -> str:
    return f"{definition.numbers[criterion.key]} {criterion.short}"


def _criterion(definition: Definition, criterion: AnyCriterion) -> Node:
    name = _criterion_name(definition, criterion)
    when = criterion.in_view
    asked = ALWAYS_ASKED if when is None else asked_if_sentence(definition, when)
    labels = ", ".join(f"“{option.label}”" for option in criterion.options)
    return Node(
        thing=Thing.CRITERION,
        key=criterion.key,
        name=name,
        whole=f"{criterion.question} {labels}",
        aspects={
            "kind": Aspect(How.KIND, criterion.kind, criterion.kind),
            **_texts(criterion, "short", "question", "help"),
            "in_view": Aspect(How.CONDITIONS, when, asked),
        },
        cited=_cited(definition, criterion.sources),
        parts=(tuple(_option(definition, criterion, option) for option in criterion.options),),
    )


def _option(definition: Definition, criterion: AnyCriterion, option: AnswerOption) -> Node:
    name = _criterion_name(definition, criterion)
    raised = (
        _consideration(definition, each, f"of {name}, “{option.label}”")
        for each in option.considerations
    )
    return Node(
        thing=Thing.OPTION,
        key=f"{criterion.key}.{option.key}",
        name=f"answer “{option.label}” of {name}",
        whole=option.label,
        aspects={
            **_texts(option, "label"),
            "unknown": Aspect(How.UNKNOWN, option.unknown, NOT_KNOWN if option.unknown else KNOWN),
        },
        parts=(tuple(raised),),
    )


def _consideration(definition: Definition, consideration: Consideration, owner: str) -> Node:
    return Node(
        thing=Thing.CONSIDERATION,
        key=consideration.key,
        name=f"consideration {_begun(consideration.text)} {owner}",
        whole=f"{consideration.kind.words}: {consideration.text}",
        aspects=_weighed(consideration),
        cited=_cited(definition, consideration.sources),
    )


def _weighed(consideration: Consideration) -> dict[str, Aspect]:
    kind = Aspect(How.KIND, consideration.kind, consideration.kind.words)
    return {"kind": kind, **_texts(consideration, "text")}


def _rule(definition: Definition, rule: Rule) -> Node:
    sentence = rule_sentence(definition, rule.when)
    consideration = rule.consideration
    return Node(
        thing=Thing.RULE,
        key=consideration.key,
        name=f"rule {_begun(consideration.text)}",
        whole=f"{consideration.kind.words}: {consideration.text} {sentence}",
        aspects={
            "when": Aspect(How.CONDITIONS, rule.when, sentence),
            **_weighed(consideration),
        },
        cited=_cited(definition, consideration.sources),
    )


def _context_line(definition: Definition, line: ContextLine) -> Node:
    return Node(
        thing=Thing.CONTEXT,
        key=line.key,
        name=f"context line {_begun(line.text)}",
        whole=line.text,
        aspects=_texts(line, "text"),
        cited=_cited(definition, line.sources),
    )

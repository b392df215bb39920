"""What the answers bring up: considerations with the reasons for each, and what is missing.

A summary has no number, total or rank, on purpose: one point may outweigh all others. The same
definition and answers always give the same summary, byte for byte.
"""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from checklist.engine.answers import Answers, check_answers
from checklist.engine.definition import Definition
from checklist.engine.in_view import fulfilled, holds, in_view
from checklist.engine.parts import Citation, Consideration, Kind
from checklist.engine.wording import rule_sentence


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Because(_Value):
    """An answer that takes part in raising a consideration."""

    criterion: str
    option: str


class Raised(_Value):
    """A consideration and why it is there.

    ``because`` holds the answer that raised it, or every answer that fired the rule; ``rule`` is
    the rule's sentence in words, or None where a single answer raised it.
    """

    key: str
    kind: Kind
    text: str
    because: tuple[Because, ...]
    rule: str | None
    sources: tuple[Citation, ...]


class Missing(_Value):
    """A criterion in view without an answer, or (``unknown``) answered with "not known"."""

    criterion: str
    unknown: bool


class Summary(_Value):
    """Considerations in the order of results, what is missing, what was not asked, and limits."""

    considerations: tuple[Raised, ...]
    missing: tuple[Missing, ...]
    not_asked: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[Kind, tuple[Raised, ...]], ...]:
        """The considerations of each of the five kinds, always all five and in their order."""
        return tuple((kind, self.of_kind(kind)) for kind in Kind)

    def of_kind(self, kind: Kind) -> tuple[Raised, ...]:
        """The considerations of one kind."""
        return tuple(raised for raised in self.considerations if raised.kind is kind)


def raised_of_kind(definition: Definition, counted: Answers, kind: Kind) -> tuple[Raised, ...]:
    """The considerations of one kind, as they stand in the summary, without the rest of it.

    ``counted`` are the answers in view, which have been checked.
    """
    return tuple(_raised(definition, counted, (kind,)))


def summarise(definition: Definition, answers: Answers) -> Summary:
    """The summary of these answers. Raises RefusedAnswer for an answer outside the definition."""
    check_answers(definition, answers)
    asked = in_view(definition, answers)
    counted = {key: answers[key] for key in asked if key in answers}
    kinds = tuple(Kind)
    raised = _raised(definition, counted, kinds)
    return Summary(
        considerations=tuple(sorted(raised, key=lambda each: kinds.index(each.kind))),
        missing=tuple(_missing(definition, asked, counted)),
        not_asked=tuple(key for key in definition.criteria if key not in asked),
        limits=definition.limits,
    )


def _raised(definition: Definition, counted: Answers, kinds: tuple[Kind, ...]) -> Iterator[Raised]:
    """What options raise, then what rules raise, each in document order."""
    yield from _raised_by_options(definition, counted, kinds)
    yield from _raised_by_rules(definition, counted, kinds)


def _raised_by_options(
    definition: Definition, counted: Answers, kinds: tuple[Kind, ...]
) -> Iterator[Raised]:
    for key, answer in counted.items():
        for consideration in definition.criteria[key].raised_by(answer):
            if consideration.kind in kinds:
                because = (Because(criterion=key, option=answer),)
                yield _line(consideration, because, rule=None)


def _raised_by_rules(
    definition: Definition, counted: Answers, kinds: tuple[Kind, ...]
) -> Iterator[Raised]:
    for rule in definition.rules:
        if rule.consideration.kind in kinds and holds(definition, rule.when, counted):
            looked_at = dict.fromkeys(
                condition.criterion for condition in fulfilled(definition, rule.when, counted)
            )
            because = tuple(Because(criterion=key, option=counted[key]) for key in looked_at)
            yield _line(rule.consideration, because, rule=rule_sentence(definition, rule.when))


def _line(consideration: Consideration, because: tuple[Because, ...], rule: str | None) -> Raised:
    return Raised(
        key=consideration.key,
        kind=consideration.kind,
        text=consideration.text,
        because=because,
        rule=rule,
        sources=consideration.sources,
    )


def _missing(definition: Definition, asked: tuple[str, ...], counted: Answers) -> Iterator[Missing]:
    for key in asked:
        if key not in counted:
            yield Missing(criterion=key, unknown=False)
        elif definition.criteria[key].is_unknown(counted[key]):
            yield Missing(criterion=key, unknown=True)

"""The summary of answers to the small definition, whole."""

import pytest

from checklist.engine.answers import RefusedAnswer
from checklist.engine.parts import Citation, Kind
from checklist.engine.summary import Because, Missing, Raised, Summary, summarise
from tests.engine.small import small

DEEP = Because(criterion="depth", option="deep")
YEARS = Because(criterion="length", option="years")
NO_HELP = Because(criterion="help", option="no")

ACT_NOW = Raised(
    key="depth.deep.2", kind=Kind.URGENT, text="Act now.", because=(DEEP,), rule=None, sources=()
)
IS_DEEP = Raised(
    key="depth.deep.1",
    kind=Kind.CAUTION,
    text="It is deep.",
    because=(DEEP,),
    rule=None,
    sources=(
        Citation(source="article", locator="§2"),
        Citation(source="label", locator="Warnings"),
    ),
)
LASTS = Raised(
    key="length.years.1",
    kind=Kind.SUPPORT,
    text="It lasts.",
    because=(YEARS,),
    rule=None,
    sources=(),
)
DEEP_AND_LONG = Raised(
    key="rule-deep-long",
    kind=Kind.RESOLVE,
    text="Deep, and not for weeks only.",
    because=(DEEP, YEARS),
    rule="Shown whenever 1.1 Depth is “Deep”, and 1.2 Length is “Years” or “Not known yet”.",
    sources=(Citation(source="label", locator="Uses"),),
)


def asked_again(*because: Because) -> Raised:
    """The rule that one of three answers is enough for."""
    return Raised(
        key="rule-alone",
        kind=Kind.NOTE,
        text="Ask again.",
        because=because,
        rule=("Shown whenever 1.2 Length is “Weeks”, or 2.1 Help is “No”, or 1.1 Depth is “Deep”."),
        sources=(),
    )


LIMITS = ("It knows little.", "It is not real.")


def missing(*keys: str) -> tuple[Missing, ...]:
    return tuple(Missing(criterion=key, unknown=False) for key in keys)


def test_answers_raise_considerations_in_the_order_of_kinds_each_with_its_reasons() -> None:
    assert summarise(small(), {"help": "no", "length": "years", "depth": "deep"}) == Summary(
        considerations=(ACT_NOW, DEEP_AND_LONG, IS_DEEP, LASTS, asked_again(NO_HELP, DEEP)),
        missing=(),
        not_asked=(),
        limits=LIMITS,
    )


def test_a_rule_names_only_the_answers_that_fired_it() -> None:
    assert summarise(small(), {"depth": "mild", "help": "no"}) == Summary(
        considerations=(asked_again(NO_HELP),), missing=(), not_asked=("length",), limits=LIMITS
    )


def test_answers_out_of_view_raise_nothing() -> None:
    assert summarise(small(), {"length": "years", "help": "no"}) == Summary(
        considerations=(), missing=missing("depth"), not_asked=("length", "help"), limits=LIMITS
    )


def test_a_summary_of_no_answers_still_has_its_limits_and_five_kinds() -> None:
    summary = summarise(small(), {})
    assert summary == Summary(
        considerations=(), missing=missing("depth"), not_asked=("length", "help"), limits=LIMITS
    )
    assert summary.groups == (
        (Kind.URGENT, ()),
        (Kind.RESOLVE, ()),
        (Kind.CAUTION, ()),
        (Kind.SUPPORT, ()),
        (Kind.NOTE, ()),
    )


def test_groups_hold_the_considerations_by_kind() -> None:
    summary = summarise(small(), {"depth": "deep", "length": "years"})
    assert summary.groups == (
        (Kind.URGENT, (ACT_NOW,)),
        (Kind.RESOLVE, (DEEP_AND_LONG,)),
        (Kind.CAUTION, (IS_DEEP,)),
        (Kind.SUPPORT, (LASTS,)),
        (Kind.NOTE, (asked_again(DEEP),)),
    )
    assert summary.of_kind(Kind.CAUTION) == (IS_DEEP,)


def test_no_answer_and_not_known_are_told_apart_among_what_is_missing() -> None:
    assert summarise(small(), {"depth": "unknown"}).missing == (
        Missing(criterion="depth", unknown=True),
        Missing(criterion="length", unknown=False),
    )


def test_answers_outside_the_definition_are_refused() -> None:
    with pytest.raises(RefusedAnswer):
        summarise(small(), {"depth": "flat"})
    with pytest.raises(RefusedAnswer):
        summarise(small(), {"width": "broad"})

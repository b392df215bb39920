"""Considerations as readers see them."""

from datetime import UTC, datetime

from checklist.engine.codec import parse
from checklist.engine.parts import Kind
from checklist.walk import considerations
from checklist.walk.considerations import KINDS, Gap, Trace, specimen
from checklist.walk.models import Reason
from tests.engine.small import changed, small
from tests.walk.unstored import version_of, walk_of

AT = "/assessments/TEST-WALK/"
DEEP = Trace(
    criterion="depth",
    section="mood",
    number="1.1",
    short="Depth",
    question="How deep is it?",
    label="Deep",
)
YEARS = Trace(
    criterion="length",
    section="mood",
    number="1.2",
    short="Length",
    question="How long has it lasted?",
    label="Years",
)


def gaps(found: tuple[Gap, ...]) -> list[tuple[str, ...]]:
    """What is shown of gaps."""
    return [(each.criterion, each.number, each.short, each.state, each.section) for each in found]


def test_every_kind_is_headed_in_the_order_of_results() -> None:
    assert [(kind, str(words.title), str(words.lead)) for kind, words in KINDS.items()] == [
        (Kind.URGENT, "Urgent", "Act now, outside this checklist."),
        (
            Kind.RESOLVE,
            "Needs attention first",
            "To be settled before going further, whatever else is true.",
        ),
        (Kind.CAUTION, "Weighs against", "Reasons to hold back, or to choose something else."),
        (Kind.SUPPORT, "Supports considering", "Reasons to go on thinking about it."),
        (Kind.NOTE, "Notes", "Good to know."),
    ]


def test_the_kinds_that_were_raised_hold_their_considerations() -> None:
    walk = walk_of({"depth": "deep", "length": "weeks"})
    assert [
        (group.kind, [line.shown.key for line in group.lines])
        for group in considerations.groups(walk)
    ] == [
        (Kind.URGENT, ["depth.deep.2"]),
        (Kind.CAUTION, ["depth.deep.1"]),
        (Kind.NOTE, ["rule-alone"]),
    ]


def test_a_consideration_of_an_answer_has_that_answer_as_its_trace() -> None:
    walk = walk_of({"depth": "deep"}, {"depth": "As told."})
    (line,) = considerations.groups(walk)[1].lines
    shown = line.shown
    assert (shown.key, shown.kind, shown.text) == ("depth.deep.1", Kind.CAUTION, "It is deep.")
    assert list(line.traces) == [(DEEP, "As told.")]
    assert (shown.why, shown.is_rule) == ("Shown whenever 1.1 Depth is “Deep”.", False)
    assert [each.key for each in shown.sources] == ["article", "label"]
    assert (shown.side_by_side, line.reasons) == (True, ())


def test_a_consideration_of_a_rule_has_the_rule_and_every_answer_that_fired_it() -> None:
    walk = walk_of({"depth": "deep", "length": "years"}, {"depth": "As told."})
    (line,) = considerations.groups(walk)[1].lines
    shown = line.shown
    assert shown.key == "rule-deep-long"
    assert list(line.traces) == [(DEEP, "As told."), (YEARS, "")]
    assert (shown.why, shown.is_rule) == (
        "Shown whenever 1.1 Depth is “Deep”, and 1.2 Length is “Years” or “Not known yet”.",
        True,
    )
    assert ([each.key for each in shown.sources], shown.side_by_side) == (["label"], False)


def test_reasons_stand_beside_their_lines_in_the_order_they_were_added() -> None:
    at = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
    first, other, second = (
        Reason(consideration=key, text=text, at=at)
        for key, text in (("depth.deep.1", "One"), ("rule-alone", "Two"), ("depth.deep.1", "Three"))
    )
    groups = considerations.groups(walk_of({"depth": "deep"}), [first, other, second])
    assert {line.shown.key: line.reasons for group in groups for line in group.lines} == {
        "depth.deep.2": (),
        "depth.deep.1": (first, second),
        "rule-alone": (other,),
    }


def test_what_is_urgent_is_told_for_the_notice() -> None:
    (shown,) = considerations.urgent(walk_of({"depth": "deep"}))
    assert (shown.key, shown.text) == ("depth.deep.2", "Act now.")
    assert considerations.urgent(walk_of({"depth": "mild"})) == ()


def test_gaps_are_named_unanswered_before_not_known() -> None:
    walk = walk_of({"depth": "unknown"})
    assert gaps(considerations.missing(walk)) == [
        ("length", "1.2", "Length", "no answer", "mood"),
        ("depth", "1.1", "Depth", "not known yet", "mood"),
    ]


def test_what_waits_for_an_answer_is_told_from_what_answers_kept_out() -> None:
    """An empty walk must not read as if somebody had reasons not to ask."""
    waits = "Not asked, because an earlier question has no answer"
    kept_out = "Not asked, because of other answers"
    assert why_not_asked({}) == [(waits, ["length", "help"])]
    assert why_not_asked({"depth": "unknown"}) == [(waits, ["help"])]
    assert why_not_asked({"depth": "mild"}) == [(kept_out, ["length"])]
    assert why_not_asked({"depth": "mild", "help": "yes"}) == [(kept_out, ["length"])]


def why_not_asked(answers: dict[str, str]) -> list[tuple[str, list[str]]]:
    """The reasons, each with the criteria that were not asked for it."""
    found = considerations.not_asked(walk_of(answers))
    return [(str(reason), [gap.criterion for gap in gaps]) for reason, gaps in found]


def test_a_specimen_is_a_rule_that_weighs_against_with_an_article_beside_another_source() -> None:
    both = [{"source": "article", "locator": "§1"}, {"source": "label", "locator": "Uses"}]
    caution = {"rules[0].consideration.kind": "caution", "rules[0].consideration.sources": both}
    line = specimen(version_of(parse(changed(caution))))
    assert line is not None
    assert (line.shown.key, [trace.label for trace in line.shown.traces]) == (
        "rule-deep-long",
        ["Deep", "Years"],
    )


def test_a_checklist_without_such_a_rule_has_no_specimen() -> None:
    assert specimen(version_of(small())) is None
    lonely = parse(changed({"rules[0].consideration.kind": "caution"}))
    assert specimen(version_of(lonely)) is None

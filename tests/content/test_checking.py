"""What the check says of a version, and which of its warnings are accepted."""

from datetime import date, timedelta

import pytest

from checklist.content.actions import (
    BadReason,
    HeldByCheck,
    NoSuchWarning,
    NotADraft,
    accept_warnings,
    discard,
    publish,
    reactivate,
    refuse_held,
    retire,
    start_draft,
    take_back_acceptances,
    withdraw,
)
from checklist.content.checking import Checked, blocking, checked, mark_of
from checklist.content.models import AcceptedWarning, ChecklistVersion, Term
from checklist.content.models.rows import Citation, Consideration, Criterion, Source
from checklist.engine.checks import Finding, Level
from tests import scenes
from tests.content.rows import criterion

TODAY = scenes.THEN.date()
LATER = scenes.THEN + timedelta(days=1)
ARTICLE_ALONE = [
    ("support-on-article", "consideration clinic-quality.good.1"),
    ("support-on-article", "consideration follow-up.arranged.1"),
    ("support-on-article", "consideration rule-prepared"),
]
REASON = "The text says that the article is the one speaking."


def warnings(version: ChecklistVersion) -> list[Checked]:
    return [each for each in checked(version, today=TODAY) if each.is_warning]


def told(findings: list[Checked] | tuple[Checked, ...]) -> list[tuple[str, str]]:
    return [(each.finding.code, each.finding.place) for each in findings]


def accept(version: ChecklistVersion, *which: Checked, reason: str = REASON) -> None:
    reasons = {each.mark: reason for each in which}
    accept_warnings(version=version, reasons=reasons, actor=None, now=LATER)


# What is found, and what stands against publishing


def test_the_rows_of_a_draft_are_checked_as_they_are_now(draft: ChecklistVersion) -> None:
    assert told(warnings(draft)) == ARTICLE_ALONE
    criterion(draft, "adequate-trials").citations.all().delete()
    Criterion.objects.filter(key="follow-up").update(question="Is she eligible?")
    errors = [each for each in checked(draft, today=TODAY) if each.finding.level is Level.ERROR]
    assert told(errors) == [
        ("no-source", "criterion adequate-trials"),
        ("verdict", "criterion follow-up"),
    ]


def test_what_was_published_is_checked_as_it_is_stored(active: ChecklistVersion) -> None:
    assert told(warnings(active)) == ARTICLE_ALONE


def test_whether_a_source_is_due_depends_on_the_day(draft: ChecklistVersion) -> None:
    Source.objects.filter(key="article").update(review_by=date(2026, 6, 1))
    found = {
        day: "review-due" in {code for code, _ in told(checked(draft, today=date(2026, 6, day)))}
        for day in (1, 2)
    }
    assert found == {1: False, 2: True}


def test_the_words_that_editors_have_added_are_looked_for(draft: ChecklistVersion) -> None:
    Term.objects.create(kind=Term.Kind.VERDICT, text="green light")
    Term.objects.create(kind=Term.Kind.DOSE_UNIT, text="drops")
    Criterion.objects.filter(key="adequate-trials").update(help="A GREEN LIGHT after 7 drops.")
    errors = blocking(checked(draft, today=TODAY))[:2]
    assert [each.finding.message for each in errors] == [
        "“GREEN LIGHT” sounds like a decision.",
        "“7 drops” reads as a dose.",
    ]


def test_errors_and_warnings_that_nobody_has_accepted_stand_against_publishing(
    draft: ChecklistVersion,
) -> None:
    findings = checked(draft, today=TODAY)
    assert {each.finding.level for each in findings} == {Level.WARNING, Level.INFORMATION}
    with pytest.raises(HeldByCheck) as held:
        refuse_held(draft, today=TODAY)
    assert told(held.value.findings) == ARTICLE_ALONE
    first = "support-on-article, consideration clinic-quality.good.1: An article alone"
    assert str(held.value).startswith(first)

    accept(draft, *warnings(draft))
    refuse_held(draft, today=TODAY)

    Criterion.objects.filter(key="follow-up").update(short="")
    with pytest.raises(HeldByCheck) as held:
        refuse_held(draft, today=TODAY)
    assert told(held.value.findings) == [("empty-text", "criterion follow-up")]


# Accepting


def test_an_acceptance_keeps_who_when_and_why(draft: ChecklistVersion) -> None:
    first = warnings(draft)[0]
    editor = scenes.make_user("editor")
    accept_warnings(version=draft, reasons={first.mark: f"  {REASON} "}, actor=editor, now=LATER)
    kept = warnings(draft)[0].acceptance
    assert kept is not None
    assert (kept.reason, kept.by, kept.at) == (REASON, editor, LATER)
    assert (kept.code, kept.place) == ARTICLE_ALONE[0]
    assert told(blocking(checked(draft, today=TODAY))) == ARTICLE_ALONE[1:]


def test_a_warning_accepted_again_has_the_new_reason(draft: ChecklistVersion) -> None:
    first = warnings(draft)[0]
    accept(draft, first)
    accept(draft, first, reason="A better one.")
    assert [each.reason for each in AcceptedWarning.objects.all()] == ["A better one."]


@pytest.mark.parametrize("reason", ["", " \t", "x" * 501])
def test_without_a_reason_that_fits_nothing_is_accepted(
    draft: ChecklistVersion, reason: str
) -> None:
    first, second, _ = warnings(draft)
    reasons = {first.mark: REASON, second.mark: reason}
    with pytest.raises(BadReason, match=r"at most 500|Say why"):
        accept_warnings(version=draft, reasons=reasons, actor=None, now=LATER)
    assert not AcceptedWarning.objects.exists()


def test_only_what_the_check_gives_as_a_warning_now_is_accepted(draft: ChecklistVersion) -> None:
    findings = checked(draft, today=TODAY)
    information = next(each for each in findings if each.finding.level is Level.INFORMATION)
    first, second, _ = warnings(draft)
    Consideration.objects.filter(key="follow-up.arranged.1").update(kind="note")
    for other in (information, second):
        with pytest.raises(NoSuchWarning):
            accept(draft, first, other)
    assert not AcceptedWarning.objects.exists()


def test_an_error_is_never_accepted(draft: ChecklistVersion) -> None:
    Criterion.objects.filter(key="follow-up").update(short="")
    error = checked(draft, today=TODAY)[0]
    assert error.finding.level is Level.ERROR
    with pytest.raises(NoSuchWarning):
        accept(draft, error)


def test_an_acceptance_is_taken_back(draft: ChecklistVersion) -> None:
    first, second, _ = warnings(draft)
    accept(draft, first, second)
    take_back_acceptances(version=draft, marks=[first.mark])
    assert [each.acceptance is not None for each in warnings(draft)] == [False, True, False]


def test_an_accepted_warning_comes_back_when_what_it_judged_changes(
    draft: ChecklistVersion,
) -> None:
    accept(draft, *warnings(draft))
    raised = Consideration.objects.get(key="follow-up.arranged.1")
    raised.text, before = "Somebody sees the person next week.", raised.text
    raised.save()
    assert [each.acceptance is not None for each in warnings(draft)] == [True, False, True]
    raised.text = before
    raised.save()
    assert all(each.acceptance for each in warnings(draft))


def test_the_same_words_at_two_places_are_two_warnings(draft: ChecklistVersion) -> None:
    cited = Citation.objects.filter(criterion__isnull=False, source__key="article")
    Citation.objects.filter(pk__in=[each.pk for each in cited[:2]]).update(locator="")
    one, other = (each for each in warnings(draft) if each.finding.code == "no-locator")
    assert one.finding.fingerprint == other.finding.fingerprint
    accept(draft, one)
    accepted = {each.mark for each in warnings(draft) if each.acceptance}
    assert accepted == {one.mark} != {other.mark}


def test_a_warning_with_a_key_far_too_long_is_accepted_all_the_same(
    draft: ChecklistVersion,
) -> None:
    asked = criterion(draft, "adequate-trials")
    for cited in (asked, criterion(draft, "follow-up")):
        cited.citations.update(locator="")
    asked.key = "k" * 200
    asked.save()
    long = next(each for each in warnings(draft) if "kkk" in each.finding.place)
    accept(draft, long)
    assert next(each for each in warnings(draft) if each.mark == long.mark).acceptance


# Where acceptances go


def test_a_draft_begins_with_what_was_accepted_in_its_version(draft: ChecklistVersion) -> None:
    editor = scenes.make_user("editor")
    reasons = {each.mark: REASON for each in warnings(draft)}
    accept_warnings(version=draft, reasons=reasons, actor=editor, now=LATER)
    published = publish(version=draft, actor=None, now=LATER)
    assert all(each.acceptance for each in warnings(published))

    after = start_draft(checklist=draft.checklist, label="1.2", actor=None, now=LATER)
    refuse_held(after, today=TODAY)
    assert {(each.reason, each.by, each.at) for each in after.accepted_warnings.all()} == {
        (REASON, editor, LATER)
    }

    Consideration.objects.filter(key="rule-prepared").update(text="All is prepared.")
    assert told(blocking(checked(after, today=TODAY))) == ARTICLE_ALONE[2:]
    take_back_acceptances(version=after, marks=list(reasons))
    assert all(each.acceptance for each in warnings(published))


def test_what_is_put_in_use_again_keeps_what_was_accepted_in_it(draft: ChecklistVersion) -> None:
    older = publish(version=scenes.accept_all(draft), actor=None, now=LATER)
    retire(version=older, now=LATER)
    again = reactivate(
        version=older, label="1.2", changed="Back.", over=None, actor=None, now=LATER
    )
    assert blocking(checked(older, today=TODAY)) == blocking(checked(again, today=TODAY)) == ()


def test_a_discarded_draft_takes_its_acceptances_along(draft: ChecklistVersion) -> None:
    other = start_draft(checklist=draft.checklist, label="1.2", actor=None, now=LATER)
    for each in (draft, other):
        scenes.accept_all(each)
    discard(version=draft)
    assert {each.version_id for each in AcceptedWarning.objects.all()} == {other.pk}


def test_what_is_no_draft_keeps_its_acceptances(draft: ChecklistVersion) -> None:
    found = warnings(draft)
    accept(draft, found[0])
    scenes.put_in_use(draft)
    with pytest.raises(NotADraft):
        accept(draft, found[1])
    with pytest.raises(NotADraft):
        take_back_acceptances(version=draft, marks=[found[0].mark])
    assert AcceptedWarning.objects.count() == 1


def test_a_mark_is_of_code_place_and_what_was_judged() -> None:
    first = Finding(Level.WARNING, "no-locator", "p", "criterion a", "m", "h", ("s",))
    others = [
        Finding(Level.WARNING, "other", "p", "criterion a", "m", "h", ("s",)),
        Finding(Level.WARNING, "no-locator", "p", "criterion b", "m", "h", ("s",)),
        Finding(Level.WARNING, "no-locator", "p", "criterion a", "m", "h", ("t",)),
    ]
    assert mark_of(first) not in map(mark_of, others)
    moved = Finding(Level.WARNING, "no-locator", "elsewhere", "criterion a", "n", "i", ("s",))
    assert mark_of(first) == mark_of(moved)


def test_what_was_withdrawn_comes_back_into_no_version_as_it_was(
    active: ChecklistVersion, draft: ChecklistVersion
) -> None:
    row = Consideration.objects.get(key="diagnosis.other.1")
    withdraw(
        version=active,
        consideration=row.key,
        reason="A later trial found the opposite.",
        actor=None,
        now=scenes.THEN,
    )
    (found,) = [each for each in checked(draft, today=TODAY) if each.finding.code == "withdrawn"]
    assert (found.finding.place, found.blocks) == ("consideration diagnosis.other.1", True)
    assert "A later trial found the opposite." in found.finding.message
    row.text = "Says something else now."
    row.save()
    assert "withdrawn" not in {each.finding.code for each in checked(draft, today=TODAY)}

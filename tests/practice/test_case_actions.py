"""Cases: written, offered, withdrawn and carried to another version."""

import pytest
from django.core.exceptions import ValidationError

from checklist.content.published import definition_of
from checklist.engine.cases import raised
from checklist.practice import actions
from checklist.practice.models import Case, Edition
from checklist.practice.models.cases import LAST
from checklist.practice.standing import is_as_offered
from checklist.practice.writing import read
from tests import scenes
from tests.practice import casting
from tests.practice.editing import asks_more, drops_an_answer, new_version, says_less, written


@pytest.fixture
def case(cases: dict[str, Case]) -> Case:
    """The first of the starter cases, on offer."""
    return cases[casting.FIRST]


def copy_of(case: Case, key: str = "own") -> Case:
    """A new case with the same answers, not confirmed and not offered yet."""
    own = actions.new_case(
        case=Case(
            checklist=case.checklist,
            version=case.version,
            key=key,
            title=case.title,
            vignette=case.vignette,
            learning_points=case.learning_points,
        )
    )
    rows = {row.criterion: row for row in case.references.all()}
    answered = list(own.references.all())
    for row in answered:
        row.option, row.rationale = rows[row.criterion].option, rows[row.criterion].rationale
    actions.save_case(case=own, rows=answered)
    return written(own)


def refused(case: Case) -> list[str]:
    """Why a case is not offered."""
    with pytest.raises(actions.NotReady) as reasons:
        actions.offer(case=case, now=scenes.THEN)
    return [str(problem) for problem in reasons.value.problems]


def test_a_new_case_comes_last_and_has_an_empty_row_for_every_criterion(case: Case) -> None:
    own = Case(checklist=case.checklist, version=case.version, key="own", title="Own", vignette="x")
    actions.new_case(case=own)
    assert own.position == 11
    assert [row.criterion for row in own.references.all()] == [
        *definition_of(case.version).criteria
    ]
    assert not any(row.option for row in own.references.all())
    assert "references: “diagnosis” is in view and has no reference answer." in refused(own)
    assert not Edition.objects.filter(case=own).exists()


def test_the_last_place_in_order_is_shared(case: Case) -> None:
    actions.place(case=case, position=LAST)
    assert copy_of(case).position == LAST
    says = casting.starter().cases[0].model_copy(update={"key": "another"})
    (taken_in,), _ = actions.take_in(version=case.version, written=[says], now=scenes.THEN)
    assert taken_in.position == LAST
    with pytest.raises(ValidationError):
        Case(position=LAST + 1).clean_fields(exclude={"checklist", "version", "title", "key"})


def test_nothing_is_saved_into_rows_that_were_put_in_place_of_others(case: Case) -> None:
    rows = [*case.references.all()]
    actions.carry_to(case=case, version=new_version(asks_more), now=scenes.THEN)
    case.title, rows[0].rationale = "Mine", "Mine"
    with pytest.raises(actions.OtherwiseNow):
        actions.save_case(case=case, rows=rows)
    assert written(case).title != "Mine"


def test_a_case_is_offered_once_what_it_brings_up_is_confirmed(case: Case) -> None:
    own = copy_of(case)
    assert [reason.partition(":")[0] for reason in refused(own)] == [
        "expected.support",
        "expected.note",
    ]
    comes_up = raised(definition_of(own.version), read(own, definition_of(own.version)).answers)
    with pytest.raises(actions.OtherwiseNow):
        actions.confirm(case=own, comes_up={})
    actions.confirm(case=own, comes_up=comes_up)
    edition = actions.offer(case=own, now=scenes.THEN)
    assert edition.says.expected == comes_up
    assert written(own).is_offered


def test_what_is_not_written_yet_is_not_confirmed(case: Case) -> None:
    own = copy_of(case)
    own.references.filter(criterion="diagnosis").update(option="")
    with pytest.raises(actions.NotReady):
        actions.confirm(case=own, comes_up={})


def test_an_edit_reaches_trainees_once_it_is_offered(case: Case) -> None:
    first = case.edition
    case.title = "Another title"
    actions.save_case(case=case, rows=[])
    assert written(case).edition == first
    assert not is_as_offered(written(case))
    second = actions.offer(case=case, now=scenes.THEN)
    assert (second.says.title, second != first) == ("Another title", True)
    assert actions.offer(case=case, now=scenes.THEN) == second


def test_a_withdrawn_case_is_offered_again_as_it_was(case: Case) -> None:
    actions.withdraw(case=case, now=scenes.THEN)
    assert not written(case).is_offered
    assert actions.offer(case=case, now=scenes.THEN) == case.edition
    assert written(case).is_offered


def test_a_case_that_fits_is_carried_and_offered_in_one_step(case: Case) -> None:
    version = new_version()
    assert actions.carry_to(case=case, version=version, now=scenes.THEN) == ()
    after = written(case)
    assert (after.version, after.edition.version) == (version, version)  # type: ignore[union-attr]
    assert after.edition != case.edition


def test_a_carried_case_expects_what_was_confirmed_for_its_version(case: Case) -> None:
    assert case.edition is not None
    before = case.edition.says.expected
    version = new_version(says_less)
    assert actions.carry_to(case=case, version=version, now=scenes.THEN) == ()
    edition = written(case).edition
    assert edition is not None
    assert edition.says.expected != before
    assert edition.says.expected == raised(definition_of(version), edition.says.answers)


def test_what_is_missing_after_carrying_is_told_and_trainees_keep_what_they_have(
    case: Case,
) -> None:
    version = new_version(asks_more)
    (problem,) = actions.carry_to(case=case, version=version, now=scenes.THEN)
    assert str(problem) == "references: “extra” is in view and has no reference answer."
    after = written(case)
    assert (after.version, after.edition, after.is_offered) == (version, case.edition, True)
    assert [row.criterion for row in after.references.all()] == [*definition_of(version).criteria]


def test_what_was_written_beside_an_answer_that_is_gone_stays(case: Case) -> None:
    before = case.references.get(criterion="bladder")
    assert (before.option, before.rationale != "") == ("none", True)
    actions.carry_to(case=case, version=new_version(drops_an_answer), now=scenes.THEN)
    after = case.references.get(criterion="bladder")
    assert (after.option, after.rationale) == ("", before.rationale)


def test_what_was_not_offered_is_not_offered_by_carrying(case: Case) -> None:
    case.title = "Not ready for trainees"
    actions.save_case(case=case, rows=[])
    assert actions.carry_to(case=case, version=new_version(), now=scenes.THEN) == ()
    assert written(case).edition == case.edition


def test_all_that_fit_are_carried_and_the_others_named(cases: dict[str, Case]) -> None:
    own = copy_of(cases[casting.FIRST])
    own.references.filter(criterion="diagnosis").update(option="")
    version = new_version(says_less)
    done, left = actions.carry_all(version=version, now=scenes.THEN)
    assert done == list(cases.values())
    assert left == [own]
    assert {each.version for each in Case.objects.exclude(pk=own.pk)} == {version}
    assert written(own).version != version
    assert actions.carry_all(version=version, now=scenes.THEN) == ([], [own])


def test_a_panel_keeps_the_order_that_tells_its_answer(case: Case) -> None:
    row = case.references.get(criterion="diagnosis")
    row.option, row.panel = "", [["other", 4], ["mdd-moderate-severe", 4]]
    actions.save_case(case=case, rows=[row])
    says = read(written(case), definition_of(case.version))
    assert says.references[0].answer == "other"

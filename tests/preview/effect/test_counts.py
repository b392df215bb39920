"""What a draft would bring up, counted as whole summaries would have it."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checklist.content.actions import start_draft
from checklist.content.compile import compiled
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.engine.carried import carry
from checklist.engine.effect import Effect, effect
from checklist.engine.summary import summarise
from checklist.preview.counting import count_on, counted
from checklist.preview.effect import Case, Happening, Versions, over_assessments, rows_of, touched
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases
from tests.content.revised import URGENT, revise
from tests.preview.effect.conftest import walked

pytestmark = pytest.mark.whole_starter

TEN = tuple(Case(case.title, case.answers) for case in cases())


@pytest.fixture
def versions(active: ChecklistVersion, revised: ChecklistVersion) -> Versions:
    return Versions(definition_of(active), compiled(revised))


def over_all(versions: Versions, version: ChecklistVersion) -> Effect:
    found, _place = over_assessments(versions, version.checklist_id, after=0, most=1000)
    return found


def happened(versions: Versions, sets: Iterable[Mapping[str, str]]) -> Counter[tuple[str, str]]:
    """How often each consideration appears, disappears or changes kind, by whole summaries."""
    assert versions.in_use is not None
    happenings: Counter[tuple[str, str]] = Counter()
    for answers in sets:
        kept = carry(versions.in_use, versions.draft, answers, {}).answer_by_key
        old = {each.key: each.kind for each in summarise(versions.in_use, answers).considerations}
        new = {each.key: each.kind for each in summarise(versions.draft, kept).considerations}
        happenings.update(("appears", key) for key in new if key not in old)
        happenings.update(("disappears", key) for key in old if key not in new)
        happenings.update(
            ("changes_kind", key) for key in new if key in old and new[key] is not old[key]
        )
    return happenings


def test_assessments_are_counted_as_their_summaries_would_have_it(
    versions: Versions, active: ChecklistVersion, done: list[Assessment]
) -> None:
    found = over_all(versions, active)
    assert found.sets == len(done) == 11
    counts = {
        (how.value, line.key): how.times(line)
        for line in found.lines
        for how in Happening
        if how.times(line)
    }
    assert counts == happened(versions, (each.choices for each in done))
    assert {how for how, _key in counts} == {"appears", "disappears"}


def test_cases_are_counted_as_their_summaries_would_have_it_and_named(versions: Versions) -> None:
    nothing = effect(versions.in_use, versions.draft, ())
    rows = rows_of(
        versions, effect(versions.in_use, versions.draft, (c.answers for c in TEN)), nothing
    )
    found = {
        (each.how.value, each.row.cases.key): each.names for each in touched(versions, TEN, rows)
    }
    expected = happened(versions, (case.answers for case in TEN))
    assert {place: len(names) for place, names in found.items()} == expected
    assert found["appears", URGENT] == tuple(
        case.name for case in TEN if case.answers["adequate-trials"] == "two-or-more"
    )


def test_two_cases_with_one_title_are_both_told(versions: Versions) -> None:
    two = [Case("The same", TEN[0].answers), Case("The same", {})]
    rows = rows_of(
        versions,
        effect(versions.in_use, versions.draft, (each.answers for each in two)),
        effect(versions.in_use, versions.draft, ()),
    )
    found = {each.row.cases.key: each.names for each in touched(versions, two, rows)}
    assert found[URGENT] == ("The same",)


def test_assessments_of_every_version_count_and_those_of_other_checklists_do_not(
    active: ChecklistVersion, revised: ChecklistVersion, done: list[Assessment]
) -> None:
    owner = done[0].owner
    assert owner is not None
    scenes.put_in_use(revised)
    revised.refresh_from_db()
    walked(revised, owner, {"diagnosis": "other"})
    follow_up = scenes.load_starter(scenes.FOLLOW_UP)
    scenes.complete(scenes.start(follow_up, owner))
    draft = start_draft(checklist=active.checklist, label="1.2", actor=None, now=scenes.THEN)
    versions = Versions(definition_of(revised), compiled(draft))
    assert over_all(versions, active).sets == len(done) + 1


def test_only_answers_are_read(
    versions: Versions, active: ChecklistVersion, done: list[Assessment]
) -> None:
    with CaptureQueriesContext(connection) as captured:
        over_all(versions, active)
    (query,) = (each["sql"] for each in captured if "walk_assessment" in each["sql"])
    read = query.partition("SELECT ")[2].partition(" FROM ")[0]
    assert read.replace('"walk_assessment".', "") == '"id" AS "pk", "answers" AS "answers"'


def test_all_are_counted_at_once_while_they_are_few(
    versions: Versions, active: ChecklistVersion, done: list[Assessment]
) -> None:
    session: dict[str, object] = {}
    found = counted(versions, active.checklist_id, session)  # type: ignore[arg-type]
    assert (found.effect, found.left) == (over_all(versions, active), 0)
    assert session == {}


def test_in_steps_they_come_to_the_same(
    versions: Versions,
    active: ChecklistVersion,
    done: list[Assessment],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("checklist.preview.counting.EFFECT_AT_ONCE", 4)
    session: dict[str, object] = {}
    steps = []
    for _ in range(4):
        found = counted(versions, active.checklist_id, session)  # type: ignore[arg-type]
        steps.append((found.effect.sets, found.left, found.total))
        count_on(versions, active.checklist_id, session)  # type: ignore[arg-type]
    assert steps == [(0, 11, 11), (4, 7, 11), (8, 3, 11), (11, 0, 11)]
    assert found.effect == over_all(versions, active)


def test_what_was_counted_of_another_draft_is_not_counted_on(
    active: ChecklistVersion,
    draft: ChecklistVersion,
    done: list[Assessment],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("checklist.preview.counting.EFFECT_AT_ONCE", 4)
    session: dict[str, object] = {}
    before = Versions(definition_of(active), compiled(draft))
    count_on(before, active.checklist_id, session)  # type: ignore[arg-type]
    revise(draft)
    after = Versions(definition_of(active), compiled(draft))
    found = counted(after, active.checklist_id, session)  # type: ignore[arg-type]
    assert (found.effect.sets, found.left) == (0, 11)

"""The ten starter cases: what the file says, and what each brings up when it is walked."""

from pathlib import Path

import pytest
from django.core.management import call_command

from checklist.engine.cases import problems_of_case, raised
from checklist.engine.parts import Kind
from checklist.engine.summary import summarise
from checklist.practice import packs
from checklist.practice.models import Case as StoredCase
from tests import scenes
from tests.cases import Case, cases
from tests.practice import casting

BY_KEY = {each.key: each for each in casting.starter().cases}
DEFINITION = scenes.starter(scenes.MAIN).definition

each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: str(case.key))


def test_there_are_ten_in_their_order() -> None:
    assert [*BY_KEY] == [case.key for case in cases()]
    assert len(BY_KEY) == 10


@each_case
def test_the_file_says_what_the_table_of_cases_says(case: Case) -> None:
    says = BY_KEY[case.key]
    assert (says.title, says.difficulty, says.tags) == (case.title, case.difficulty, case.tags)
    assert "\n\n".join(says.vignette) == case.vignette
    assert says.learning_points == case.learning_points
    assert [
        (each.criterion, each.option, each.acceptable, each.unsafe, each.rationale)
        for each in says.references
    ] == [
        (row.criterion, row.reference, row.acceptable, row.unsafe, row.rationale)
        for row in case.rows
    ]
    assert says.expected == {Kind(kind): keys for kind, keys in case.considerations.items() if keys}


@each_case
def test_walked_it_brings_up_the_whole_list_that_it_expects_and_nothing_else(case: Case) -> None:
    says = BY_KEY[case.key]
    summary = summarise(DEFINITION, says.answers)
    assert [each.key for each in summary.considerations] == [
        key for kind in Kind for key in case.considerations[kind]
    ]
    assert raised(DEFINITION, says.answers) == says.expected
    assert tuple(gap.criterion for gap in summary.missing) == case.missing
    assert summary.not_asked == case.out_of_view
    assert problems_of_case(says, DEFINITION) == ()


def test_the_file_is_written_as_it_stands() -> None:
    (file,) = casting.STARTER.glob("*.json")
    pack = packs.read(file.read_text(encoding="utf-8"))
    assert packs.written(pack.slug, pack.label, pack.cases) == file.read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_command_loads_them_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenes.load_starter()
    (file,) = casting.STARTER.glob("*.json")
    call_command("load_cases", str(file))
    call_command("load_cases", str(file))
    assert capsys.readouterr().out.splitlines() == [
        "ketamine-considerations-1.0.json: 10 cases loaded.",
        "ketamine-considerations-1.0.json: all cases already here, nothing changed.",
    ]
    assert [case.key for case in StoredCase.objects.offered()] == [*BY_KEY]

"""Packs of cases: taken away and taken in, whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from checklist.content.reading import MOST_BYTES, MOST_VALUES
from checklist.engine.problems import InvalidDefinition
from checklist.practice import actions, packs
from checklist.practice.loading import load_file
from checklist.practice.models import Case, ReferenceAnswer
from checklist.practice.packs import Pack
from checklist.practice.standing import is_as_offered
from checklist.practice.writing import digest
from tests import scenes
from tests.content.forms_in_pages import said
from tests.practice import casting
from tests.practice.editing import asks_more, editor, new_version, written
from tests.strategies import case_data, damaged_cases
from tests.walk.pages import read

IMPORT = "/admin/practice/case/import/"
LIST = "/admin/practice/case/"
DEFINITION = scenes.starter(scenes.MAIN).definition
DEEP = "Lists and objects stand inside one another more than 32 deep."


def starter_data(**changes: Any) -> dict[str, Any]:
    """The starter pack as data, with other values at its top."""
    data: dict[str, Any] = json.loads(packs.written(*_parts(casting.starter())))
    return data | changes


def _parts(pack: Pack) -> tuple[str, str, Any]:
    return pack.slug, pack.label, pack.cases


def refused(content: bytes | str | dict[str, Any]) -> list[str]:
    """Why a file is not taken in; and nothing is."""
    text = json.dumps(content) if isinstance(content, dict) else content
    with pytest.raises(InvalidDefinition) as reasons:
        load_file(text.encode() if isinstance(text, str) else text, now=scenes.THEN)
    assert not Case.objects.exists()
    return [str(each) for each in reasons.value.problems]


def upload(desk: Client, content: str | bytes) -> Any:
    """The answer to a file that is sent."""
    body = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("a.json", body, "application/json")
    return desk.post(IMPORT, {"file": file}, follow=True)


@pytest.fixture
def version(db: None) -> None:
    """The checklist of the starter cases, in use."""
    scenes.load_starter()


# What is wrong with a file


@pytest.mark.usefixtures("version")
def test_every_problem_of_every_case_is_told_by_its_path() -> None:
    data = starter_data(extra=1)
    first, second, third = data["cases"][:3]
    first["references"][0]["option"] = "no-such"
    first["references"][1]["criterion"] = "strange"
    second["title"] = 5
    third["key"] = second["key"]
    third["expected"]["often"] = []
    assert refused(data) == [
        "extra: There is no such field here.",
        "cases[1].title: This must be text.",
        "cases[2].expected.often: There is no such field here.",
        "cases[2].key: Another case here has this key.",
        "cases[0].references[0].option: “no-such” is no answer to “diagnosis”.",
        "cases[0].references[1].criterion: The checklist has no criterion “strange”.",
    ]


@pytest.mark.usefixtures("version")
def test_what_stands_beside_something_that_is_no_case_is_told_too() -> None:
    data = starter_data()
    first, second, *_rest = data["cases"]
    first["references"][0]["option"] = "no-such"
    second["title"] = 5
    assert refused({**data, "cases": [5, None, first, second]}) == [
        "cases[0]: This must be an object.",
        "cases[1]: This must be an object.",
        "cases[3].title: This must be text.",
        "cases[2].references[0].option: “no-such” is no answer to “diagnosis”.",
    ]


@pytest.mark.usefixtures("version")
def test_what_cannot_be_read_is_refused_with_its_reason() -> None:
    label = "No published version 9.9 of the checklist “ketamine-considerations” is here."
    for content, reason in (
        (b"{", "This is not JSON: "),
        (b"[]", "This must be an object."),
        (b"caf\xe9", "This is not UTF-8: "),
        (b"[" * 100_000, DEEP),
        (json.dumps(starter_data()).replace('"Severe', "[" * 40).encode(), DEEP),
        (b" " * (MOST_BYTES + 1), "This file is too large: at most 1048576 bytes are read."),
        (b" " * 10 * MOST_BYTES, "This file is too large: at most 1048576 bytes are read."),
        (b"[" + b"0," * MOST_VALUES + b"0]", "This file holds 20001 values; at most 20000"),
        (json.dumps(starter_data(version="9.9")).encode(), f"version: {label}"),
        (json.dumps(starter_data(cases={})).encode(), "cases: This must be a list."),
        (json.dumps(starter_data(cases=[5])).encode(), "cases[0]: This must be an object."),
        (json.dumps(starter_data(slug="\ud800")).encode(), "slug: "),
        (json.dumps(starter_data(version="\ud800")).encode(), "version: "),
        (json.dumps(starter_data(version="1\0")).encode(), "version: "),
        (json.dumps({}).encode(), "slug: This is missing."),
    ):
        assert refused(content)[0].startswith(reason)


@pytest.mark.usefixtures("version")
def test_a_draft_of_the_version_will_not_do() -> None:
    new_version()
    assert refused(starter_data(version="1.2"))[0].startswith("version: No published version 1.2")


@pytest.mark.usefixtures("version")
def test_whatever_is_sent_is_taken_in_or_refused() -> None:
    head = {"slug": scenes.MAIN, "version": "1.0"}

    @given(st.lists(damaged_cases(DEFINITION), max_size=2))
    def holds(cases: list[Any]) -> None:
        text = json.dumps({**head, "cases": cases}, default=list)
        with transaction.atomic():
            try:
                load_file(text.encode(errors="surrogatepass"), now=scenes.THEN)
            except InvalidDefinition as invalid:
                told = invalid.problems
                assert told
            transaction.set_rollback(True)

    holds()


@pytest.mark.usefixtures("version")
def test_the_command_refuses_with_every_reason(tmp_path: Path) -> None:
    file = tmp_path / "pack.json"
    data = starter_data()
    data["cases"][0] |= {"title": "", "difficulty": 9}
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CommandError) as reasons:
        call_command("load_cases", str(file))
    assert str(reasons.value).splitlines() == [
        f"{file} was not loaded:",
        "  cases[0].title: This text is empty.",
        "  cases[0].difficulty: Difficulty is a number from 1 to 3.",
    ]
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("load_cases", str(tmp_path / "none.json"))


# There and back


@pytest.mark.usefixtures("version")
def test_what_is_taken_in_goes_out_as_the_same_bytes() -> None:
    desk = editor()
    version = scenes.load_starter()

    @given(case_data(DEFINITION))
    def holds(data: dict[str, Any]) -> None:
        text = packs.written(
            scenes.MAIN,
            "1.0",
            packs.read(json.dumps({"slug": scenes.MAIN, "version": "1.0", "cases": [data]})).cases,
        )
        with transaction.atomic():
            (case,) = load_file(text.encode(), now=scenes.THEN).new
            assert written(case).edition.digest == digest(packs.read(text).cases[0])  # type: ignore[union-attr]
            assert is_as_offered(written(case))
            page = desk.get(f"{LIST}export/{version.pk}/")
            assert page.content.decode() == text
            transaction.set_rollback(True)

    holds()


def test_the_starter_cases_are_exported_as_they_came(cases: dict[str, Case]) -> None:
    desk = editor()
    version = cases[casting.FIRST].version
    address = f"{LIST}export/{version.pk}/"
    assert address in read(desk.get(LIST)).values("href")
    file = desk.get(address)
    assert file["Content-Type"] == "application/json"
    assert file["Content-Disposition"] == (
        'attachment; filename="ketamine-considerations-1.0-cases.json"'
    )
    (stands,) = casting.STARTER.glob("*.json")
    assert file.content == stands.read_bytes()


def test_chosen_cases_are_exported_and_come_back_after_they_were_deleted(
    cases: dict[str, Case],
) -> None:
    desk = editor()
    chosen = [cases["voices-long-ago"], cases[casting.FIRST]]
    form = {"action": "export_selected", "_selected_action": [each.pk for each in chosen]}
    file = desk.post(LIST, form)
    assert [each["key"] for each in json.loads(file.content)["cases"]] == [
        casting.FIRST,
        "voices-long-ago",
    ]
    Case.objects.update(edition=None)
    for each in Case.objects.all():
        each.editions.all().delete()
    Case.objects.all().delete()
    page = upload(desk, file.content)
    assert said(page.context) == ["2 cases were taken in and are offered to trainees."]
    assert [each.key for each in Case.objects.offered()] == [casting.FIRST, "voices-long-ago"]
    assert LogEntry.objects.filter(change_message="Taken in from a file.").count() == 2


def test_what_could_not_be_taken_in_again_is_not_exported(cases: dict[str, Case]) -> None:
    desk = editor()
    first = cases[casting.FIRST]
    ReferenceAnswer.objects.filter(case=first, criterion="diagnosis").update(rationale="")
    page = desk.get(f"{LIST}export/{first.version_id}/", follow=True)
    told = "There is no file yet. These would keep it from being taken in again: {}"
    problem = "cases[0].references[0].rationale: This text is empty."
    assert said(page.context) == [told.format(problem)]
    version = new_version(asks_more)
    actions.carry_to(case=first, version=version, now=scenes.THEN)
    form = {"action": "export_selected", "_selected_action": [each.pk for each in cases.values()]}
    page = desk.post(LIST, form, follow=True)
    assert said(page.context) == ["A pack holds cases that are written for the same version."]
    assert desk.get(f"{LIST}export/999/").status_code == 404


# Taking in, in the administration


def test_a_case_that_is_here_already_stays_as_it_is(cases: dict[str, Case]) -> None:
    desk = editor()
    Case.objects.filter(key=casting.FIRST).update(title="Changed here")
    data = starter_data()
    data["cases"] = [data["cases"][0], {**data["cases"][1], "key": "another"}]
    page = upload(desk, json.dumps(data))
    assert said(page.context) == [
        "1 case was taken in and is offered to trainees. 1 was here already and stays as it is."
    ]
    assert written(cases[casting.FIRST]).title == "Changed here"
    assert Case.objects.get(key="another").position == 11


@pytest.mark.usefixtures("version")
def test_a_pack_for_a_version_out_of_use_is_taken_in_and_not_offered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No case was looked at as the version in use was published; an editor carries them there."""
    data = starter_data()
    file = tmp_path / "pack.json"
    file.write_text(json.dumps({**data, "cases": data["cases"][:1]}), encoding="utf-8")
    new_version()
    call_command("load_cases", str(file))
    why = (
        "Not offered to trainees, for version 1.0 is not in use: "
        "an editor carries what is new to the version in use."
    )
    assert capsys.readouterr().out == f"pack.json: 1 case loaded. {why}\n"
    page = upload(editor(), json.dumps({**data, "cases": data["cases"][:2]}))
    assert said(page.context) == [
        f"1 case was taken in. 1 was here already and stays as it is. {why}"
    ]
    assert (Case.objects.count(), Case.objects.offered().count()) == (2, 0)


@pytest.mark.usefixtures("version")
def test_a_bad_file_is_refused_whole_on_the_page_with_every_reason() -> None:
    desk = editor()
    data = starter_data()
    data["cases"][9]["references"][0]["option"] = "<script>"
    data["cases"][8]["vignette"] = []
    page = upload(desk, json.dumps(data))
    assert page.status_code == 422
    assert read(page).one("ul", class_="problems").texts("li") == [
        "cases[8].vignette This is missing.",
        "cases[9].references[0].option “<script>” is no answer to “diagnosis”.",
    ]
    assert not Case.objects.exists()
    for content, status in ((b"", 422), (b" " * (MOST_BYTES + 1), 422), (b" " * 10**7, 413)):
        assert upload(desk, content).status_code == status
    assert desk.post(IMPORT).context["form"].errors == {"file": ["This field is required."]}


def test_whoever_may_not_write_cases_takes_none_in_and_none_away(cases: dict[str, Case]) -> None:
    somebody = Client()
    somebody.force_login(scenes.make_user("staff", is_staff=True))
    for address in (IMPORT, f"{LIST}export/{cases[casting.FIRST].version_id}/"):
        assert somebody.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert IMPORT in read(editor().get(LIST)).values("href")

"""Two editors at the same moment, on two connections; one of them is quicker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client

from checklist.practice import actions
from checklist.practice.models import Case
from tests import scenes
from tests.content.forms_in_pages import read_form
from tests.practice import casting
from tests.practice.editing import asks_more, editor, new_draft, new_version, put_in_use, written

pytestmark = pytest.mark.django_db(transaction=True)

NEW = {
    "key": "own-case",
    "title": "Own",
    "difficulty": "1",
    "vignette": "x",
    "learning_points": "x",
}


@pytest.fixture
def case(transactional_db: None) -> Case:
    """The first of the starter cases, on offer."""
    return casting.load_cases()[casting.FIRST]


@pytest.fixture
def desk(transactional_db: None) -> Client:
    """The browser of an editor."""
    return editor()


def meanwhile(act: Callable[[], object], other: Callable[[], Any]) -> Any:
    """What comes of the other's act where it begins while somebody has not done with ``act``."""

    def begun() -> Any:
        try:
            return other()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as somebody:
        with transaction.atomic():
            act()
            waiting = somebody.submit(begun)
            wait([waiting], timeout=1)
        return waiting.result()


def test_what_is_saved_while_the_case_is_carried_is_not_lost_unseen(
    case: Case, desk: Client
) -> None:
    version, address = new_version(asks_more), f"/admin/practice/case/{case.pk}/change/"
    form = read_form(desk.get(address).content, "case_form") | {"consent.rationale": ["Typed."]}
    page = meanwhile(
        lambda: actions.carry_to(case=case, version=version, now=scenes.THEN),
        lambda: desk.post(address, form),
    )
    assert page.status_code == 200
    assert "somebody has changed this case since you opened it" in page.text
    assert read_form(page.content, "case_form")["consent.rationale"] == ["Typed."]


def test_a_key_that_is_taken_meanwhile_is_told_at_its_field(case: Case, desk: Client) -> None:
    own = Case(checklist=case.checklist, version=case.version, **NEW)
    sent = {**NEW, "version": case.version_id}
    page = meanwhile(
        lambda: actions.new_case(case=own),
        lambda: desk.post("/admin/practice/case/add/", sent),
    )
    assert page.status_code == 200
    assert page.context["adminform"].form.errors == {"key": ["Case with this Key already exists."]}


def test_a_pack_leaves_a_case_that_is_written_meanwhile_as_it_is(case: Case) -> None:
    says = casting.starter().cases[0].model_copy(update={"key": "own-case"})
    own = Case(checklist=case.checklist, version=case.version, **NEW)
    new, present = meanwhile(
        lambda: actions.new_case(case=own),
        lambda: actions.take_in(version=case.version, written=[says], now=scenes.THEN),
    )
    assert (new, present) == ([], [own])


def test_what_is_offered_while_a_version_is_published_is_not_offered_unlooked_at(
    case: Case,
) -> None:
    """Publishing looks at what is on offer; nothing comes in behind its back."""
    draft = new_draft()
    actions.withdraw(case=case, now=scenes.THEN)

    def offers() -> object:
        with pytest.raises(actions.VersionNotInUse):
            actions.offer(case=case, now=scenes.THEN)
        return None

    meanwhile(lambda: put_in_use(draft), offers)
    assert not written(case).is_offered


def test_a_pack_that_is_taken_in_while_a_version_is_published_is_not_offered(case: Case) -> None:
    draft = new_draft()
    says = casting.starter().cases[0].model_copy(update={"key": "own-case"})
    (own,), _present = meanwhile(
        lambda: put_in_use(draft),
        lambda: actions.take_in(version=case.version, written=[says], now=scenes.THEN),
    )
    assert not written(own).is_offered


def test_a_case_is_not_carried_to_a_version_that_goes_out_of_use_meanwhile(case: Case) -> None:
    version = new_version()
    draft = new_draft(label="1.2")

    def carries() -> object:
        with pytest.raises(actions.VersionNotInUse):
            actions.carry_to(case=case, version=version, now=scenes.THEN)
        return None

    meanwhile(lambda: put_in_use(draft), carries)
    assert written(case).version == case.version

"""Who may try a draft out: whoever may see it in the administration, and nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from checklist.content.admin.rights import ACTS
from checklist.content.models import ChecklistVersion
from checklist.preview.addresses import packed
from checklist.preview.urls import urlpatterns
from tests import scenes
from tests.content.conftest import ClientOf

Place = dict[str, int | str]


def every_url(draft: ChecklistVersion) -> list[str]:
    """Every page of the preview of a draft."""
    around: Place = {"version": draft.pk, "answers": packed({"diagnosis": "bipolar"})}
    given: dict[str, Place] = {
        "begin": {"version": draft.pk},
        "section": {**around, "section": "depression"},
    }
    return [
        reverse(f"preview:{each.name}", kwargs=given.get(str(each.name), around))
        for each in urlpatterns
    ]


def test_a_visitor_is_sent_to_sign_in_and_comes_back(draft: ChecklistVersion) -> None:
    visitor = Client()
    for url in every_url(draft):
        for page in (visitor.get(url), visitor.post(url, {"revision": 0})):
            assert (page.status_code, page["Location"]) == (
                302,
                f"/admin/login/?next={url.replace(':', '%3A')}",
            )


def test_a_clinician_and_staff_without_a_right_are_refused(
    draft: ChecklistVersion, client_of: ClientOf
) -> None:
    clinician = Client()
    clinician.force_login(scenes.make_user("clinician"))
    for browser in (clinician, client_of()):
        for url in every_url(draft):
            assert browser.get(url).status_code == browser.post(url).status_code == 403


@pytest.mark.parametrize("right", ACTS)
def test_whoever_sees_the_draft_may_try_it_out(
    draft: ChecklistVersion, client_of: ClientOf, right: str
) -> None:
    somebody = client_of(right)
    for url in every_url(draft):
        assert somebody.get(url).status_code in {200, 302}


def test_nobody_learns_which_drafts_exist(draft: ChecklistVersion, client_of: ClientOf) -> None:
    for browser in (client_of(), Client()):
        answers = [browser.get(f"/admin/preview/{pk}/") for pk in (draft.pk, 999_999)]
        assert answers[0].status_code == answers[1].status_code


def test_a_form_without_its_token_is_refused(draft: ChecklistVersion, client_of: ClientOf) -> None:
    strict = scenes.copy_of(client_of("view"), enforce_csrf_checks=True)
    for url in every_url(draft):
        assert strict.post(url, {"revision": 0}).status_code == 403

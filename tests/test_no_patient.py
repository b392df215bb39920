"""Nothing asks who the patient is, and whoever can type is told not to write it."""

import re

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from tests import scenes
from tests.walk.pages import Element, at, read

ASKS_WHO = re.compile(
    r"\b(sur|fore|first|last|full|patient)?[-_ ]?names?\b|initials|\bbirth|\bborn\b|\bdob\b"
    r"|\bage\b|\bsex\b|\bgender\b|record (number|no)|\bmrn\b|\bnhs\b|hospital number"
    r"|insurance number|\baddress\b|post ?code|e-?mail|phone|\bidentif",
    re.IGNORECASE,
)
NOT_TO_WRITE = "No names, dates of birth or record numbers."


@pytest.fixture
def version(db: None) -> ChecklistVersion:
    """The starter checklist, in use."""
    return scenes.load_starter()


@pytest.fixture(params=["clinician", "guest"])
def pages(request: pytest.FixtureRequest, version: ChecklistVersion) -> dict[str, Element]:
    """Every page of the walk on which something can be typed, pressed or chosen."""
    visitor, owner, token = Client(), None, ""
    if request.param == "clinician":
        owner = scenes.make_user("clinician")
        visitor.force_login(owner)
    else:
        token = scenes.make_guest(visitor)
    walk = scenes.start(version, owner, guest_token=token, now=timezone.now())
    answers = {"suicide-risk": "imminent", "adequate-trials": "one", "mania": "past"}
    going = scenes.answer(walk, {**answers, "route": "esketamine-nasal"})
    other = scenes.start(version, owner, guest_token=token, now=timezone.now())
    done = scenes.complete(scenes.answer(other, answers))
    sections = (f"{section.key}/" for section in definition_of(version).sections)
    urls = [
        *("/", "/assessments/", "/about/"),
        *(at(going, page) for page in (*sections, "review/")),
        at(done, "results/"),
        at(going, "suggest/"),
    ]
    return {url: read(visitor.get(url)) for url in urls}


def test_no_field_and_no_label_asks_who_the_patient_is(pages: dict[str, Element]) -> None:
    asked = set()
    for page in pages.values():
        fields = [each for each in page if each.tag in {"input", "textarea", "select"}]
        asked |= {each.attrs.get("name", "") for each in fields}
        asked |= {text for tag in ("label", "legend", "button") for text in page.texts(tag)}
    assert len(asked) > 150
    assert {"diagnosis-comment", "own-view", "reason"} <= asked
    assert sorted(text for text in asked if ASKS_WHO.search(text)) == []


def test_whoever_can_type_is_told_beside_the_box_not_to_write_it(
    pages: dict[str, Element],
) -> None:
    boxes = []
    for page in pages.values():
        for box in page.all("textarea"):
            if "readonly" not in box.attrs:
                ids = box["aria-describedby"].split()
                said = " ".join(page.one(id=each).text for each in ids)
                boxes.append((box["name"], NOT_TO_WRITE in said))
    assert len(boxes) == 26 + 1 + 8 + 1
    assert [name for name, is_told in boxes if not is_told] == []


@pytest.mark.django_db
@pytest.mark.parametrize("slug", [scenes.MAIN, scenes.FOLLOW_UP])
def test_no_question_of_a_starter_checklist_asks_for_it(slug: str) -> None:
    definition = definition_of(scenes.load_starter(slug))
    texts = [
        text
        for criterion in definition.criteria.values()
        for text in (criterion.key, criterion.short, criterion.question)
    ]
    assert [text for text in texts if ASKS_WHO.search(text)] == []


def test_nothing_that_is_stored_of_a_walk_has_a_place_for_it() -> None:
    stored = {
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("walk").get_models()
        for field in model._meta.get_fields()
    }
    assert stored == {
        *("assessment.id", "assessment.version", "assessment.code", "assessment.owner"),
        *("assessment.guest_token", "assessment.status", "assessment.answers"),
        *("assessment.revision", "assessment.started_at", "assessment.saved_at"),
        *("assessment.completed_at", "assessment.summary", "assessment.own_view"),
        *("assessment.amends", "assessment.amendments", "assessment.events", "assessment.reasons"),
        *("assessment.continues", "assessment.continued_by"),
        *("event.id", "event.assessment", "event.kind", "event.at", "event.actor"),
        *("event.revision", "event.changes"),
        *("reason.id", "reason.assessment", "reason.consideration", "reason.text", "reason.at"),
    }

"""Whatever becomes of a checklist, an assessment shows what its author saw, byte for byte."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from checklist.accounts.models import User
from checklist.content.actions import Outcome, discard, load, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.content.published import shelf
from checklist.engine.codec import parse
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases
from tests.walk.pages import at, reached, read

CASE = next(case for case in cases() if case.key == "after-midnight")
LATER = scenes.THEN + timedelta(days=30)
SECTIONS = ("depression/", "suicide-risk/", "physical-health/", "course-and-follow-up/")
NEWS = re.compile(rb'\n +<p class="notice"><span>Version [^\n<]+ is in use now;.+</p>\n +')
"""The one thing that a page in progress says besides, once there is a newer version."""
Pages = dict[str, bytes]
Shown = Callable[[], Pages]


@pytest.fixture
def done(client: Client, version: ChecklistVersion, clinician: User) -> Assessment:
    """A completed assessment with a comment, an own view and a reason beside a line."""
    comments = {"suicide-risk": "Said on the phone.\nAnd again."}
    answered = scenes.answer(scenes.start(version, clinician), CASE.answers, comments)
    walked = scenes.complete(answered, own_view="wait")
    reason = {"consideration": CASE.considerations["urgent"][0], "reason": "seen already"}
    assert client.post(at(walked, "results/reasons/"), reason).status_code == 302
    return walked


@pytest.fixture
def going(version: ChecklistVersion, clinician: User) -> Assessment:
    """An assessment in progress, half answered."""
    answers = dict(list(CASE.answers.items())[::2])
    return scenes.answer(scenes.start(version, clinician), answers, {"diagnosis": "by letter"})


@pytest.fixture
def pages(client: Client, done: Assessment, going: Assessment) -> Shown:
    """What every page of both shows, but for its tokens and the news of a newer version."""
    urls = [
        *(at(done, page) for page in ("results/", "results.json", "note.txt")),
        *(at(going, page) for page in (*SECTIONS, "review/")),
    ]

    def page(url: str) -> bytes:
        answer = client.get(url)
        assert answer.status_code == 200
        content = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)
        return NEWS.sub(b"", content, count=1)

    return lambda: {url: page(url) for url in urls}


def changed_data() -> dict[str, Any]:
    """The starter checklist in other words and turned round, without a section and all rules."""
    text = (scenes.STARTER / f"{scenes.MAIN}-1.0.json").read_text(encoding="utf-8")
    data: dict[str, Any] = changed(json.loads(text)["definition"])
    data["sections"] = [each for each in data["sections"][::-1] if each["key"] != "suicide-risk"]
    data["rules"] = []
    return data


def changed(data: Any) -> Any:
    """Plain data with every text for readers changed."""
    if isinstance(data, list):
        return [changed(each) for each in data]
    if not isinstance(data, dict):
        return data
    texts = {"title", "introduction", "purpose", "lead", "short", "question", "help", "label"}
    return {
        key: f"Changed. {value}" if key in {*texts, "text", "publisher"} else changed(value)
        for key, value in data.items()
    }


def publish_changed(version: ChecklistVersion) -> ChecklistVersion:
    """A new version in use that says everything otherwise."""
    envelope = Envelope(slug=scenes.MAIN, label="2.0", definition=parse(changed_data()))
    loaded = load(envelope=envelope, now=LATER)
    assert loaded.outcome is Outcome.DRAFT
    return scenes.put_in_use(loaded.version, now=LATER)


def test_publishing_starting_and_discarding_drafts_changes_no_page_of_what_was_begun(
    version: ChecklistVersion, pages: Shown
) -> None:
    def draft(label: str) -> ChecklistVersion:
        return start_draft(checklist=version.checklist, label=label, actor=None, now=LATER)

    before = pages()
    started = draft("1.1")
    assert pages() == before
    discard(version=started)
    assert pages() == before
    scenes.put_in_use(draft("1.1"), now=LATER)
    assert pages() == before
    publish_changed(version)
    assert pages() == before
    draft("2.1")
    assert pages() == before
    scenes.load_starter(scenes.FOLLOW_UP)
    shelf.clear()
    assert pages() == before


def test_the_changed_version_does_say_everything_otherwise(
    client: Client, version: ChecklistVersion, done: Assessment
) -> None:
    publish_changed(version)
    client.post("/assessments/", {"checklist": scenes.MAIN})
    started = Assessment.objects.latest("pk")
    assert started.version.label == "2.0"
    url = at(started, "course-and-follow-up/")
    page = read(client.get(url))
    assert page.texts("h1") == ["Changed. The course: combination and follow-up"]
    legends = page.texts("legend")
    assert [each for each in legends if "Changed. " not in each] == []
    assert client.get(at(started, "suicide-risk/")).status_code == 404
    about = read(client.get("/about/")).one(aria_labelledby="purpose").texts("p")
    purpose = client.get(at(done, "results.json")).json()["purpose"]
    assert about[1] == f"Changed. {purpose}"


def test_a_walk_goes_on_with_the_questions_that_it_began_with(
    client: Client, version: ChecklistVersion, going: Assessment
) -> None:
    publish_changed(version)
    sent = {"revision": "1", "suicide-risk": "imminent", "safety-plan": "absent"}
    answer = client.post(at(going, "suicide-risk/"), sent)
    assert reached(answer) == (302, f"{at(going, 'suicide-risk/')}?new=urgent#urgent")
    assert client.post(at(going, "review/"), {"revision": "2"}).status_code == 302
    data = client.get(at(going, "results.json")).json()
    assert data["checklist"]["version"] == "1.0"
    assert data["checklist"]["digest"] == version.digest
    urgent = [each["key"] for each in data["considerations"] if each["kind"] == "urgent"]
    assert urgent == ["suicide-risk.imminent.1", "rule-imminent-no-plan"]


def test_amending_stays_on_the_version_of_what_is_amended(
    client: Client, version: ChecklistVersion, done: Assessment
) -> None:
    publish_changed(version)
    old = client.get(at(done, "results.json")).json()
    client.post(at(done, "amend/"))
    amendment = Assessment.objects.get(amends=done)
    assert amendment.version == version
    client.post(at(amendment, "review/"), {"revision": "0"})
    new = client.get(at(amendment, "results.json")).json()
    own = {"reference": amendment.code, "status": "amended", "completed_at": new["completed_at"]}
    assert new == {**old, **own}


def test_what_is_amended_shows_what_it_showed_but_for_the_line_that_leads_on(
    client: Client, done: Assessment
) -> None:
    before = {name: client.get(at(done, name)).content for name in ("results.json", "note.txt")}
    lines = read(client.get(at(done, "results/"))).one(class_="result").text
    client.post(at(done, "amend/"))
    assert {name: client.get(at(done, name)).content for name in before} == before
    assert read(client.get(at(done, "results/"))).one(class_="result").text == lines

"""Amending: a new assessment with the same answers, on the same version, that names the old."""

from urllib.parse import urljoin

from django.test import Client

from checklist.content.actions import start_draft
from checklist.walk.models import Assessment, Event
from tests import scenes
from tests.walk.pages import at, reached, read

ANSWERS = {"depth": "deep", "length": "years"}
COMMENTS = {"depth": "As told.", "help": "Out of the blue."}


def completed(assessment: Assessment) -> Assessment:
    """The small assessment, answered and completed."""
    return scenes.complete(scenes.answer(assessment, ANSWERS, COMMENTS), own_view="Rather not.")


def amend(client: Client, assessment: Assessment) -> Assessment:
    """The amendment that the button makes."""
    answer = client.post(at(assessment, "amend/"))
    new = Assessment.objects.latest("pk")
    assert reached(answer) == (302, at(new, "review/"))
    return new


def test_it_begins_with_the_same_answers_and_comments_and_an_own_view_to_write(
    client: Client, small: Assessment
) -> None:
    old = completed(small)
    new = amend(client, old)
    assert new.answers == {
        "depth": {"option": "deep", "comment": "As told."},
        "length": {"option": "years"},
        "help": {"comment": "Out of the blue."},
    }
    assert (new.amends, new.owner, new.version, new.status) == (
        old,
        old.owner,
        old.version,
        "in-progress",
    )
    assert (new.revision, new.own_view, new.summary, new.completed_at) == (0, "", "", None)
    assert new.started_at == new.saved_at > old.saved_at
    assert new.code != old.code
    assert [(event.kind, event.actor) for event in new.events.all()] == [("started", old.owner)]


def test_the_page_that_follows_says_what_has_begun(client: Client, small: Assessment) -> None:
    old = completed(small)
    answer = client.post(at(old, "amend/"), follow=True)
    new = Assessment.objects.latest("pk")
    assert read(answer).texts(role="status") == [
        f"A new assessment, {new.code}, amends {old.code}. Change what is different, then complete."
    ]


def test_the_old_one_stays_as_it_was(client: Client, small: Assessment) -> None:
    old = completed(small)
    stored = Assessment.objects.filter(pk=old.pk).values().get()
    results = client.get(at(old, "results.json")).content
    note = client.get(at(old, "note.txt")).content
    new = amend(client, old)
    client.post(at(new, "mood/"), {"revision": "0", "depth": "mild"})
    client.post(at(new, "review/"), {"revision": "1", "own-view": "Now I would."})
    assert Assessment.objects.filter(pk=old.pk).values().get() == stored
    assert Event.objects.filter(assessment=old).count() == 3
    assert client.get(at(old, "results.json")).content == results
    assert client.get(at(old, "note.txt")).content == note


def test_each_names_the_other(client: Client, small: Assessment) -> None:
    old = completed(small)
    new = scenes.complete(amend(client, old))
    page = read(client.get(at(old, "results/")))
    notice = page.one("p", class_="k-resolve")
    assert notice.text == f"A later assessment amends this one: {new.code}"
    assert notice.one("a")["href"] == at(new, "review/")
    page = read(client.get(at(new, "results/")))
    assert page.one("dl", class_="meta").facts()[-1] == ("Amends", old.code)
    assert page.one("dl", class_="meta").one("a")["href"] == at(old, "results/")
    assert f"\nAmends {old.code}.\n" in client.get(at(new, "note.txt")).text
    assert "Amends" not in client.get(at(old, "note.txt")).text


def test_every_page_of_an_amendment_in_progress_names_what_it_amends(
    client: Client, small: Assessment
) -> None:
    old = completed(small)
    new = amend(client, old)
    for page in ("mood/", "plan/", "review/"):
        shown = read(client.get(at(new, page))).one(class_="side-head").one("a")
        assert shown.text == old.code
        assert urljoin(at(new, page), shown["href"]) == at(old, "results/")


def test_an_amendment_can_be_amended_and_the_latest_one_is_named(
    client: Client, small: Assessment
) -> None:
    old = completed(small)
    amend(client, old)
    latest = amend(client, old)
    third = amend(client, scenes.complete(latest))
    assert third.amends == latest
    page = read(client.get(at(old, "results/")))
    assert page.one("p", class_="k-resolve").one("a").text == latest.code


def test_it_stays_on_the_version_of_the_old_one_though_that_is_retired(
    client: Client, assessment: Assessment
) -> None:
    old = scenes.complete(scenes.answer(assessment, {"diagnosis": "bipolar"}))
    draft = start_draft(checklist=old.version.checklist, label="1.1", actor=None, now=scenes.THEN)
    scenes.put_in_use(draft)
    new = amend(client, old)
    assert (new.version.label, new.version.status) == ("1.0", "retired")
    sent = {"revision": "0", "diagnosis": "other"}
    answer = client.post(at(new, "depression/"), sent)
    assert reached(answer) == (302, at(new, "suicide-risk/"))
    client.post(at(new, "review/"), {"revision": "1"})
    data = client.get(at(new, "results.json")).json()
    assert (data["status"], data["checklist"]["version"]) == ("amended", "1.0")


def test_one_that_is_still_open_is_changed_itself(client: Client, small: Assessment) -> None:
    answer = client.post(at(small, "amend/"), follow=True)
    assert answer.redirect_chain == [(at(small, "review/"), 302)]
    assert read(answer).texts(role="status") == ["This assessment is still open: change it here."]
    assert Assessment.objects.count() == 1


def test_whoever_opens_the_address_is_led_on_and_nothing_is_made(
    client: Client, small: Assessment
) -> None:
    assert reached(client.get(at(small, "amend/"))) == (302, at(small, "results/"))
    old = completed(small)
    assert reached(client.get(at(old, "amend/"))) == (302, at(old, "results/"))
    assert Assessment.objects.count() == 1


def test_the_results_offer_it(client: Client, small: Assessment) -> None:
    old = completed(small)
    form = read(client.get(at(old, "results/"))).one("form", action=at(old, "amend/"))
    assert (form["method"], form.text, form.fields()) == ("post", "Amend in a new assessment", {})


def test_pressed_twice_it_goes_on_with_the_one_that_is_open(
    client: Client, small: Assessment
) -> None:
    scenes.complete(small)
    first = client.post(at(small, "amend/"))
    again = client.post(at(small, "amend/"))
    assert reached(again) == reached(first)
    assert Assessment.objects.filter(amends=small).count() == 1


def test_what_it_took_over_counts_as_saved(client: Client, small: Assessment) -> None:
    scenes.complete(scenes.answer(small, {"depth": "deep"}))
    page = read(client.get(client.post(at(small, "amend/"))["Location"]))
    (saved,) = page.texts(class_="saved")
    assert saved.startswith("Last saved ")

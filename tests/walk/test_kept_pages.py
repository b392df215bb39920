"""Pages that are kept for all: each reader still sees only what is their own, and it at once."""

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk import actions
from checklist.walk.models import Assessment
from checklist.walk.walks import AssessmentWalk
from tests import scenes
from tests.walk.pages import Element, at, read

SECTION = "depression/"
LINE = "diagnosis.mdd-moderate-severe.1"
URGENT_LINE = "suicide-risk.imminent.1"
RESULTS = ("results/", "note.txt", "results.json")
ELSEWHERE = ("/", "/about/", "/assessments/", f"/checklists/{scenes.MAIN}/blank/", "/nowhere/")
TYPED = (
    "<b onclick=\"x\">bold</b> & 'more' <!-- ",
    "{{ code }} {% csrf_token %} {# x #} {code} %(code)s $code",
    r"\0code\0 \0 \\0 \x00 \g<0>",
    "&amp; &lt;i&gt; &#0; &nbsp;",
    "comment diagnosis",
    "</textarea><script>alert(1)</script>",
    "code, address, token, csrf_token, who, told, lines",
)


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser and a walk."""

    browser: Client
    walk: Assessment
    name: str
    comment: str
    chosen: str

    def page(self, place: str = SECTION) -> Element:
        """A page of the walk, as this reader sees it."""
        answer = self.browser.get(at(self.walk, place))
        assert answer.status_code == 200
        return read(answer)


@pytest.fixture
def readers(version: ChecklistVersion) -> list[Reader]:
    """Two clinicians and a guest in the same version, each with other answers."""
    return [
        _reader(version, "Ann <Lee>", "Ann's comment", ["mdd-moderate-severe"]),
        _reader(version, "Eve", "What Eve wrote", ["other", "bipolar"]),
        _reader(version, "", "A guest's words", ["mdd-moderate-severe", "bipolar", "unknown"]),
    ]


def _reader(version: ChecklistVersion, name: str, comment: str, chosen: list[str]) -> Reader:
    """Somebody who has chosen one diagnosis after the other; without a name a guest."""
    browser, user, token = Client(), None, ""
    if name:
        user = scenes.make_user(name.split(maxsplit=1)[0].lower())
        User.objects.filter(pk=user.pk).update(name=name)
        browser.force_login(user)
    else:
        token = scenes.make_guest(browser)
    walk = scenes.start(version, user, guest_token=token, now=timezone.now())
    for option in chosen:
        walk = scenes.answer(walk, {"diagnosis": option}, {"diagnosis": comment})
    return Reader(browser, walk, name, comment, chosen[-1])


def people(page: Element) -> list[str]:
    """Who is signed in, and what they may do about it."""
    menu = page.one(id="menu").one("ul").texts("li")
    return [each for each in menu if each not in {"Assessments", "Practice", "About"}]


def section_seen(page: Element) -> dict[str, Any]:
    """Everything of a section's page that is somebody's own."""
    form = page.one(id="section-form")
    return {
        "title": page.one("title").text,
        "reference": page.texts("strong", class_="code"),
        "form": form["action"],
        "sent": {
            name: value
            for name, value in form.fields().items()
            if name in {"revision", "diagnosis", "diagnosis-comment"}
        },
        "count": page.one(id="diagnosis-comment-count").text,
        "people": people(page),
    }


def section_of(reader: Reader) -> dict[str, Any]:
    """What this reader should see of it."""
    code, comment = reader.walk.code, reader.comment
    return {
        "title": f"The depression and what has been tried, section 1 of 7, {code} - Considered",
        "reference": [code],
        "form": at(reader.walk, SECTION),
        "sent": {
            "revision": [str(reader.walk.revision)],
            "diagnosis": [reader.chosen],
            "diagnosis-comment": [comment],
        },
        "count": f"{len(comment)} of 500 characters",
        "people": [reader.name, "Sign out"] if reader.name else ["Sign in"],
    }


# Each their own


def test_each_reader_of_the_same_section_sees_what_is_their_own(readers: list[Reader]) -> None:
    for order in permutations(readers):
        for reader in order:
            assert section_seen(reader.page()) == section_of(reader)


@pytest.mark.parametrize("place", [SECTION, "review/", "results/", "note.txt", "results.json"])
def test_no_page_holds_anything_of_another_reader(readers: list[Reader], place: str) -> None:
    if place not in {SECTION, "review/"}:
        for reader in readers:
            scenes.complete(reader.walk, own_view=f"View: {reader.comment}")
    marks = [
        (each.walk.code, each.comment.replace("'", "&#x27;"), each.comment) for each in readers
    ]
    for reader in (*readers, *readers[::-1]):
        text = reader.browser.get(at(reader.walk, place)).text
        found = [[mark in text for mark in own] for own in marks]
        assert [any(each) for each in found] == [each is reader for each in readers]


def test_each_reader_of_results_sees_what_is_their_own(readers: list[Reader]) -> None:
    for reader in readers:
        scenes.complete(reader.walk, own_view=f"View: {reader.comment}")
    for reader in (*readers, *readers[::-1]):
        page = reader.page("results/")
        facts = dict(page.one("dl", class_="meta").facts())
        code = reader.walk.code
        assert (facts["Reference"], facts["Your own view, before this page opened"]) == (
            code,
            f"View: {reader.comment}",
        )
        assert page.one("html")["data-sheet"].startswith(f"{code}. ")
        assert [each["action"] for each in page.all("form", method="post")] == [
            *(["/accounts/logout/"] if reader.name else []),
            *[at(reader.walk, "results/reasons/")] * len(page.all(class_="con")),
            at(reader.walk, "amend/"),
        ]
        assert code in page.one(id="note").typed
        assert page.texts("p", class_="c") == [reader.comment]
        assert people(page) == ([reader.name, "Sign out"] if reader.name else ["Sign in"])


def test_a_guest_is_told_to_be_one_and_a_clinician_is_not(readers: list[Reader]) -> None:
    for reader in readers:
        scenes.complete(reader.walk)
    told = [
        any("You are trying this as a guest" in each for each in reader.page("results/").texts("p"))
        for reader in (*readers, *readers)
    ]
    assert told == [False, False, True] * 2


def tokens(reader: Reader, place: str) -> set[str]:
    """The tokens in the forms of a page."""
    return {each["value"] for each in reader.page(place).all("input", name="csrfmiddlewaretoken")}


@pytest.mark.parametrize("place", [SECTION, "results/"])
def test_a_page_holds_one_token_which_is_good_for_its_reader_alone(
    readers: list[Reader], place: str
) -> None:
    if place != SECTION:
        for reader in readers:
            scenes.complete(reader.walk)
    found = [tokens(reader, place) for reader in readers]
    assert [len(each) for each in found] == [1, 1, 1]
    given = [token for each in found for token in each]
    target = SECTION if place == SECTION else "results/reasons/"
    for reader in readers:
        strict = scenes.copy_of(reader.browser, enforce_csrf_checks=True)
        statuses = []
        for token in given:
            sent = {"revision": str(reader.walk.revision), "consideration": LINE, "reason": ""}
            sent["csrfmiddlewaretoken"] = token
            answer = strict.post(at(reader.walk, target), sent)
            statuses.append(answer.status_code == 403)
        assert statuses == [each is not reader for each in readers]


def test_a_message_is_told_to_whom_it_is_for_and_once(readers: list[Reader]) -> None:
    ann, eve, _ = readers
    ann.browser.post(at(ann.walk, "amend/"))
    told = [reader.page().texts(role="status") for reader in (eve, ann, ann, eve)]
    messages = [
        [each for each in texts if each.startswith("This assessment is still open")]
        for texts in told
    ]
    assert messages == [[], ["This assessment is still open: change it here."], [], []]


# At once


def test_what_was_saved_is_on_the_page_at_once(client: Client, assessment: Assessment) -> None:
    url = at(assessment, SECTION)

    def fields() -> list[list[str]]:
        sent = read(client.get(url)).one(id="section-form").fields()
        return [sent.get(name, []) for name in ("revision", "diagnosis", "diagnosis-comment")]

    assert fields() == [["0"], [], [""]]
    saves = [("other", "One"), ("bipolar", ""), ("", "Two"), ("other", "Two")]
    for revision, (chosen, comment) in enumerate(saves):
        sent = {"revision": revision, "diagnosis": chosen, "diagnosis-comment": comment}
        client.post(url, sent)
        # Where there is an answer, there is also the way to take it back, which is not chosen.
        assert fields() == [[str(revision + 1)], [chosen] if chosen else [], [comment]]


def test_another_name_of_the_site_is_shown_at_once(
    client: Client, assessment: Assessment, settings: Settings
) -> None:
    scenes.answer(assessment, {"diagnosis": "other"})
    for place in (SECTION, "review/", "results/"):
        if place == "results/":
            scenes.complete(Assessment.objects.get())
        for name in ("Considered", "Ward & Co", "Considered", "{{ code }}"):
            settings.SITE_NAME = name
            page = read(client.get(at(assessment, place)))
            assert page.one("title").text.endswith(f" - {name}")
            assert page.one("a", class_="brand").text == name


def test_another_emergency_route_is_shown_at_once(
    client: Client, assessment: Assessment, settings: Settings
) -> None:
    walk = scenes.answer(assessment, {"suicide-risk": "imminent"})
    routes = ("Ring 4444.", "Ring <5555> & wait.", "Ring 4444.")
    for route in routes:
        settings.URGENT_HELP = route
        for place in (SECTION, "review/"):
            assert read(client.get(at(walk, place))).one(id="urgent").texts("p")[2] == (
                f"Local emergency route: {route}"
            )
    scenes.complete(walk)
    for route in routes:
        settings.URGENT_HELP = route
        page = read(client.get(at(walk, "results/")))
        assert page.one("section", class_="k-urgent").texts(class_="notice") == [
            f"Local emergency route: {route}"
        ]
        assert route in page.one(id="note").typed
        assert route in client.get(at(walk, "note.txt")).text


def test_another_time_zone_is_told_in_at_once(
    client: Client, assessment: Assessment, settings: Settings
) -> None:
    walk = scenes.answer(assessment, {"diagnosis": "other"})
    zones = {
        "UTC": "9 March 2026, 15:04 UTC",
        "Asia/Tokyo": "10 March 2026, 00:04 JST",
        "America/New_York": "9 March 2026, 11:04 EDT",
    }
    for zone in (*zones, *zones):
        settings.TIME_ZONE = zone
        page = read(client.get(at(walk, SECTION)))
        assert page.texts(class_="saved") == [f"Last saved {zones[zone]}"]
    scenes.complete(walk)
    for zone in (*zones, *zones):
        settings.TIME_ZONE = zone
        facts = dict(read(client.get(at(walk, "results/"))).one("dl", class_="meta").facts())
        assert (facts["Completed"], facts["Version"]) == (
            zones[zone],
            f"1.0, published {zones[zone]}",
        )


def test_another_language_is_spoken_at_once(client: Client, assessment: Assessment) -> None:
    """Such words as Django brings with it, until there are translations of ours."""
    walk = scenes.answer(assessment, {"diagnosis": "other"})
    said = {
        "en-gb": ("ltr", "9 March 2026, 15:04 UTC"),
        "de": ("ltr", "9 März 2026, 15:04 UTC"),
        "ar": ("rtl", "9 مارس 2026, 15:04 UTC"),
    }

    def seen(place: str, language: str) -> tuple[str, str, str]:
        with translation.override(language):
            page = read(client.get(at(walk, place)))
        html = page.one("html")
        when = (
            page.one(class_="saved").text.removeprefix("Last saved ")
            if place == SECTION
            else dict(page.one("dl", class_="meta").facts())["Completed"]
        )
        return html["lang"], html["dir"], when

    for place in (SECTION, "results/"):
        if place == "results/":
            scenes.complete(walk)
        for language in (*said, *said):
            assert seen(place, language) == (language, *said[language])


# As it was typed


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_is_shown_as_it_was_typed_wherever_it_stands(
    client: Client, assessment: Assessment, typed: str
) -> None:
    answers = {"diagnosis": "mdd-moderate-severe", "suicide-risk": "imminent"}
    walk = scenes.answer(assessment, answers, dict.fromkeys(answers, typed))
    typed, shown = typed.strip(), " ".join(typed.split())
    page = read(client.get(at(walk, SECTION)))
    assert page.one("textarea", name="diagnosis-comment").typed.strip() == typed
    assert read(client.get(at(walk, "review/"))).texts("p", class_="c") == [shown] * 2
    done = scenes.complete(walk, own_view=typed)
    actions.add_reason(
        assessment=done, line=line_of(done), text=typed, actor=done.owner, now=scenes.THEN
    )
    page = read(client.get(at(done, "results/")))
    line = page.one(data_consideration=LINE)
    facts = line.facts()
    assert [said for term, said in facts if term == "Comment"] == [shown]
    assert [said for term, said in facts if term == "Seen otherwise"] == [
        f"{shown} (9 March 2026, 15:04 UTC)"
    ]
    other = page.one(class_="k-urgent", id=f"line-{URGENT_LINE}")
    assert [said for term, said in other.facts() if term == "Comment"] == [shown]
    assert page.texts("p", class_="c") == [shown] * 2
    assert page.one(class_="own").texts("dd") == [shown]
    assert shown in " ".join(page.one(id="note").typed.split())


def line_of(done: Assessment) -> Any:
    """The line of its results that the comment on the diagnosis stands in."""
    (line,) = [each for each in scenes.summary_of(done).considerations if each.key == LINE]
    return line


def test_a_name_is_shown_as_it_was_typed(client: Client, assessment: Assessment) -> None:
    done = scenes.complete(scenes.start(assessment.version, assessment.owner))
    for name in TYPED:
        User.objects.update(name=name)
        for walk, place in ((assessment, SECTION), (done, "results/")):
            page = read(client.get(at(walk, place)))
            assert people(page) == [" ".join(name.split()), "Sign out"]


# The mark of a slot


def test_no_page_holds_the_mark_of_a_slot(readers: list[Reader]) -> None:
    sent = {"revision": "0", "diagnosis": "other", "diagnosis-comment": "Now"}
    for reader in readers:
        walk = scenes.answer(reader.walk, {"suicide-risk": "imminent", "adequate-trials": "one"})
        sections = [f"{section.key}/" for section in AssessmentWalk(walk).definition.sections]
        queries = [f"{SECTION}?new=urgent", f"{SECTION}?new=trial-limits"]
        pages = [
            *(reader.browser.get(address) for address in ELSEWHERE),
            *(reader.browser.get(at(walk, place)) for place in (*sections, *queries, "review/")),
            *(
                reader.browser.post(at(walk, SECTION), {**sent, **wrong})
                for wrong in ({}, {"diagnosis": "maybe"}, {"revision": "x"})
            ),
            reader.browser.post(at(walk, "review/"), {"revision": "0", "own-view": ""}),
        ]
        done = scenes.complete(walk, own_view="Rather not.")
        pages += [
            *(reader.browser.get(at(done, place)) for place in RESULTS),
            reader.browser.post(at(done, "results/reasons/"), {"consideration": URGENT_LINE}),
            reader.browser.post(at(done, SECTION), sent),
            reader.browser.get("/assessments/"),
        ]
        statuses = [page.status_code for page in pages]
        assert {status: statuses.count(status) for status in statuses} == {
            200: len(ELSEWHERE) - 1 + len(sections) + len(queries) + 1 + len(RESULTS) + 1,
            400: 1,
            404: 1,
            409: 3,
            422: 2,
        }
        assert [page for page in pages if b"\0" in page.content] == []


@pytest.mark.parametrize("typed", ["\0address\0", "\0code\0", "\0text\0", "\0comment diagnosis\0"])
def test_the_mark_itself_is_refused_and_fills_no_slot(
    client: Client, assessment: Assessment, typed: str
) -> None:
    answer = client.post(
        at(assessment, SECTION), {"revision": "0", "diagnosis-comment": f"a{typed}b"}
    )
    assert answer.status_code == 422
    assert read(answer).one("textarea", name="diagnosis-comment").typed == f"a{typed}b"
    assert answer.text.replace(typed, "").count("\0") == 0
    answer = client.post(at(assessment, "review/"), {"revision": "0", "own-view": f"a{typed}b"})
    assert answer.status_code == 422
    assert read(answer).one("textarea", name="own-view").typed == f"a{typed}b"
    done = scenes.complete(scenes.answer(assessment, {"diagnosis": "mdd-moderate-severe"}))
    sent = {"consideration": LINE, "reason": f"a{typed}b"}
    answer = client.post(at(done, "results/reasons/"), sent)
    assert answer.status_code == 422
    box = read(answer).one(data_consideration=LINE).one("textarea")
    assert box.typed == f"a{typed}b"
    assert answer.text.replace(typed, "").count("\0") == 0

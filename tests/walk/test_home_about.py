"""The start page and the page about the checklist: open to everybody, word for word."""

from collections.abc import Sequence

import pytest
from django.test import Client

from checklist.content.actions import load, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.walk.models import Assessment
from tests import content_tables, scenes
from tests.engine.small import small as small_definition
from tests.walk.pages import Element, at, read

MAIN = content_tables.checklist(content_tables.MAIN)
"""What criteria.md says, which the pages must say too."""
PURPOSE = (
    "For clinicians who weigh ketamine or esketamine for an adult with major depression. From the "
    "answers given it lists considerations, each with the rule and the source behind it, so that "
    "the clinician can judge the basis independently. It makes no diagnosis, gives no dose and "
    "takes no decision."
)
NONE_IN_USE = "No checklist is in use yet."


@pytest.fixture(params=["clinician", "guest"])
def visitor(request: pytest.FixtureRequest, client: Client, guest: Client) -> Client:
    """A clinician's browser, then a visitor's."""
    return client if request.param == "clinician" else guest


def section(page: Element, heading: str) -> Element:
    """The innermost section with this heading."""
    return [each for each in page.all("section") if heading in each.texts("h2")][-1]


def cited(sources: Sequence[content_tables.Citation]) -> str:
    """Citations as the page writes them: kind, title, year and place."""
    by_key = {source.key: source for source in MAIN.sources}
    found = [(by_key[each.source], each.locator) for each in sources]
    return "; ".join(
        f"{source.kind.capitalize()}: {source.title}"
        + (f", {source.year}" if source.year else "")
        + f" ({locator})"
        for source, locator in found
    )


# The purpose


def test_the_purpose_is_the_same_word_for_word_wherever_it_stands(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(assessment)
    assert MAIN.purpose == PURPOSE
    home = read(client.get("/")).one(aria_labelledby="purpose-h")
    about = read(client.get("/about/")).one(aria_labelledby="purpose")
    results = read(client.get(at(assessment, "results/")))
    note = client.get(at(assessment, "note.txt")).text
    assert home.texts("p")[0] == PURPOSE
    assert about.texts("p")[1] == PURPOSE
    assert results.one(id="purpose").text == PURPOSE
    assert f"INTENDED PURPOSE {PURPOSE} " in " ".join(note.split())
    assert PURPOSE in results.one("textarea", id="note").text
    assert client.get(at(assessment, "results.json")).json()["purpose"] == PURPOSE


def test_the_start_page_gives_the_purpose_also_to_whoever_left_a_walk_there(
    client: Client, assessment: Assessment
) -> None:
    page = read(client.get("/"))
    assert page.one(aria_labelledby="left-off").one(class_="code").text == assessment.code
    assert page.one(aria_labelledby="purpose-below").texts("p") == [PURPOSE]


# The start page


def test_the_start_page_says_what_this_is_and_is_not(
    visitor: Client, version: ChecklistVersion
) -> None:
    page = read(visitor.get("/"))
    assert page.texts("h1") == ["What to weigh before ketamine or esketamine for depression"]
    assert section(page, "What it does not do").texts("li") == [
        "Decide, rate or rank. Nothing is added up: one point may outweigh all the others.",
        "Say how much to give, how often, or for how long.",
        "Replace the product label, local policy, a second opinion or a crisis service.",
        "Ask who the patient is. Keep names and record numbers out of comments.",
    ]


def test_the_start_page_shows_the_kinds_in_their_order_and_a_line_as_it_will_look(
    visitor: Client, version: ChecklistVersion
) -> None:
    page = read(visitor.get("/"))
    kinds = page.one(class_="kinds")
    assert kinds.texts("strong") == [
        "Urgent",
        "Needs attention first",
        "Weighs against",
        "Supports considering",
        "Notes",
        "Missing",
    ]
    specimen = page.one("details")
    assert specimen.one(class_="differ").text == "The article, and other sources beside it:"
    assert page.values("data-consideration") == []
    assert specimen.all("form") == []


def test_where_one_left_off_is_where_the_start_page_leads(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"suicide-risk": "imminent", "safety-plan": "in-place"})
    left = read(client.get("/")).one(aria_labelledby="left-off")
    assert left.texts("p")[:2] == [
        assessment.code,
        (
            "Section 1 of 7, The depression and what has been tried. "
            "Last saved 9 March 2026, 15:04 UTC."
        ),
    ]
    assert left.texts(class_="chip") == ["Urgent raised"]
    assert [(link.text, link["href"]) for link in left.all("a")] == [
        (f"Continue {assessment.code}", at(assessment, "depression/")),
        ("All my assessments", "/assessments/"),
    ]


def test_the_latest_saved_walk_is_the_one_left_off(
    client: Client, assessment: Assessment, small: Assessment
) -> None:
    scenes.answer(assessment, {"diagnosis": "other"}, now=scenes.THEN.replace(hour=23))
    left = read(client.get("/")).one(aria_labelledby="left-off")
    assert left.one(class_="code").text == assessment.code


def test_a_completed_walk_is_not_one_left_off(client: Client, assessment: Assessment) -> None:
    scenes.complete(assessment)
    assert read(client.get("/")).all(aria_labelledby="left-off") == []


# About


def test_about_gives_the_introduction_the_limits_and_for_whom_it_is_not(
    visitor: Client, version: ChecklistVersion
) -> None:
    found = read(visitor.get("/about/")).one(aria_labelledby="purpose")
    assert found.texts("h2") == [MAIN.title]
    assert found.texts("p")[:4] == [
        "Version 1.0",
        PURPOSE,
        MAIN.introduction,
        f"Not for: {MAIN.not_for}",
    ]
    assert (len(MAIN.limits), found.texts("li")) == (5, list(MAIN.limits))


def test_about_leads_to_the_blank_of_every_checklist_in_use(
    visitor: Client, version: ChecklistVersion
) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    links = read(visitor.get("/about/")).one("main").values("href")
    assert [href for href in links if href.endswith("/blank/")] == [
        "/checklists/ketamine-considerations/blank/",
        "/checklists/ketamine-follow-up/blank/",
    ]


def test_about_gives_every_context_line_with_its_sources(
    visitor: Client, version: ChecklistVersion
) -> None:
    found = read(visitor.get("/about/")).one(aria_labelledby="context-1")
    expected = [f"{line.text} {cited(line.sources)}" for line in MAIN.context]
    assert (len(expected), found.texts("li")) == (10, expected)


def test_about_shows_where_sources_differ(visitor: Client, version: ChecklistVersion) -> None:
    found = read(visitor.get("/about/")).one(aria_labelledby="differ-1")
    _head, *rows = found.all("tr")
    cells = [[*row.texts("th"), row.all("td")[0].text, row.all("p")[0].text] for row in rows]
    assert (len(rows), cells) == (
        11,
        [[each.locator, each.says, each.beside] for each in MAIN.differences],
    )


def test_a_source_that_is_named_where_sources_differ_leads_to_its_line_and_tells_its_kind(
    visitor: Client, version: ChecklistVersion
) -> None:
    page = read(visitor.get("/about/"))
    named = {}
    for row in page.one(aria_labelledby="differ-1").all("tr")[1:]:
        links = {link.text: page.one(id=link["href"][1:]).text for link in row.all("a")}
        assert all(line.endswith(f"({key})") for key, line in links.items())
        named[row.one("th").text] = (list(links), row.all("p")[1].texts("span"))
    assert named["§7"] == (
        [
            "fda-2022",
            "fda-2023",
            "canmat-2021",
            "vadod-2022",
            "nz-2023",
            "rcpsych-2025",
            "clinic-survey-2025",
        ],
        ["Regulator", "Guideline", "Consensus", "Review"],
    )


def test_about_lists_every_source_under_its_kind(
    visitor: Client, version: ChecklistVersion
) -> None:
    found = read(visitor.get("/about/")).one(aria_labelledby="sources")
    kinds = ["Article", "Label", "Guideline", "Consensus", "Regulator", "Trial", "Review"]
    assert found.texts("h4") == kinds
    expected = [
        f"{source.title}. {source.publisher}"
        + (f", {source.year}" if source.year and str(source.year) not in source.publisher else "")
        + f" ({source.key})"
        for kind in kinds
        for source in MAIN.sources
        if source.kind == kind.lower()
    ]
    shown = found.texts("li")
    assert shown == expected
    assert len(shown) == len(MAIN.sources)


def test_a_source_with_an_address_is_a_link_that_does_not_say_where_it_was_followed(
    visitor: Client, version: ChecklistVersion
) -> None:
    found = read(visitor.get("/about/")).one(aria_labelledby="sources")
    links = {link["href"]: link["rel"] for link in found.all("a")}
    assert set(links.values()) == {"noreferrer"}
    assert {href.split("/")[0] for href in links} == {"http:", "https:"}


# More than one checklist, and none


def test_the_follow_up_checklist_is_explained_and_not_offered(
    visitor: Client, version: ChecklistVersion
) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    follow_up = content_tables.checklist(content_tables.FOLLOW_UP)
    about = read(visitor.get("/about/"))
    assert {MAIN.title, follow_up.title} <= set(about.texts("h2"))
    assert follow_up.purpose in about.texts("p")
    home = read(visitor.get("/")).one("main")
    assert [form.fields() for form in home.all("form")] == [{"checklist": [scenes.MAIN]}]
    assert follow_up.purpose not in home.texts("p")


def test_each_of_two_checklists_is_offered_by_its_name(
    visitor: Client, version: ChecklistVersion
) -> None:
    small = small_definition().model_copy(update={"starts_from": "", "then_and_now": ()})
    load(envelope=Envelope(slug="small", label="1", definition=small), now=scenes.THEN)
    home = read(visitor.get("/")).one("main")
    assert [each.text.partition(": ")[2] for each in home.all("button")] == [
        MAIN.title,
        "A small checklist",
    ]


def test_every_link_within_about_leads_to_one_place(
    visitor: Client, version: ChecklistVersion, small: Assessment
) -> None:
    page = read(visitor.get("/about/"))
    links = [href[1:] for href in page.values("href") if href.startswith("#")]
    assert [link for link in links if page.values("id").count(link) != 1] == []
    assert len(page.values("id")) == len(set(page.values("id")))


def test_about_leads_to_no_section_that_a_checklist_does_not_have(visitor: Client) -> None:
    scenes.load_starter(scenes.FOLLOW_UP)
    page = read(visitor.get("/about/"))
    assert page.one(class_="jump").values("href") == [
        "#purpose",
        "#limits",
        "#how",
        "#kinds",
        "#privacy",
        "#access",
        "#sources",
    ]


@pytest.mark.parametrize("place", ["/", "/about/", "/assessments/"])
def test_a_site_without_a_checklist_says_so(visitor: Client, place: str) -> None:
    answer = visitor.get(place)
    assert answer.status_code == 200
    main = read(answer).one("main")
    assert [text for text in main.texts("p") if text.startswith(NONE_IN_USE)] != []
    assert main.all("form") == []


def test_a_draft_is_shown_nowhere(visitor: Client, version: ChecklistVersion) -> None:
    before = {place: read(visitor.get(place)).text for place in ("/", "/about/")}
    start_draft(checklist=version.checklist, label="1.1", actor=None, now=scenes.THEN)
    assert {place: read(visitor.get(place)).text for place in before} == before


@pytest.mark.parametrize("place", ["/", "/about/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_these_pages_are_only_read(
    visitor: Client, version: ChecklistVersion, place: str, method: str
) -> None:
    assert getattr(visitor, method)(place).status_code == 405
    assert visitor.head(place).status_code == 200

"""The blank checklist: everything that a clinician needs on paper, and no warning lost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from checklist.accounts.models import User
from checklist.content.actions import load, start_draft
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.engine.codec import parse
from checklist.engine.definition import Definition
from checklist.engine.parts import Condition, Kind, Match, When
from checklist.engine.wording import asked_if_sentence, whenever
from tests import scenes
from tests.engine.small import changed
from tests.walk.pages import Element, read

BOTH = [scenes.MAIN, scenes.FOLLOW_UP]


@pytest.fixture(params=BOTH)
def slug(request: pytest.FixtureRequest, version: ChecklistVersion) -> str:
    """Each starter checklist, both in use."""
    scenes.load_starter(scenes.FOLLOW_UP)
    return str(request.param)


def address(slug: str) -> str:
    return f"/checklists/{slug}/blank/"


def page_of(slug: str) -> Element:
    """The page as somebody sees it who is not signed in."""
    return read(Client().get(address(slug)))


def definition_of(slug: str) -> Definition:
    """What the file of a starter checklist says."""
    return scenes.starter(slug).definition


def asked(page: Element, criterion: str) -> Element:
    """A question on the paper."""
    return page.one("div", id=criterion)


# What is asked


def test_every_question_stands_in_its_place_with_its_number_and_its_help(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    assert [
        [each.text for each in chapter if each.tag in {"h2", "h3"}]
        for chapter in page.all("section", class_="chapter")
    ] == [
        [
            f"{number}. {section.title}",
            *(f"{definition.numbers[each.key]} {each.question}" for each in section.criteria),
        ]
        for number, section in enumerate(definition.sections, start=1)
    ]
    for section in definition.sections:
        assert section.lead in page.texts("p")
    for key, criterion in definition.criteria.items():
        assert asked(page, key).texts("p", class_="hint") == [criterion.help]


def test_every_answer_has_a_box_and_the_one_that_is_not_known_is_set_apart(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    for key, criterion in definition.criteria.items():
        ticks = asked(page, key).one("ul", class_="ticks")
        assert ticks.texts("li") == [each.label for each in criterion.options]
        assert ticks.texts("li", class_="unknown") == [
            each.label for each in criterion.options if each.unknown
        ]


def test_a_question_that_is_not_always_asked_says_when_it_is(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    for key, criterion in definition.criteria.items():
        when = criterion.in_view
        assert asked(page, key).texts("p", class_="because") == (
            [asked_if_sentence(definition, when)] if when else []
        )


def test_a_condition_reads_as_one(version: ChecklistVersion) -> None:
    because = asked(page_of(scenes.MAIN), "safety-plan").one("p", class_="because")
    assert because.text == (
        "Asked only if 2.1 Suicide risk is “Imminent: intent, plan or recent attempt, or safety "
        "cannot be kept” or “Raised, not imminent: thoughts without intent or plan” or “Not known "
        "yet”."
    )


def test_there_is_room_to_write(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    assert page.one(class_="writes").texts("p") == [
        "Reference, once entered",
        "Date and time",
        "Your own view, before you see the considerations (optional)",
    ]
    for key in definition.criteria:
        assert asked(page, key).texts("p", class_="write") == ["Comment"]


# What is urgent


def urgent_texts(slug: str) -> list[str]:
    """All that a starter checklist may raise as urgent."""
    found = definition_of(slug).considerations()
    return [each.text for _path, each in found if each.kind is Kind.URGENT]


def test_every_urgent_text_stands_before_the_questions_with_the_route(
    slug: str, settings: Settings
) -> None:
    settings.URGENT_HELP = "Call 1234 & wait"
    notice = page_of(slug).one("section", class_="alarm")
    assert len(urgent_texts(slug)) == 3
    assert notice.texts("strong") == [*urgent_texts(slug), "Local emergency route:"]
    assert notice.one("p", class_="route").text == "Local emergency route: Call 1234 & wait"


def test_every_urgent_text_stands_at_a_question_too(slug: str) -> None:
    page = page_of(slug)
    raised = [text for each in page.all("p", class_="raised") for text in each.texts("strong")]
    assert sorted(raised) == sorted(urgent_texts(slug))


def test_an_answer_that_is_urgent_says_so_at_its_question(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    for key, criterion in definition.criteria.items():
        for option in criterion.options:
            for each in option.considerations:
                if each.kind is Kind.URGENT:
                    expected = f"If you tick “{option.label}”: {each.text}"
                    assert expected in asked(page, key).texts("p", class_="raised")


def test_a_rule_that_is_urgent_says_so_where_its_last_answer_is_given(
    version: ChecklistVersion,
) -> None:
    sentence = (
        "Whenever 2.1 Suicide risk is “Imminent: intent, plan or recent attempt, or safety cannot "
        "be kept”, and 2.2 Safety plan is “Started, not complete” or “No” or “Not known yet”: "
        "Imminent risk without a complete safety plan: stay with the person until the emergency "
        "team has taken over."
    )
    page = page_of(scenes.MAIN)
    assert asked(page, "safety-plan").texts("p", class_="raised") == [sentence]
    notice = page.one("section", class_="alarm").one("ul", class_="warned")
    assert notice.texts("li")[-1].startswith(sentence)


@pytest.mark.parametrize(
    ("match", "places"),
    [("all", ["help"]), ("any", ["depth", "help"])],
)
def test_a_rule_stands_at_each_question_whose_answer_may_make_it_true(
    db: None, match: str, places: list[str]
) -> None:
    conditions = [
        {"criterion": "help", "options": ["no"]},
        {"criterion": "depth", "options": ["mild", "unknown"]},
    ]
    rule = {
        "when": {"match": match, "conditions": conditions},
        "consideration": {"key": "rule-alone", "kind": "urgent", "text": "Stay."},
    }
    definition = parse(changed({"rules[1]": rule}))
    load(envelope=Envelope(slug="small", label="1", definition=definition), now=scenes.THEN)
    page = page_of("small")
    when = When(
        match=Match(match),
        conditions=(
            Condition(criterion="help", options=("no",)),
            Condition(criterion="depth", options=("mild", "unknown")),
        ),
    )
    sentence = f"{whenever(definition, when)} Stay."
    found = {key: asked(page, key).texts("p", class_="raised") for key in definition.criteria}
    assert [key for key, texts in found.items() if sentence in texts] == places
    assert found["depth"][0] == "If you tick “Deep”: Act now."


# What the paper says of itself


def test_it_names_its_version_and_says_what_it_is_not(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    version = ChecklistVersion.objects.get(checklist__slug=slug)
    digest = version.digest
    assert page.texts("h1") == [definition.title]
    assert page.one(class_="meta").facts() == [
        ("Version", "1.0, published 9 March 2026, 15:04 UTC"),
        ("Content digest", f"{digest[:4]} {digest[4:8]} {digest[8:12]}"),
    ]
    assert page.one("html")["data-sheet"] == (
        f"{definition.title}, version 1.0, content {digest[:12]}"
    )
    assert page.one(class_="not").text.startswith("This is not a prescribing decision.")
    assert definition.purpose in page.texts("p")
    assert page.one(aria_labelledby="limits").texts("li") == list(definition.limits)


def test_every_source_cited_on_it_is_in_the_list_under_its_number(slug: str) -> None:
    page, definition = page_of(slug), definition_of(slug)
    listed = page.one(aria_labelledby="sources").texts("li")
    assert len(listed) == len(set(listed))
    titles = {source.key: source.title for source in definition.sources}
    for key, criterion in definition.criteria.items():
        cited = re.findall(r"\[(\d+)\]", asked(page, key).one(class_="places").text)
        assert len(cited) == len(criterion.sources) > 0
        for number, citation in zip(cited, criterion.sources, strict=True):
            assert f": {titles[citation.source]}. " in listed[int(number) - 1]
    everywhere = re.findall(r"\[(\d+)\]", " ".join(page.texts(class_="places")))
    assert {int(number) for number in everywhere} == set(range(1, len(listed) + 1))


def test_citations_are_short(version: ChecklistVersion) -> None:
    places = asked(page_of(scenes.MAIN), "diagnosis").one(class_="places")
    assert places.text == "Sources: Article [1] §9; Label [2] 4.1; Label [3] Indications and Usage"


def test_nothing_on_it_is_a_form_or_asks_who_the_patient_is(slug: str) -> None:
    main = page_of(slug).one("main")
    assert [each.tag for each in main if each.tag in {"form", "input", "textarea"}] == []
    assert not re.search(r"\b(name|birth|address|NHS|MRN)\b.{0,3}:", main.text)


# Who gets it, and what it costs


def test_everybody_may_print_it_also_where_guests_may_not_walk(
    version: ChecklistVersion, client: Client, settings: Settings
) -> None:
    settings.GUESTS = False
    for browser in (client, Client()):
        assert browser.get(address(scenes.MAIN)).status_code == 200


def test_there_is_none_of_a_checklist_that_is_not_in_use(
    version: ChecklistVersion, client: Client
) -> None:
    assert client.get(address("nothing-of-the-kind")).status_code == 404
    assert client.get(address(scenes.FOLLOW_UP)).status_code == 404


def test_a_draft_is_not_printed(version: ChecklistVersion, clinician: User) -> None:
    start_draft(checklist=version.checklist, label="1.1", actor=clinician, now=scenes.THEN)
    assert page_of(scenes.MAIN).one(class_="meta").facts()[0][1].startswith("1.0, ")


def test_a_small_checklist_without_anything_urgent_still_names_the_route(db: None) -> None:
    quiet = changed({"sections[0].criteria[0].options[0].considerations": []})
    load(envelope=Envelope(slug="small", label="1", definition=parse(quiet)), now=scenes.THEN)
    page = page_of("small")
    assert page.all("p", class_="raised") == []
    assert page.one(class_="alarm").texts("ul") == []
    assert page.one(class_="alarm").one(class_="route").text.startswith("Local emergency route:")


def test_it_costs_one_query(version: ChecklistVersion, guest: Client) -> None:
    guest.get(address(scenes.MAIN))
    with CaptureQueriesContext(connection) as captured:
        assert guest.get(address(scenes.MAIN)).status_code == 200
    assert [query["sql"].split()[0] for query in captured] == ["SELECT"]

"""My assessments: what is listed, in which order, and finding one by its reference."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.walk import actions
from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import Element, at, reached, read

HOUR = timedelta(hours=1)
STARTER = (
    "Ketamine and esketamine for major depression: considerations before treatment, version 1.0"
)


def listed(page: Element, place: str) -> list[str]:
    """The references in one of the lists."""
    found = page.all("section", aria_labelledby=place)
    return found[0].texts("h3") if found else []


def seen(client: Client, **asked: str) -> Element:
    answer = client.get("/assessments/", asked)
    assert answer.status_code == 200
    return read(answer)


def open_ones(version: ChecklistVersion, owner: User, number: int) -> list[str]:
    """The references of so many assessments in progress, started an hour after one another."""
    moments = (scenes.THEN + each * HOUR for each in range(number))
    return [scenes.start(version, owner, now=now).code for now in moments]


def done_ones(version: ChecklistVersion, owner: User, number: int) -> list[str]:
    """The references of so many completed assessments, completed likewise."""
    moments = (scenes.THEN + each * HOUR for each in range(number))
    return [scenes.complete(scenes.start(version, owner, now=now), now=now).code for now in moments]


# What is listed


def test_an_empty_list_says_what_to_do(client: Client, version: ChecklistVersion) -> None:
    main = seen(client).one("main")
    assert main.texts("h1") == ["My assessments"]
    assert main.texts("h2") == ["Nothing here yet"]
    assert main.texts("button") == ["Start an assessment"]
    assert [(link.text, link["href"]) for link in main.all("a")] == [
        ("Read what it rests on first", "/about/"),
        (
            "Print a blank one for when the system is down",
            "/checklists/ketamine-considerations/blank/",
        ),
    ]
    assert main.all("input", name="reference") == []


def test_an_assessment_in_progress_shows_how_far_it_has_come(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(
        assessment,
        {"diagnosis": "bipolar", "adequate-trials": "two-or-more", "alternatives": "unknown"},
        now=scenes.THEN + HOUR,
    )
    (job,) = seen(client).all(class_="job")
    assert [each.text for each in job.all("p")] == [
        STARTER,
        "Section 2 of 7, Suicide risk now",
        "Last saved 9 March 2026, 16:04 UTC",
    ]
    assert [(link.text, link["href"]) for link in job.all("a")] == [
        (f"Review {assessment.code}", at(assessment, "review/")),
        (f"Continue {assessment.code}", at(assessment, "suicide-risk/")),
    ]
    assert [each["class"] for each in job.one(class_="segs").all("li") if each.attrs] == ["part"]


def test_the_one_saved_last_stands_out_as_the_one_to_go_on_with(
    client: Client, version: ChecklistVersion, clinician: User
) -> None:
    *earlier, latest = open_ones(version, clinician, 3)
    solid = {
        link.text for link in seen(client).all("a", class_="btn") if "second" not in link["class"]
    }
    expected = {f"Continue {code}": code == latest for code in [*earlier, latest]}
    assert {text: text in solid for text in expected} == expected


def test_what_is_urgent_is_marked(client: Client, assessment: Assessment) -> None:
    saved = scenes.answer(assessment, {"suicide-risk": "imminent"})
    assert seen(client).texts(class_="chip") == ["Urgent raised"]
    scenes.answer(saved, {"suicide-risk": "low"})
    assert seen(client).texts(class_="chip") == []


def test_a_completed_assessment_leads_to_its_results(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(assessment, now=scenes.THEN + 2 * HOUR)
    page = seen(client)
    assert (listed(page, "open-h"), listed(page, "done-h")) == ([], [assessment.code])
    job = page.one(class_="job")
    assert job.texts("p") == [
        STARTER,
        "Completed 9 March 2026, 17:04 UTC",
    ]
    assert [(link.text, link["href"]) for link in job.all("a")] == [
        (f"Amend {assessment.code}", at(assessment, "results/#amend")),
        (f"What to weigh , {assessment.code}", at(assessment, "results/")),
    ]
    place = read(client.get(at(assessment, "results/"))).one(id="amend")
    assert place.texts("button") == ["Amend in a new assessment"]


def test_an_amendment_and_what_it_amends_name_each_other(
    client: Client, clinician: User, assessment: Assessment
) -> None:
    old = scenes.complete(assessment)
    new = actions.amend(assessment=old, actor=clinician, now=scenes.THEN + HOUR)
    page = seen(client)
    (first,) = page.one(aria_labelledby="open-h").all(class_="job")
    (second,) = page.one(aria_labelledby="done-h").all(class_="job")
    assert first.texts("p")[1] == f"Amends {old.code}"
    assert second.texts("p")[1] == f"Amendment in progress: {new.code}"
    assert first.all("a")[0]["href"] == at(old, "results/")
    assert second.all("a")[0]["href"] == at(new, "review/")
    scenes.complete(new)
    (_new, second) = seen(client).one(aria_labelledby="done-h").all(class_="job")
    assert second.texts("p")[1] == f"Amended by {new.code}"


def test_only_ones_own_are_listed(client: Client, stranger: Client, assessment: Assessment) -> None:
    assert listed(seen(client), "open-h") == [assessment.code]
    assert listed(seen(stranger), "open-h") == []


def test_assessments_of_every_checklist_stand_together(
    client: Client, assessment: Assessment, small: Assessment
) -> None:
    titles = {each.texts("p")[0] for each in seen(client).all(class_="job")}
    assert titles == {
        STARTER,
        "A small checklist, version 2.1",
    }


# In which order


def test_what_was_saved_last_stands_first(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    first, second, third = open_ones(version, clinician, 3)
    oldest = Assessment.objects.get(code=first)
    assert listed(seen(client), "open-h") == [third, second, first]
    scenes.answer(oldest, {"diagnosis": "other"}, now=scenes.THEN + 9 * HOUR)
    assert listed(seen(client), "open-h") == [first, third, second]


def test_what_was_completed_last_stands_first(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    early, late = open_ones(version, clinician, 2)
    for hours, code in enumerate((late, early)):
        scenes.complete(Assessment.objects.get(code=code), now=scenes.THEN + (5 + hours) * HOUR)
    assert listed(seen(client), "done-h") == [early, late]


# Pages


def test_fifty_stand_on_a_page_and_the_rest_on_the_next(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    codes = open_ones(version, clinician, 101)[::-1]
    pages = [seen(client, open=str(number)) for number in (1, 2, 3)]
    assert [listed(page, "open-h") for page in pages] == [codes[:50], codes[50:100], codes[100:]]
    assert [page.one("nav", class_="spread").texts("p")[0] for page in pages] == [
        "1 to 50 of 101",
        "51 to 100 of 101",
        "101 to 101 of 101",
    ]
    assert [
        [link["rel"] for link in page.one("nav", class_="spread").all("a")] for page in pages
    ] == [
        ["next"],
        ["prev", "next"],
        ["prev"],
    ]


def test_turning_a_page_of_one_list_leaves_the_other_where_it_is(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    open_codes = open_ones(version, clinician, 51)[::-1]
    done_codes = done_ones(version, clinician, 51)[::-1]
    page = seen(client, open="2", done="1")
    assert (listed(page, "open-h"), listed(page, "done-h")) == (open_codes[50:], done_codes[:50])
    (older,) = page.all("a", rel="next")
    assert older["href"] == "?done=2&open=2"
    page = read(client.get(f"/assessments/{older['href']}"))
    assert (listed(page, "open-h"), listed(page, "done-h")) == (open_codes[50:], done_codes[50:])


def test_a_page_that_is_none_shows_one_that_is(
    client: Client, clinician: User, version: ChecklistVersion
) -> None:
    open_ones(version, clinician, 51)
    for number in ("0", "-1", "3", "one", "", "1.5", "9" * 5000, "inf"):
        page = seen(client, open=number, done=number)
        assert len(listed(page, "open-h")) in {1, 50}, number


def test_the_list_costs_five_queries_or_seven_and_the_start_page_four_however_many_there_are(
    client: Client,
    clinician: User,
    version: ChecklistVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Only a list of several pages has to be counted."""
    there = 0
    for number, queries in ((3, 5), (50, 5), (51, 7), (300, 7)):
        open_ones(version, clinician, number - there)
        done_ones(version, clinician, number - there)
        there = number
        seen(client)
        with django_assert_num_queries(queries):
            page = seen(client)
        assert len(page.all(class_="job")) == 2 * min(number, 50)
        client.get("/")
        with django_assert_num_queries(4):
            client.get("/")


# Finding one


@pytest.mark.parametrize(
    "spelling",
    [
        "{first}-{second}",
        "{first}{second}",
        "{first} {second}",
        "  {first}-{second}  ",
        "{first} - {second}",
        "\t{first}-{second}\n",
    ],
)
@pytest.mark.parametrize("case", ["upper", "lower", "title"])
def test_a_reference_is_found_in_any_spelling(
    client: Client, assessment: Assessment, spelling: str, case: str
) -> None:
    first, second = assessment.code.split("-")
    typed = getattr(spelling.format(first=first, second=second), case)()
    answer = client.get("/assessments/", {"reference": typed})
    assert reached(answer) == (302, at(assessment, "review/"))


def test_a_completed_one_opens_at_its_results(client: Client, assessment: Assessment) -> None:
    scenes.complete(assessment)
    answer = client.get("/assessments/", {"reference": assessment.code})
    assert reached(answer) == (302, at(assessment, "results/"))


@pytest.mark.parametrize(
    "typed",
    ["", "ZZZZ-ZZZZ", "ZZZZ-ZZZ", "ZZZZ-ZZZZZ", "OOOO-0000", "é", "<b>x</b>", "x" * 9000],
)
def test_a_reference_that_is_none_is_a_404_with_a_message_and_the_list(
    client: Client, assessment: Assessment, typed: str
) -> None:
    answer = client.get("/assessments/", {"reference": typed})
    assert answer.status_code == 404
    page = read(answer)
    assert page.one(role="alert").text == (
        f"None of your assessments has the reference “{typed[:20]}”. A reference has eight letters "
        "and digits, such as K7RW-4MTD."
    )
    assert page.one("input", name="reference")["value"] == typed[:20]
    assert listed(page, "open-h") == [assessment.code]


def test_somebody_elses_reference_is_answered_as_one_that_is_none(
    stranger: Client, assessment: Assessment
) -> None:
    pages = []
    for typed in (assessment.code, "ZZZZ-ZZZZ"):
        answer = stranger.get("/assessments/", {"reference": typed})
        assert answer.status_code == 404
        pages.append(read(answer).text.replace(typed, ""))
    assert pages[0] == pages[1]


def test_a_guest_without_that_reference_is_told_so(guest: Client, assessment: Assessment) -> None:
    answer = guest.get("/assessments/", {"reference": assessment.code})
    assert answer.status_code == 404
    assert read(answer).texts(role="alert") == [
        f"You have no assessment with the reference “{assessment.code}”."
    ]

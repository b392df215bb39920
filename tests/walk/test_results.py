"""The results page: what to weigh and why, what is missing, and what the page is not."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from checklist.walk import walks
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import Case, cases
from tests.walk.pages import Element, at, reached, read

STARTER_CASES = [case for case in cases() if case.checklist == scenes.MAIN]
PURPOSE = (
    "For clinicians who weigh ketamine or esketamine for an adult with major depression. From the "
    "answers given it lists considerations, each with the rule and the source behind it, so that "
    "the clinician can judge the basis independently. It makes no diagnosis, gives no dose and "
    "takes no decision."
)


def lines(page: Element) -> list[tuple[str, str]]:
    """The considerations of a page: kind and key, in page order."""
    shown = [each for each in page if "data-consideration" in each.attrs]
    return [(each["data-kind"], each["data-consideration"]) for each in shown]


@pytest.fixture
def done(small: Assessment) -> Assessment:
    """The clinician's completed assessment of the small checklist."""
    answers = {"depth": "deep", "length": "years"}
    return scenes.complete(
        scenes.answer(small, answers, {"depth": "As <told>,\ntwice."}), own_view="Rather\n<not>."
    )


@pytest.mark.parametrize("case", STARTER_CASES, ids=lambda case: str(case.key))
def test_every_case_shows_its_considerations_in_order_and_what_is_missing(
    client: Client, assessment: Assessment, case: Case
) -> None:
    scenes.complete(scenes.answer(assessment, case.answers))
    page = read(client.get(at(assessment, "results/")))
    assert lines(page) == [
        (kind, key) for kind, keys in case.considerations.items() for key in keys
    ]
    assert sorted(page.values("data-missing")) == sorted(case.missing)


def test_the_kinds_stand_under_their_headings_in_their_order(
    client: Client, done: Assessment
) -> None:
    page = read(client.get(at(done, "results/")))
    groups = page.all("section", class_="group")
    assert [(group.one("h2").text, lines(group)) for group in groups] == [
        ("Urgent", [("urgent", "depth.deep.2")]),
        ("Needs attention first", [("resolve", "rule-deep-long")]),
        ("Weighs against", [("caution", "depth.deep.1")]),
        ("Supports considering", [("support", "length.years.1")]),
        ("Notes", [("note", "rule-alone")]),
        ("Missing", []),
    ]
    assert page.one(class_="jump").texts("a") == [group.one("h2").text for group in groups]


def test_a_line_opens_to_question_answer_comment_and_sources_side_by_side(
    client: Client, done: Assessment
) -> None:
    line = read(client.get(at(done, "results/"))).one(data_consideration="depth.deep.1")
    assert line.tag == "details"
    assert line.texts(class_="say") == ["It is deep."]
    assert line.texts(class_="trace") == ["1.1 Depth: “Deep”"]
    assert line.facts() == [
        ("Question", "1.1 How deep is it?"),
        ("Your answer", "Deep"),
        ("Comment", "As <told>, twice."),
        ("Why it appears", "Shown whenever 1.1 Depth is “Deep”."),
    ]
    assert line.texts(class_="differ") == ["The article, and other sources beside it:"]
    assert line.one("ul", class_="pair").texts("li") == [
        "Article An article A house, 2024. Place: §2",
        "Label A label An agency. Place: Warnings",
    ]
    assert [each["href"] for each in line.one("ul").all("a")] == [
        "https://article.example/",
        "https://label.example/",
    ]


def test_a_line_of_a_rule_shows_the_rule_in_words_and_every_answer_behind_it(
    client: Client, done: Assessment
) -> None:
    line = read(client.get(at(done, "results/"))).one(data_consideration="rule-deep-long")
    assert line.texts(class_="trace") == ["1.1 Depth: “Deep”. 1.2 Length: “Years”"]
    assert line.facts() == [
        ("Question 1.1", "1.1 How deep is it?"),
        ("Your answer 1.1", "Deep"),
        ("Comment 1.1", "As <told>, twice."),
        ("Question 1.2", "1.2 How long has it lasted?"),
        ("Your answer 1.2", "Years"),
        (
            "Why it appears",
            (
                "A rule: Shown whenever 1.1 Depth is “Deep”, and 1.2 Length is “Years” or “Not "
                "known yet”."
            ),
        ),
    ]
    assert (line.texts(class_="differ"), line.one("ul").texts("li")) == (
        [],
        ["Label A label An agency. Place: Uses"],
    )


def test_a_line_without_a_source_shows_no_empty_list(client: Client, done: Assessment) -> None:
    line = read(client.get(at(done, "results/"))).one(data_consideration="length.years.1")
    assert line.all("ul") == []


def test_urgent_lines_are_open_and_the_others_can_be_opened(
    client: Client, done: Assessment
) -> None:
    page = read(client.get(at(done, "results/")))
    assert [
        each["data-kind"] for each in page.all("details", class_="con") if "open" in each.attrs
    ] == ["urgent"]


def test_the_gaps_are_named_with_their_state(client: Client, small: Assessment) -> None:
    scenes.complete(scenes.answer(small, {"depth": "unknown"}))
    page = read(client.get(at(small, "results/")))
    group = page.one("section", aria_labelledby="g-missing")
    assert [(gap["data-missing"], gap.text) for gap in group.all("li")] == [
        ("length", "1.2 Length No answer"),
        ("depth", "1.1 Depth Not known yet"),
    ]
    assert group.texts("p") == [
        "Asked, but not answered or not known. Each might bring up more, or less.",
        "Not asked, because an earlier question has no answer: 2.1 Help.",
    ]


def test_the_top_says_what_the_page_is_not_and_the_purpose_word_for_word(
    client: Client, assessment: Assessment
) -> None:
    scenes.complete(assessment)
    page = read(client.get(at(assessment, "results/")))
    assert page.one(class_="not").texts("p") == [
        (
            "This page is not a prescribing decision. It lists what your answers bring up and why. "
            "Nothing is added up: one point may outweigh all the others."
        ),
        PURPOSE,
    ]
    order = [
        each["class"] for each in page if each.attrs.get("class") in {"not stack stack-2", "result"}
    ]
    assert order == ["not stack stack-2", "result"]
    for other in ("/", "/about/"):
        assert read(client.get(other)).texts("p").count(PURPOSE) == 1
    assert client.get(at(assessment, "results.json")).json()["purpose"] == PURPOSE
    assert PURPOSE in " ".join(client.get(at(assessment, "note.txt")).text.split())


def test_the_foot_tells_version_digest_reference_and_when_with_the_time_zone(
    client: Client, assessment: Assessment, settings: Settings
) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    done = datetime(2026, 3, 9, 15, 4, tzinfo=UTC)
    scenes.complete(assessment, own_view="Rather\nnot.", now=done)
    page = read(client.get(at(assessment, "results/")))
    assert page.one("dl", class_="meta").facts() == [
        ("Your own view, before this page opened", "Rather not."),
        (
            "Checklist",
            "Ketamine and esketamine for major depression: considerations before treatment",
        ),
        ("Version", "1.0, published 10 March 2026, 00:04 JST"),
        ("Content digest", "51b3 213d 2f3c"),
        ("Reference", assessment.code),
        ("Completed", "10 March 2026, 00:04 JST"),
    ]
    assert page.texts(class_="eyebrow") == [
        f"Assessment {assessment.code} , completed 10 March 2026, 00:04 JST"
    ]


def test_where_nothing_is_raised_limits_and_unknowns_are_still_there(
    client: Client, small: Assessment
) -> None:
    scenes.complete(scenes.answer(small, {"depth": "mild"}))
    answer = client.get(at(small, "results/"))
    page = read(answer)
    assert lines(page) == []
    assert page.one(class_="result").texts(class_="notice") == [
        (
            "Your answers bring up no line here. That says nothing about safety or benefit: read "
            "what is missing and what this checklist does not cover, below."
        )
    ]
    assert page.values("data-missing") == ["help"]
    assert page.one("section", aria_labelledby="limits-h").texts("li") == [
        "It knows little.",
        "It is not real.",
    ]
    said = page.text.lower() + client.get(at(small, "note.txt")).text.lower()
    assert "no concern" not in said


def test_where_everything_is_answered_the_page_says_only_that(
    client: Client, small: Assessment
) -> None:
    scenes.complete(scenes.answer(small, {"depth": "mild", "help": "yes"}))
    group = read(client.get(at(small, "results/"))).one("section", aria_labelledby="g-missing")
    assert group.texts("p")[1:] == [
        "Every question asked has an answer.",
        "Not asked, because of other answers: 1.2 Length.",
    ]


def test_answers_out_of_view_stand_nowhere(client: Client, small: Assessment) -> None:
    answers = {"depth": "mild", "length": "years", "help": "yes"}
    scenes.complete(scenes.answer(small, answers, {"length": "Hidden."}))
    answer = client.get(at(small, "results/"))
    assert lines(read(answer)) == []
    assert "Hidden." not in answer.text + client.get(at(small, "note.txt")).text


def test_the_note_stands_in_a_box_that_needs_no_script(client: Client, done: Assessment) -> None:
    page = read(client.get(at(done, "results/")))
    box = page.one("textarea", id="note")
    assert "readonly" in box.attrs
    assert box.typed == client.get(at(done, "note.txt")).text
    assert page.one("label", **{"for": "note"}).text == "Plain-text note"
    assert page.one("section", aria_labelledby="note-h").one("a")["href"] == at(done, "note.txt")
    assert page.one("button", data_copy="note").text == "Copy the note"


def test_what_was_typed_is_shown_as_text(client: Client, done: Assessment) -> None:
    reason = "<script>alert(2)</script>"
    client.post(at(done, "results/reasons/"), {"consideration": "depth.deep.1", "reason": reason})
    page = read(client.get(at(done, "results/")))
    assert [each.text for each in page.all("script")] == ["", ""]
    assert page.one(data_consideration="depth.deep.1").facts()[-1][1].startswith(reason)
    assert page.one("dl", class_="meta").facts()[0][1] == "Rather <not>."
    assert page.all("told") == []


def test_every_name_that_the_page_refers_to_is_in_it(client: Client, done: Assessment) -> None:
    page = read(client.get(at(done, "results/")))
    ids = page.values("id")
    described = " ".join(page.values("aria-describedby")).split()
    jumps = [href[1:] for href in page.values("href") if href.startswith("#")]
    named = page.values("for") + page.values("aria-labelledby") + described + jumps
    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", ["results/", "note.txt"])
def test_before_completion_results_lead_to_the_review(
    client: Client, small: Assessment, path: str
) -> None:
    assert reached(client.get(at(small, path))) == (302, at(small, "review/"))


def test_results_are_read_from_what_was_stored_and_not_worked_out_again(
    client: Client, done: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(walks, "summarise")
    assert len(lines(read(client.get(at(done, "results/"))))) == 5


def test_all_answers_can_be_read_also_those_that_raised_nothing(
    client: Client, assessment: Assessment
) -> None:
    """A completed assessment has no other page on which to see them."""
    answers = {"psychosis": "none", "suicide-risk": "low", "safety-plan": "in-place"}
    scenes.complete(scenes.answer(assessment, answers, {"psychosis": "Asked twice."}))
    shown = read(client.get(at(assessment, "results/"))).one("details", id="answers")
    assert shown.texts("li") == [
        "2.1 Suicide risk No current suicidal thoughts",
        "3.1 Psychosis No Asked twice.",
    ]
    assert shown.all("a") == []

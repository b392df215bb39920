"""Every answer before completing, what is missing first."""

from django.test import Client

from checklist.walk.models import Assessment
from tests import scenes
from tests.walk.pages import at, read


def test_what_is_missing_comes_first_without_an_answer_before_not_known(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "unknown"})
    page = read(client.get(at(small, "review/")))
    main = page.one("main")
    assert main.texts("h1") + main.texts("h2") == ["Review your answers", "Missing", "1. Mood"]
    gaps = main.all("li", data_missing="length") + main.all("li", data_missing="depth")
    assert [gap for gap in main.all("li") if "data-missing" in gap.attrs] == gaps
    assert [gap.texts("p") for gap in gaps] == [
        ["1.2 Length", "No answer"],
        ["1.1 Depth", "Not known yet"],
    ]
    assert [(gap.one("a").text, gap.one("a")["href"]) for gap in gaps] == [
        ("Answer 1.2, Length", f"{at(small, 'mood/')}#length"),
        ("Change 1.1, Depth", f"{at(small, 'mood/')}#depth"),
    ]


def test_every_answer_in_view_stands_under_its_section_with_its_comment(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(
        assessment,
        {"diagnosis": "bipolar", "suicide-risk": "low", "safety-plan": "absent", "access": "yes"},
        {"diagnosis": "By letter.\nOf May.", "safety-plan": "Out of view."},
    )
    main = read(client.get(at(assessment, "review/"))).one("main")
    sections = [each for each in main.all("section") if each["aria-labelledby"] != "gaps"]
    assert [(each.text) for each in sections] == [
        (
            "1. The depression and what has been tried 1.1 Diagnosis Depressive episode in bipolar "
            "disorder By letter. Of May. Change 1.1, Diagnosis"
        ),
        (
            "2. Suicide risk now 2.1 Suicide risk No current suicidal thoughts Change 2.1, Suicide "
            "risk"
        ),
        "6. Informed choice and access 6.2 Cost and access Yes Change 6.2, Cost and access",
    ]
    assert [each["href"] for section in sections for each in section.all("a")] == [
        f"{at(assessment, 'depression/')}#diagnosis",
        f"{at(assessment, 'suicide-risk/')}#suicide-risk",
        f"{at(assessment, 'choice-and-access/')}#access",
    ]


def test_every_change_link_leads_to_the_place_of_its_question(
    client: Client, assessment: Assessment
) -> None:
    scenes.answer(assessment, {"adequate-trials": "one", "suicide-risk": "elevated"})
    links = read(client.get(at(assessment, "review/"))).all("a", class_="change")
    places = {link["href"] for link in links}
    assert len(places) == 24
    pages = {url: read(client.get(url)) for url in {place.partition("#")[0] for place in places}}
    there = {
        f"{url}#{each['id']}" for url, page in pages.items() for each in page.all(class_="crit-at")
    }
    assert places == there


def test_a_comment_without_an_answer_is_shown_as_well(client: Client, small: Assessment) -> None:
    scenes.answer(small, {}, {"depth": "Asked <twice>."})
    main = read(client.get(at(small, "review/"))).one("main")
    assert [each.text for each in main.all("section")] == [
        "Missing 1.1 Depth No answer Answer 1.1, Depth",
        "1. Mood 1.1 Depth No answer Asked <twice>. Change 1.1, Depth",
    ]


def test_an_urgent_answer_is_marked_and_no_other_consideration_is_seen_yet(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "deep", "length": "years"})
    page = read(client.get(at(small, "review/")))
    assert page.values("data-consideration") == ["depth.deep.2"]
    assert [each.text for each in page.one("main").all("li", class_="ans")] == [
        "2.1 Help No answer Answer 2.1, Help",
        "1.1 Depth Deep Urgent Change 1.1, Depth",
        "1.2 Length Years Change 1.2, Length",
    ]


def test_with_every_answer_given_nothing_is_called_missing(
    client: Client, small: Assessment
) -> None:
    scenes.answer(small, {"depth": "mild", "help": "yes"})
    page = read(client.get(at(small, "review/")))
    assert (page.values("data-missing"), page.all(id="gaps")) == ([], [])


def test_the_steps_are_links_with_their_progress(client: Client, small: Assessment) -> None:
    scenes.answer(small, {"depth": "unknown"})
    page = read(client.get(at(small, "review/")))
    assert [(each["href"], each.text) for each in page.one(class_="steps").all("a")] == [
        (at(small, "mood/"), "1. Mood 1 unanswered, 1 not known yet"),
        (at(small, "plan/"), "2. Plan Complete"),
    ]
    back = page.one("form", action=at(small, "review/")).one("a")
    assert (back.text, back["href"]) == ("Back to the sections", at(small, "mood/"))


def test_one_optional_line_of_own_view_is_offered_and_says_what_to_keep_out(
    client: Client, small: Assessment
) -> None:
    form = read(client.get(at(small, "review/"))).one("form", action=at(small, "review/"))
    assert form.fields() == {"revision": ["0"], "own-view": [""]}
    box = form.one("textarea")
    assert form.one("label")["for"] == box["id"]
    assert form.one(id=box["aria-describedby"]).text == (
        "One line, kept when you complete, beside the considerations, so that you can see whether "
        "they changed it. No names, dates of birth or record numbers."
    )
    assert [each.text for each in form.all("button")] == ["Complete and see what to weigh"]

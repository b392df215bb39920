"""Where everything stands in the charts, and what their templates make of it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from checklist.engine.comparison import Agreement
from checklist.practice.charts import (
    MARKS_A_ROW,
    MOST_SHOWN,
    TITLE_CHARACTERS,
    ProgressChart,
    Section,
    SectionChart,
    Tried,
    progress_chart,
    section_chart,
)
from checklist.practice.counts import Counts

AGREES, ACCEPTABLE, DIFFERS, UNSAFE = Agreement
START = datetime(2026, 3, 9, 16, 20, tzinfo=UTC)

SECTIONS = st.lists(
    st.builds(Section, st.text(max_size=200), st.lists(st.sampled_from(Agreement), max_size=20)),
    max_size=6,
)


def tried(right: int, asked: int = 24, unsafe: int = 0, day: int = 0) -> Tried:
    """An attempt at a case, so many days after the first."""
    counts = Counts(right, 0, asked - right - unsafe, unsafe)
    return Tried("A <case>", START + timedelta(days=day), counts)


TRIES = st.lists(
    st.integers(0, 40).flatmap(
        lambda asked: st.builds(tried, st.integers(0, asked), st.just(asked))
    ),
    min_size=1,
    max_size=60,
)


def sections_html(chart: SectionChart) -> ET.Element:
    """The template of agreement by section."""
    return _parsed(render_to_string("practice/chart_sections.html", {"chart": chart}))


def progress_html(chart: ProgressChart) -> ET.Element:
    """The template of agreement over time."""
    return _parsed(render_to_string("practice/chart_progress.html", {"chart": chart}))


def _parsed(html: str) -> ET.Element:
    """Every element is closed and every attribute quoted, so it can be read as XML."""
    return ET.fromstring(html.strip())  # noqa: S314 - our own template


def words(part: ET.Element) -> str:
    """What is read in a part, without its line breaks."""
    return " ".join("".join(part.itertext()).split())


def told(html: ET.Element, tag: str) -> str:
    """What is read in the one element of this name."""
    (found,) = html.iter(tag)
    return words(found)


def cells(html: ET.Element) -> list[list[str]]:
    """The body of the table behind a chart."""
    return [[words(cell) for cell in row] for row in html.iterfind(".//tbody/tr")]


def drawing(html: ET.Element) -> ET.Element:
    """The chart itself, among the small drawings of its legend."""
    (chart,) = html.iterfind(".//svg[@role='img']")
    return chart


def classes(html: ET.Element) -> list[str]:
    """The shapes that are drawn, in turn."""
    drawn = [shape.get("class") or "" for shape in html.iterfind("./svg/*")]
    assert drawn
    return [name for name in drawn if name]


# Agreement by section: where things stand


def test_marks_stand_under_the_title_of_their_section_and_wrap() -> None:
    chart = section_chart(
        [Section("1. Risk", [AGREES] * (MARKS_A_ROW + 1)), Section("2. x", [UNSAFE])]
    )
    first, second = chart.rows
    xs = [placed.x for placed in first.marks]
    ys = [placed.y for placed in first.marks]
    assert xs[:3] == [0, 2.25, 4.5]
    assert xs[-1] == 0
    assert len(set(ys[:-1])) == 1
    assert first.lines[0].y < ys[0] < ys[-1] < second.lines[0].y < second.marks[0].y < chart.height


def test_a_long_title_goes_on_in_another_line_and_is_whole_in_the_table() -> None:
    title = "10. Everything that was tried before now, and how long each of it was taken"
    (row,) = section_chart([Section(title, [AGREES])]).rows
    assert [line.text for line in row.lines] == [
        "10. Everything that was",
        "tried before now, and how",
        "long each of it was taken",
    ]
    assert row.title == title


def test_a_section_without_questions_in_view_is_left_out() -> None:
    chart = section_chart([Section("1", []), Section("2", [DIFFERS]), Section("3", [])])
    assert [row.title for row in chart.rows] == ["2"]
    assert chart == section_chart([Section("2", [DIFFERS])])


def test_the_figures_are_those_of_the_marks() -> None:
    chart = section_chart([Section("1", [AGREES, UNSAFE, AGREES]), Section("2", [ACCEPTABLE])])
    assert [row.counts for row in chart.rows] == [Counts(2, 0, 0, 1), Counts(0, 1, 0, 0)]
    assert chart.totals == Counts(agrees=2, acceptable=1, differs=0, unsafe=1)


@given(SECTIONS)
def test_nothing_in_the_chart_of_sections_covers_anything_else(sections: list[Section]) -> None:
    chart = section_chart(sections)
    marks = [placed for row in chart.rows for placed in row.marks]
    lines = [line for row in chart.rows for line in row.lines]
    assert [placed.mark for placed in marks] == [m for each in sections for m in each.marks]
    for one, other in combinations(marks, 2):
        assert abs(one.x - other.x) >= 2 or abs(one.y - other.y) >= 1.5
    assert all(0 <= placed.x <= 16 and 0 < placed.y < chart.height - 1.2 for placed in marks)
    assert all(len(line.text) <= TITLE_CHARACTERS for line in lines)
    assert all(one.y + 1 < other.y for one, other in pairwise(lines))
    assert not any(line.y - 1 < placed.y < line.y + 0.2 for line in lines for placed in marks)


# Agreement over time: where things stand


def test_attempts_stand_from_left_to_right_and_higher_the_more_is_right() -> None:
    chart = progress_chart([tried(0), tried(12), tried(24)])
    assert [(point.x, point.y) for point in chart.points] == [(20, 11.75), (57.5, 6.75), (95, 1.75)]
    assert [(level.percent, level.y) for level in chart.levels] == [
        (100, 1.75),
        (50, 6.75),
        (0, 11.75),
    ]
    assert len(chart.lines) == 2


def test_a_single_attempt_stands_in_the_middle() -> None:
    chart = progress_chart([tried(24)])
    assert [point.x for point in chart.points] == [57.5]
    assert chart.lines == ()


def test_only_the_last_attempts_are_shown_and_the_others_counted() -> None:
    chart = progress_chart([tried(number % 24, day=number) for number in range(MOST_SHOWN + 5)])
    assert len(chart.points) == MOST_SHOWN
    assert (chart.earlier, chart.points[0].tried.submitted) == (5, START + timedelta(days=5))


@given(TRIES)
def test_every_attempt_stands_inside_the_chart(tries: list[Tried]) -> None:
    chart = progress_chart(tries)
    xs = [point.x for point in chart.points]
    assert [point.tried for point in chart.points] == tries[-MOST_SHOWN:]
    assert xs == sorted(set(xs))
    assert all(20 <= x <= 95 for x in xs)
    assert all(1.75 <= point.y <= 11.75 for point in chart.points)
    assert chart.earlier + len(chart.points) == len(tries)


# What is drawn


def test_agreement_by_section_is_drawn_and_told_and_stands_in_a_table() -> None:
    chart = section_chart(
        [
            Section("1. Risk & <harm>", [UNSAFE, AGREES]),
            Section("2. Treatment so far", [DIFFERS, AGREES, ACCEPTABLE]),
        ]
    )
    html = sections_html(chart)
    assert classes(drawing(html)) == [
        "c-unsafe",
        "c-agrees",
        "c-differs",
        "c-agrees",
        "c-acceptable",
    ]
    assert [words(text) for text in drawing(html).iterfind("text")] == [
        "1. Risk & <harm>",
        "2. Treatment so far",
    ]
    assert cells(html) == [
        ["1. Risk & <harm>", "1", "0", "0", "1"],
        ["2. Treatment so far", "1", "1", "1", "0"],
    ]
    assert told(drawing(html), "desc") == (
        "In all sections together: agrees 2, acceptable 1, differs 1, unsafe 1. "
        "The table holds the same for each section."
    )


def test_the_legend_of_sections_shows_each_shape_with_its_word() -> None:
    html = sections_html(section_chart([Section("1", [AGREES])]))
    legend = html.findall(".//ul[@class='keys']/li")
    assert [(item.findall("svg/*")[0].get("class"), words(item)) for item in legend] == [
        ("c-agrees", "Agrees"),
        ("c-acceptable", "Another acceptable answer"),
        ("c-differs", "Differs"),
        ("c-unsafe", "Differs, and would be unsafe"),
    ]


def test_agreement_over_time_is_drawn_and_told_and_stands_in_a_table() -> None:
    html = progress_html(progress_chart([tried(12, unsafe=1), tried(23, day=30)]))
    assert classes(drawing(html)) == ["c-unsafe", "c-agrees"]
    assert [words(text) for text in drawing(html).iterfind("text")] == [
        "100%",
        "50%",
        "0%",
        "9 Mar 2026",
        "8 Apr 2026",
    ]
    assert cells(html) == [
        ["9 March 2026, 16:20 UTC", "A <case>", "12 of 24", "50%", "1"],
        ["8 April 2026, 16:20 UTC", "A <case>", "23 of 24", "95%", "0"],
    ]
    assert told(drawing(html), "desc") == (
        "First attempt shown: 50%. Last: 95%. The table holds every attempt shown."
    )
    assert "not shown" not in told(html, "figcaption")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (1, "One earlier attempt is not shown."),
        (7, "7 earlier attempts are not shown."),
    ],
)
def test_what_is_not_shown_is_said(more: int, said: str) -> None:
    html = progress_html(progress_chart([tried(12)] * (MOST_SHOWN + more)))
    assert told(html, "figcaption").endswith(said)


def test_one_attempt_has_its_date_once() -> None:
    html = progress_html(progress_chart([tried(12)]))
    assert [words(text) for text in drawing(html).iterfind("text")][3:] == ["9 Mar 2026"]


def test_lengths_are_written_for_the_browser_in_every_language() -> None:
    """A comma for a decimal point would be no number there."""
    for language in ("en-gb", "de", "ar"):
        with translation.override(language):
            for html in (
                sections_html(section_chart([Section("1", [AGREES] * 9)])),
                progress_html(progress_chart([tried(1), tried(2), tried(3)])),
            ):
                for element in drawing(html).iter():
                    for name in ("x", "y", "x1", "x2", "y1", "y2", "width", "height"):
                        length = element.get(name, "0")
                        assert re.fullmatch(r"\d+(\.\d+)?(em|%)?", length), (language, length)


def test_both_charts_can_stand_on_one_page() -> None:
    one = sections_html(section_chart([Section("1", [AGREES, UNSAFE])]))
    other = progress_html(progress_chart([tried(1), tried(2)]))
    ids = [each.get("id") for html in (one, other) for each in html.iter() if each.get("id")]
    assert len(ids) == len(set(ids)) == 4
    for html in (one, other):
        named = (drawing(html).get("aria-labelledby") or "").split()
        assert named
        assert set(named) <= set(ids)

"""The starter files hold criteria.md whole and word for word: nothing dropped, nothing added."""

import json
import re
from collections.abc import Iterator

import pytest

from tests import content_tables as tables
from tests.content.starter_values import Table, checklist, document, path_of
from tests.content_tables import FOLLOW_UP, MAIN

# Read with any unit of weight, in full or short; mmHg is a pressure and stays out.
DOSE = re.compile(
    r"\d[\s-]*(?:mg|mcg|ug|\u00b5g|\u03bcg|g|micrograms?|milligrams?|grams?)\b",
    re.IGNORECASE,
)

# The names of the products themselves; none of them says what to give.
SPRAVATO = [
    "Spravato 28 mg nasal spray, EU Summary of Product Characteristics",
    "Spravato 28 mg nasal spray, EU package leaflet",
]
HAMELN = ["Ketamin-hameln 50 mg/ml solution for injection, German package leaflet"]


@pytest.fixture(scope="module", params=[MAIN, FOLLOW_UP])
def slug(request: pytest.FixtureRequest) -> str:
    """Both checklists in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def file(slug: str) -> Table:
    """What the file holds."""
    return checklist(slug)


@pytest.fixture(scope="module")
def table(slug: str) -> Table:
    """What criteria.md holds."""
    return tables.checklist(slug)


def considerations(of: Table) -> list[tables.Consideration]:
    """All that options and rules raise, in document order."""
    by_options = [
        raised
        for criterion in of.criteria
        for option in criterion.options
        for raised in option.considerations
    ]
    return by_options + [rule.consideration for rule in of.rules]


def raised_by_options(of: Table) -> list[tuple[str, str, tuple[tables.Consideration, ...]]]:
    """What each option raises, with the option's place."""
    return [
        (criterion.key, option.key, option.considerations)
        for criterion in of.criteria
        for option in criterion.options
    ]


def texts(value: object) -> Iterator[str]:
    """Every text that people read; an address is followed, not read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for field, item in value.items():
            if field != "address":
                yield from texts(item)


def left_blank(value: object, path: str = "") -> Iterator[str]:
    """The paths of fields that say nothing."""
    if value in ("", [], {}) or value is None or value is False:
        yield path
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from left_blank(item, f"{path}[{place}]")
    elif isinstance(value, dict):
        for field, item in value.items():
            yield from left_blank(item, f"{path}.{field}")


# The opening


def test_the_slug_is_that_of_the_heading(file: Table, slug: str) -> None:
    assert file.slug == slug


def test_the_version_label_is_word_for_word(file: Table, table: Table) -> None:
    assert file.version == table.version == "1.0"


def test_the_title_is_word_for_word(file: Table, table: Table) -> None:
    assert file.title == table.title


def test_the_language_is_word_for_word(file: Table, table: Table) -> None:
    assert file.language == table.language == "en"


def test_the_introduction_is_word_for_word(file: Table, table: Table) -> None:
    assert file.introduction == table.introduction


def test_what_it_is_not_for_is_word_for_word(file: Table, table: Table) -> None:
    assert file.not_for == table.not_for


def test_only_the_main_checklist_says_what_it_is_not_for() -> None:
    assert [bool(tables.checklist(slug).not_for) for slug in (MAIN, FOLLOW_UP)] == [True, False]


def test_the_purpose_is_word_for_word(file: Table, table: Table) -> None:
    assert file.purpose == table.purpose


def test_the_limits_are_word_for_word_and_in_order(file: Table, table: Table) -> None:
    assert file.limits == table.limits


def test_the_follow_up_starts_from_the_main_checklist(file: Table, table: Table, slug: str) -> None:
    expected = {MAIN: None, FOLLOW_UP: MAIN}[slug]
    assert file.starts_from == table.starts_from == expected


def test_then_and_now_pairs_are_those_of_the_table(file: Table, table: Table) -> None:
    assert file.then_and_now == table.then_and_now


def test_then_and_now_pairs_name_criteria_of_both_checklists() -> None:
    before = {criterion.key for criterion in checklist(MAIN).criteria}
    after = {criterion.key for criterion in checklist(FOLLOW_UP).criteria}
    strangers = [
        pair
        for pair in checklist(FOLLOW_UP).then_and_now
        if not (set(pair.before) <= before and set(pair.after) <= after)
    ]
    assert strangers == []


# Sections and criteria


def test_sections_are_those_of_the_headings(file: Table, table: Table) -> None:
    assert [(section.key, section.title) for section in file.sections] == [
        (section.key, section.title) for section in table.sections
    ]


def test_leads_are_word_for_word(file: Table, table: Table) -> None:
    assert [section.lead for section in file.sections] == [
        section.lead for section in table.sections
    ]


def test_each_section_has_its_criteria_in_order(file: Table, table: Table) -> None:
    assert [[criterion.key for criterion in section.criteria] for section in file.sections] == [
        [criterion.key for criterion in section.criteria] for section in table.sections
    ]


def test_every_criterion_is_a_single_choice(file: Table) -> None:
    assert {criterion.kind for criterion in file.criteria} == {"choice"}


def test_short_names_are_word_for_word(file: Table, table: Table) -> None:
    assert [(criterion.key, criterion.short) for criterion in file.criteria] == [
        (criterion.key, criterion.short) for criterion in table.criteria
    ]


def test_questions_are_word_for_word(file: Table, table: Table) -> None:
    assert [(criterion.key, criterion.question) for criterion in file.criteria] == [
        (criterion.key, criterion.question) for criterion in table.criteria
    ]


def test_helps_are_word_for_word(file: Table, table: Table) -> None:
    assert [(criterion.key, criterion.help) for criterion in file.criteria] == [
        (criterion.key, criterion.help) for criterion in table.criteria
    ]


def test_conditions_of_view_are_those_of_the_bullets(file: Table, table: Table) -> None:
    assert [(criterion.key, criterion.in_view) for criterion in file.criteria] == [
        (criterion.key, criterion.in_view) for criterion in table.criteria
    ]


def test_criteria_cite_their_sources_in_order(file: Table, table: Table) -> None:
    assert [(criterion.key, criterion.sources) for criterion in file.criteria] == [
        (criterion.key, criterion.sources) for criterion in table.criteria
    ]


# Options and what they raise


def test_options_stand_in_the_order_of_the_tables(file: Table, table: Table) -> None:
    assert [[option.key for option in criterion.options] for criterion in file.criteria] == [
        [option.key for option in criterion.options] for criterion in table.criteria
    ]


def test_labels_are_word_for_word(file: Table, table: Table) -> None:
    assert [[option.label for option in criterion.options] for criterion in file.criteria] == [
        [option.label for option in criterion.options] for criterion in table.criteria
    ]


def test_only_the_option_unknown_carries_the_flag(file: Table) -> None:
    flagged = [
        (criterion.key, option.key)
        for criterion in file.criteria
        for option in criterion.options
        if option.unknown
    ]
    assert flagged == [(criterion.key, "unknown") for criterion in file.criteria]


def test_each_option_raises_the_ids_of_its_rows(file: Table, table: Table) -> None:
    assert [
        (criterion, option, [raised.key for raised in given])
        for criterion, option, given in raised_by_options(file)
    ] == [
        (criterion, option, [raised.key for raised in given])
        for criterion, option, given in raised_by_options(table)
    ]


def test_ids_say_the_criterion_the_option_and_a_number(file: Table) -> None:
    numbered = [
        (raised.key, f"{criterion}.{option}.{number}")
        for criterion, option, given in raised_by_options(file)
        for number, raised in enumerate(given, start=1)
    ]
    assert [key for key, _ in numbered] == [expected for _, expected in numbered]


def test_each_consideration_is_of_its_kind(file: Table, table: Table) -> None:
    assert [(raised.key, raised.kind) for raised in considerations(file)] == [
        (raised.key, raised.kind) for raised in considerations(table)
    ]


def test_each_consideration_is_word_for_word(file: Table, table: Table) -> None:
    assert [(raised.key, raised.text) for raised in considerations(file)] == [
        (raised.key, raised.text) for raised in considerations(table)
    ]


def test_each_consideration_cites_its_sources_in_order(file: Table, table: Table) -> None:
    assert [(raised.key, raised.sources) for raised in considerations(file)] == [
        (raised.key, raised.sources) for raised in considerations(table)
    ]


def test_no_consideration_stands_without_a_source(file: Table) -> None:
    assert [raised.key for raised in considerations(file) if not raised.sources] == []


def test_no_id_is_given_twice(file: Table) -> None:
    ids = [raised.key for raised in considerations(file)]
    assert sorted(ids) == sorted(set(ids))


# Rules


def test_rules_fire_on_the_conditions_of_the_table(file: Table, table: Table) -> None:
    assert [(rule.consideration.key, rule.when) for rule in file.rules] == [
        (rule.consideration.key, rule.when) for rule in table.rules
    ]


def test_rules_raise_what_the_table_says(file: Table, table: Table) -> None:
    assert [rule.consideration for rule in file.rules] == [
        rule.consideration for rule in table.rules
    ]


# Sources, context, differences


def test_sources_are_those_of_the_table_with_every_column(file: Table, table: Table) -> None:
    assert file.sources == table.sources


def test_every_citation_names_a_source_of_its_file(file: Table) -> None:
    places = [
        *(criterion.sources for criterion in file.criteria),
        *(raised.sources for raised in considerations(file)),
        *(line.sources for line in file.context),
    ]
    cited = {citation.source for place in places for citation in place}
    assert sorted(cited - {source.key for source in file.sources}) == []


def test_the_two_files_leave_out_only_the_sources_of_the_phq_9() -> None:
    held = {source.key for slug in (MAIN, FOLLOW_UP) for source in checklist(slug).sources}
    assert {source.key for source in tables.all_sources()} - held == tables.PHQ9_SOURCES


def test_context_lines_are_those_of_section_11(file: Table, table: Table) -> None:
    assert file.context == table.context


def test_differences_are_those_of_section_4_1(file: Table, table: Table) -> None:
    assert file.differences == table.differences


def test_only_the_main_checklist_has_context_and_differences() -> None:
    assert [
        (len(checklist(slug).context), len(checklist(slug).differences))
        for slug in (MAIN, FOLLOW_UP)
    ] == [(10, 11), (0, 0)]


# The whole


def test_nothing_else_differs(file: Table, table: Table) -> None:
    assert file == table


def test_the_counts_are_those_of_section_10(file: Table, slug: str) -> None:
    every_option = [option for criterion in file.criteria for option in criterion.options]
    counted = tables.Counts(
        sections=len(file.sections),
        criteria=len(file.criteria),
        conditional=sum(criterion.in_view is not None for criterion in file.criteria),
        options=len(every_option),
        option_considerations=sum(len(option.considerations) for option in every_option),
        rules=len(file.rules),
    )
    assert counted == tables.counts(slug)


def test_the_table_of_counts_is_read_as_it_stands() -> None:
    assert [tables.counts(slug) for slug in (MAIN, FOLLOW_UP)] == [
        (7, 26, 4, 117, 109, 17),
        (4, 10, 0, 43, 31, 3),
    ]


def test_what_is_empty_is_left_out(slug: str) -> None:
    assert list(left_blank(document(slug))) == []


def test_a_file_is_written_in_its_one_form(slug: str) -> None:
    written = json.dumps(document(slug), ensure_ascii=False, indent=2) + "\n"
    assert path_of(slug).read_text(encoding="utf-8") == written


# What holds throughout (criteria.md, section 1)


def test_no_text_gives_a_dose(slug: str) -> None:
    names_of_products = {MAIN: SPRAVATO + HAMELN, FOLLOW_UP: SPRAVATO}[slug]
    assert [text for text in texts(document(slug)) if DOSE.search(text)] == names_of_products


def test_the_search_for_doses_finds_doses_and_leaves_pressures() -> None:
    given = ["0.5 mg/kg", "56 mg twice", "50-mg", "100mcg", "20 ug", "140/90 mmHg", "2 hours"]
    assert [text for text in given if DOSE.search(text)] == given[:5]


def test_no_question_is_over_140_characters(file: Table) -> None:
    assert [criterion.key for criterion in file.criteria if len(criterion.question) > 140] == []


def test_no_help_is_over_60_words(file: Table) -> None:
    assert [criterion.key for criterion in file.criteria if len(criterion.help.split()) > 60] == []


def test_no_consideration_is_over_40_words(file: Table) -> None:
    assert [raised.key for raised in considerations(file) if len(raised.text.split()) > 40] == []


def test_conditions_look_only_at_earlier_criteria(file: Table) -> None:
    order = [criterion.key for criterion in file.criteria]
    looking_ahead = [
        criterion.key
        for place, criterion in enumerate(file.criteria)
        if criterion.in_view
        for condition in criterion.in_view.conditions
        if condition.criterion not in order[:place]
    ]
    assert looking_ahead == []


def test_conditions_name_options_that_there_are(file: Table) -> None:
    known = {
        (criterion.key, option.key) for criterion in file.criteria for option in criterion.options
    }
    asked = [criterion.in_view for criterion in file.criteria if criterion.in_view]
    named = {
        (condition.criterion, option)
        for when in [*asked, *(rule.when for rule in file.rules)]
        for condition in when.conditions
        for option in condition.options
    }
    assert sorted(named - known) == []


def test_the_article_alone_raises_nothing_urgent(file: Table) -> None:
    kinds = {source.key: source.kind for source in file.sources}
    alone = [
        raised.key
        for raised in considerations(file)
        if raised.kind == "urgent"
        and {kinds[citation.source] for citation in raised.sources} == {"article"}
    ]
    assert alone == []

"""Checks of wording: verdicts and doses, in every text that clinicians read and in no other."""

from time import process_time

import pytest

from checklist.engine.checks import DEFAULT, WordLists
from tests.engine.sound import DEPTH, HELP, YEARS, findings, told

READ = {
    f"{DEPTH}.short": "criterion depth",
    f"{DEPTH}.question": "criterion depth",
    f"{DEPTH}.help": "criterion depth",
    f"{HELP}.options[1].label": "option help.no",
    f"{YEARS}.text": "consideration length.years.1",
    "rules[1].consideration.text": "consideration rule-alone",
}
"""Every sort of text that is judged, and its place."""

SECONDS = 5
"""What no text may take, on the slowest of machines."""


@pytest.mark.parametrize(("path", "place"), READ.items())
def test_verdicts_and_doses_are_found_in_whatever_is_read(path: str, place: str) -> None:
    assert told({path: "Is eligible for 5 mg."}) == [
        f"error verdict @ {place} @ {path}",
        f"error dose @ {place} @ {path}",
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("title", "introduction", "limits[0]", "sources[0].title", "sources[1].verified_with"),
        *("sections[0].title", "context[0].text", "differences[0].says"),
        f"{DEPTH}.sources[0].locator",
    ],
)
def test_what_sources_and_the_frame_say_is_not_judged(path: str) -> None:
    assert told({path: "Who is eligible for Spravato 28 mg"}) == []


@pytest.mark.parametrize(
    "term",
    [
        *("Eligible", "not eligible", "ELIGIBLE.", "ineligible"),
        *("Prescribe it", "approved  for", "safe to start", "“safe\u00a0to”"),
        *("We recommend treatment", "no concerns", "no-one: prescribes"),
    ],
)
def test_a_verdict_is_an_error(term: str) -> None:
    (found,) = findings({f"{HELP}.help": f"Well, {term}"})
    assert (found.level, found.code, found.path) == ("error", "verdict", f"{HELP}.help")


@pytest.mark.parametrize(
    "text",
    [
        *("eligibility", "prescription monitoring", "taken as prescribed", "unsafe to"),
        *("safe together", "approved forms", "some concerns", "no concern"),
        *("recommend treatments", "casino concerns"),
    ],
)
def test_words_that_only_look_like_a_verdict_are_in_order(text: str) -> None:
    assert told({f"{HELP}.help": text}) == []


@pytest.mark.parametrize(
    "dose",
    [
        *("0.5 mg/kg", "56mg", "50-mg", "100 mcg"),
        *("20 µg", "20 μg", "20 ug", "2 g"),
        *("5 ml", "400 IU", "50–100 mg", "½ mg"),
        *("10 Milligrams", "5 mcg/kg/min", "5 mg/day", "\u0665 mg"),
        *("50 mg/ml", "1,000 iu"),
    ],
)
def test_a_dose_is_an_error(dose: str) -> None:
    (found,) = findings({f"{HELP}.help": f"About {dose}, say."})
    assert (found.level, found.code, found.path) == ("error", "dose", f"{HELP}.help")


@pytest.mark.parametrize(
    "text",
    [
        *("140/90 mmHg", "2 hours", "from age 65", "4 weeks"),
        *("15 minutes", "3 grapes", "some mg", "mg 5"),
        *("30 ml/min", "126 mg/dl", "80 IU/L", "400 ng/mL"),
        *("14 units a week", "70 kg", "G 5"),
    ],
)
def test_other_numbers_are_in_order(text: str) -> None:
    assert told({f"{HELP}.help": text}) == []


def test_a_term_is_quoted_as_it_stands_and_once_for_each_text() -> None:
    found = findings({f"{HELP}.help": "Safe To go, safe to stay, Safe To go; 5 mg and 5 mg."})
    assert [each.message for each in found] == [
        "“Safe To” sounds like a decision.",
        "“safe to” sounds like a decision.",
        "“5 mg” reads as a dose.",
    ]


@pytest.mark.parametrize(
    "dose",
    [
        *("20 drops", "0.5 mg", "1,000 IU", "1/2 mg"),
        *("1,234.5 mg", "56mg", "100-mg"),
    ],
)
def test_a_dose_is_quoted_with_its_whole_number(dose: str) -> None:
    more = DEFAULT.with_more(dose_units=("drops",))
    (found,) = findings({f"{HELP}.help": f"In 2025, 3. Then {dose}, say."}, more)
    assert found.message == f"“{dose}” reads as a dose."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        *(("½ mg", "1\u20442 mg"), (".5 mg", "5 mg"), ("1..25 mg", "25 mg")),
        *(("50–100 mg", "100 mg"), ("3, 50 mg", "50 mg"), ("5 mg/10 ml", "5 mg")),
    ],
)
def test_what_stands_beside_the_number_is_not_quoted(text: str, quoted: str) -> None:
    first, *_ = findings({f"{HELP}.help": f"About {text}."})
    assert first.message == f"“{quoted}” reads as a dose."


def test_a_number_that_ends_a_sentence_is_no_dose_of_what_begins_the_next() -> None:
    assert told({f"{HELP}.help": "Not before 65. Grams of it, 3, ml of it."}) == []


def test_a_text_that_is_one_long_number_is_looked_through_at_once() -> None:
    """Each takes milliseconds; tried anew at each digit, one takes half a minute."""
    begun = process_time()
    for number in ("1" * 50_000, "1." * 50_000, "1 " * 50_000):
        assert list(DEFAULT.doses_in(number)) == []
    assert process_time() - begun < SECONDS


def test_editors_add_words_of_their_own() -> None:
    more = DEFAULT.with_more(verdicts=("go ahead", "(yes)"), dose_units=("puffs", "gtt."))
    texts = {
        f"{HELP}.help": "Then go ahead with 2 puffs.",
        f"{DEPTH}.help": "Say (yes) to 3 gtt. or 5 mg.",
    }
    assert [each.message for each in findings(texts, more)] == [
        "“(yes)” sounds like a decision.",
        "“3 gtt.” reads as a dose.",
        "“5 mg” reads as a dose.",
        "“go ahead” sounds like a decision.",
        "“2 puffs” reads as a dose.",
    ]
    assert [each.message for each in findings(texts)] == ["“5 mg” reads as a dose."]


@pytest.mark.parametrize("nothing", [(), ("",), (" ", "\t")])
def test_an_empty_word_is_found_nowhere(nothing: tuple[str, ...]) -> None:
    assert told({f"{HELP}.help": "Eligible for 5 mg."}, WordLists(nothing, nothing)) == []

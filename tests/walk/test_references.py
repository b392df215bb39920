"""The short reference: drawn by chance, read in any case, free of look-alikes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.ui.references import ALPHABET
from checklist.walk.references import (
    ReferenceConverter,
    new_reference,
    read_reference,
)

REFERENCE = st.text(ALPHABET, min_size=8, max_size=8).map(lambda drawn: f"{drawn[:4]}-{drawn[4:]}")


def test_no_two_characters_look_alike() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert set(ALPHABET).isdisjoint("O0I1")


def test_references_are_drawn_in_the_written_form_and_hardly_ever_twice() -> None:
    drawn = [new_reference() for _ in range(1000)]
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", each) for each in drawn)
    assert len(set(drawn)) == 1000


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("K7RW-4MTD", "K7RW-4MTD"),
        ("k7rw-4mtd", "K7RW-4MTD"),
        ("K7RW4MTD", "K7RW-4MTD"),
        ("  k7rw 4mtd\n", "K7RW-4MTD"),
        ("K-7-R-W-4-M-T-D", "K7RW-4MTD"),
        ("", None),
        ("K7RW", None),
        ("K7RW-4MTDX", None),
        ("K7RO-4MTD", None),
        ("K7R1-4MTD", None),
        ("K7RW–4MTD", None),
        ("K7RW-4MT\x00", None),
        ("\u017f7RW-4MTD", "S7RW-4MTD"),
        ("K" * 10_000, None),
    ],
)
def test_what_somebody_typed_is_read_or_is_none(typed: str, read: str | None) -> None:
    assert read_reference(typed) == read


@given(REFERENCE)
def test_every_reference_is_read_in_any_case_and_with_or_without_its_hyphen(reference: str) -> None:
    typed = [reference, reference.lower(), reference.replace("-", ""), f" {reference.title()} "]
    assert {read_reference(each) for each in typed} == {reference}


@given(REFERENCE)
def test_every_reference_stands_in_an_address_in_any_case(reference: str) -> None:
    converter = ReferenceConverter()
    for written in (reference, reference.lower()):
        assert re.fullmatch(converter.regex, written)
        assert converter.to_python(written) == reference
    assert converter.to_url(reference) == reference


@given(st.text(max_size=20))
def test_nothing_else_is_ever_read_as_one(typed: str) -> None:
    read = read_reference(typed)
    assert read is None or re.fullmatch(ReferenceConverter.regex, read)

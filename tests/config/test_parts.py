"""What keeps `make test` from having passed."""

from pathlib import Path

import pytest

from tests.parts import Outcome, Tally, complaints, judge, read_tally, summary


@pytest.mark.parametrize(
    ("part", "code", "tally", "complaint"),
    [
        ("check", 0, Tally(), ""),
        ("check", 2, Tally(), "FAILED"),
        ("quick", 0, Tally(3), ""),
        ("quick", 1, Tally(3, failed=1), "FAILED"),
        ("quick", 0, Tally(), "FAILED: it ran no test"),
        ("browser", 0, Tally(3, skipped=1), "FAILED: 1 tests were skipped"),
    ],
)
def test_a_part_passes_only_if_it_proved_something(
    part: str, code: int, tally: Tally, complaint: str
) -> None:
    assert judge(part, code, tally) == complaint


def test_the_report_of_a_part_is_read(tmp_path: Path) -> None:
    one, other = tmp_path / "quick-one.xml", tmp_path / "quick-other.xml"
    one.write_text(
        '<testsuites><testsuite tests="9" failures="1" errors="2" skipped="3"/></testsuites>',
        encoding="utf-8",
    )
    other.write_text(
        '<testsuites><testsuite tests="4" failures="0" errors="1" skipped="0"/></testsuites>',
        encoding="utf-8",
    )
    assert read_tally([one]) == Tally(9, 3, 3)
    assert read_tally([one, other]) == Tally(13, 4, 3)
    assert read_tally([]) == Tally()


def test_both_databases_must_see_the_same_tests() -> None:
    outcomes = [Outcome("sqlite", 1, Tally(9), ""), Outcome("postgres", 1, Tally(8), "")]
    assert complaints(outcomes) == ["SQLite and PostgreSQL did not run the same tests"]


def test_the_summary_has_a_line_a_part_and_the_count() -> None:
    outcomes = [
        Outcome("check", 4.4, Tally(), ""),
        Outcome("quick", 2.6, Tally(12, failed=2), "FAILED"),
    ]
    assert (
        summary(outcomes)
        == """
== summary ==
check                        4 s   passed
quick          12 tests      3 s   FAILED
quick: FAILED

10 passed, 2 failed"""
    )

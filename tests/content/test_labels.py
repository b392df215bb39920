"""What the next version is proposed to be called."""

import pytest

from checklist.content.labels import next_label


@pytest.mark.parametrize(
    ("label", "taken", "expected"),
    [
        ("1.0", {"1.0"}, "1.1"),
        ("1.0", {"1.0", "1.1", "1.2"}, "1.3"),
        ("1.9", {"1.9"}, "1.10"),
        ("2026-03", {"2026-03"}, "2026-04"),
        ("7", {"7"}, "8"),
        ("pilot", {"pilot"}, "pilot.1"),
        ("pilot", {"pilot", "pilot.1"}, "pilot.2"),
        ("", set(), "1.0"),
        ("", {"1.0"}, "1.1"),
        ("a" * 20, {"a" * 20}, ""),
        ("9" * 20, {"9" * 20}, ""),
    ],
)
def test_the_next_label_counts_on_past_what_is_taken(
    label: str, taken: set[str], expected: str
) -> None:
    assert next_label(label, taken) == expected

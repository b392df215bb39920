"""How many answers stand how to the reference."""

import pytest

from checklist.engine.comparison import Agreement
from checklist.practice.counts import Counts


def test_agreements_are_counted_each_for_itself() -> None:
    agrees, acceptable, differs, unsafe = Agreement
    found = Counts.of([differs, agrees, unsafe, agrees, acceptable, agrees])
    assert found == Counts(agrees=3, acceptable=1, differs=1, unsafe=1)
    assert (found.right, found.asked) == (4, 6)
    assert Counts.of([]) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "percent"),
    [
        (Counts(20, 4, 0, 0), 100),
        (Counts(999, 0, 1, 0), 99),
        (Counts(1, 1, 0, 1), 66),
        (Counts(0, 0, 2, 1), 0),
        (Counts(0, 0, 0, 0), 0),
    ],
)
def test_a_hundred_per_cent_are_all_answers_and_no_fewer(counts: Counts, percent: int) -> None:
    assert counts.percent == percent

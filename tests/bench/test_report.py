"""What the benchmark prints of what it measured."""

from bench.report import effect, instructions, table, targets
from bench.rounds import Result, Run


def result(name: str, *times: float) -> Result:
    """A case that was so many times as good as the bare page, round after round."""
    runs = [Run(100 * each, 4, 9, 1 / each, 0.1, 0.2) for each in times]
    return Result(name, 20_000, 5_000, runs, list(times), list(times))


def test_a_target_is_reached_or_not_by_the_median_of_the_rounds() -> None:
    results = {
        each.name: each
        for each in (
            result("bare", 1, 1, 1),
            result("section", 9, 1.3, 1.2),
            result("save", 0.8, 0.8, 2),
            result("results", 1.2, 1.2, 1.2),
            result("list", 0.1, 0.6, 0.6),
            result("wizard", 1, 0.3, 0.4),
        )
    }
    lines = targets("sqlite", results).splitlines()[1:]
    assert [" ".join(line.split()) for line in lines] == [
        "(b) section (a) bare page 1.2 1.30 1.30 reached",
        "(b) section (e) wizard step 4.0 4.33 4.33 reached",
        "(c) section saved (a) bare page 0.9 0.80 0.80 NOT REACHED",
        "(d) results (a) bare page 1.2 1.20 1.20 reached",
        "list of 50 (a) bare page 0.6 0.60 0.60 reached",
    ]


def test_one_of_the_two_measures_below_the_target_is_not_enough() -> None:
    section = result("section", 1.5)
    section.times_cpu = [0.9]
    found = targets("postgresql", {"bare": result("bare", 1), "section": section, "save": section})
    assert found.count("NOT REACHED") == 1
    assert "1.50  0.90  NOT REACHED" in found


def test_a_wizard_that_is_not_installed_was_not_measured() -> None:
    ours = {name: result(name, 2) for name in ("bare", "section", "save", "results", "list")}
    (line,) = (line for line in targets("sqlite", ours).splitlines() if "wizard" in line)
    assert line.endswith("not measured")


def test_the_table_holds_a_line_a_case_and_medians() -> None:
    results = {"bare": result("bare", 1, 1, 1), "section": result("section", 9, 1.5, 1)}
    lines = [" ".join(line.split()) for line in table(results, {"section": 3}).splitlines()]
    assert lines[1:3] == [
        "(a) bare page 100 4.0 9.0 1.00 0 20000 5000 1.00 1.00",
        "(b) section 150 4.0 9.0 0.67 3 20000 5000 1.50 1.50",
    ]


def test_half_the_instructions_of_the_bare_page_are_twice_as_good() -> None:
    lines = instructions({"section": 6e6, "bare": 12e6}).splitlines()
    assert [line.split()[-2:] for line in lines[1:]] == [["12.00", "1.00"], ["6.00", "2.00"]]


def test_the_effect_of_a_draft_is_quick_enough_up_to_two_seconds() -> None:
    assert effect(2.0).endswith("2.00 s; at most 2 s: reached.")
    assert effect(2.1).endswith("2.10 s; at most 2 s: NOT REACHED.")

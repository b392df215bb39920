"""docs/editing-checks.md and the list of checks say the same, and name fields that there are."""

import re
from typing import Any

from checklist.engine import parts
from checklist.engine.checks import CHECKS
from checklist.engine.checks.enumeration import BOUND
from checklist.engine.checks.structure import MANY, TOO_MANY
from checklist.engine.definition import Definition, Rule, Section
from checklist.engine.kinds import AnswerOption, ChoiceCriterion
from config.checks_page import BESIDE, PAGE, checks_page

MODELS: dict[str, Any] = {
    "checklist": Definition,
    "section": Section,
    "criterion": ChoiceCriterion,
    "option": AnswerOption,
    "consideration": parts.Consideration,
    "rule": Rule,
    "when": parts.When,
    "condition": parts.Condition,
    "source": parts.Source,
    "citation": parts.Citation,
    "context line": parts.ContextLine,
    "difference": parts.Difference,
    "pair": parts.Pair,
}


def test_the_page_is_what_make_docs_would_write() -> None:
    assert PAGE.read_text(encoding="utf-8") == checks_page()


def test_every_check_reads_fields_that_there_are() -> None:
    read = [
        (check.code, *field.split("."))
        for check in CHECKS.values()
        for field in set(check.reads) - {"every field", "every text"}
    ]
    assert [each for each in read if each[2] not in MODELS[each[1]].model_fields] == []
    assert [code for code, check in CHECKS.items() if not check.reads] == []


def test_every_check_has_a_name_a_line_about_it_and_a_hint() -> None:
    assert [code for code in CHECKS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)] == []
    texts = [text for check in CHECKS.values() for text in (check.about, check.hint)]
    assert [text for text in texts if not re.fullmatch(r"[A-Z“][^\n|]*\.", text)] == []


def test_the_numbers_that_are_told_are_those_that_hold() -> None:
    assert f"more than {BOUND:,} ways" in CHECKS["not-decided"].about
    assert f"up to {BOUND:,} ways" in checks_page()
    assert f"more than {MANY} criteria" in CHECKS["crowded-section"].about
    assert f"at most {TOO_MANY}." in CHECKS["crowded-section"].about
    assert f"more than {TOO_MANY} criteria" in CHECKS["overcrowded-section"].about


def test_each_of_33_rules_of_surveyjs_is_found_or_said_not_to_apply() -> None:
    assert len({rule for rule, _, _ in BESIDE}) == len(BESIDE) == 33
    for _, codes, note in BESIDE:
        assert set(codes) <= set(CHECKS)
        assert codes or note

"""A draft's rows, in the shape of a Definition. Only this room knows of them.

Rows exist while a version is a draft: publishing compiles them and lets them go. They hold what an
editor has so far, so a key may be missing, stand twice or be malformed, and a text may be too
long; publishing tells. What another row points at cannot be deleted under it (RESTRICT): a
condition that lost its option in silence would change what clinicians are asked.

    Draft -- Limit, Source, Difference, Pair
          -- Section -- Criterion -- Condition (in view), Citation
                                  -- AnswerOption -- Consideration -- Citation
          -- Rule -- Condition, Consideration
          -- ContextLine -- Citation
"""

from checklist.content.models.rows.asked import (
    AnswerOption,
    Condition,
    ConditionOption,
    Criterion,
    Section,
)
from checklist.content.models.rows.base import Draft, DraftRow, Parent, Row, draft_of
from checklist.content.models.rows.cited import (
    Citation,
    ContextLine,
    Difference,
    Limit,
    Pair,
    Source,
)
from checklist.content.models.rows.raised import Consideration, Rule

ROW_MODELS: tuple[type[Draft | Row], ...] = (
    Draft,
    Limit,
    Source,
    Section,
    Criterion,
    AnswerOption,
    Rule,
    Consideration,
    Condition,
    ConditionOption,
    ContextLine,
    Citation,
    Difference,
    Pair,
)
"""All models of rows, in an order in which they can be stored."""

__all__ = [
    "ROW_MODELS",
    "AnswerOption",
    "Citation",
    "Condition",
    "ConditionOption",
    "Consideration",
    "ContextLine",
    "Criterion",
    "Difference",
    "Draft",
    "DraftRow",
    "Limit",
    "Pair",
    "Parent",
    "Row",
    "Rule",
    "Section",
    "Source",
    "draft_of",
]

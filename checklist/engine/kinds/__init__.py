"""The kinds of criterion. A further kind is one more module here and its name in the union below."""

from checklist.engine.kinds.choice import AnswerOption, ChoiceCriterion

AnyCriterion = ChoiceCriterion
"""Every kind of criterion; with a second one, a union told apart by the field ``kind``."""

__all__ = ["AnswerOption", "AnyCriterion", "ChoiceCriterion"]

"""The kinds of criterion. A further kind is one more module, named in both lists below."""

from checklist.engine.kinds.choice import AnswerOption, ChoiceCriterion

AnyCriterion = ChoiceCriterion
"""Every kind of criterion; with a second one, a union told apart by the field ``kind``."""

KIND_NAMES = frozenset({"choice"})
"""What the field ``kind`` may say. No field of a definition is called so."""

__all__ = ["KIND_NAMES", "AnswerOption", "AnyCriterion", "ChoiceCriterion"]

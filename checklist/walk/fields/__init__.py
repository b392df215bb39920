"""The form field of each kind of criterion; a module a kind, as in ``engine.kinds``."""

from django import forms

from checklist.engine.kinds import AnyCriterion
from checklist.walk.fields.choice import answer_field

__all__ = ["field_for"]


def field_for(criterion: AnyCriterion) -> forms.Field:
    """The form field in which a criterion is answered."""
    return answer_field(criterion)

"""The tables of practice: cases and their editions, attempts, cohorts."""

from checklist.practice.models.attempts import Attempt, AttemptEvent, Card, Comment
from checklist.practice.models.cases import Case, Edition, ReferenceAnswer
from checklist.practice.models.cohorts import Cohort
from checklist.practice.models.expectations import NewExpectation

__all__ = [
    "Attempt",
    "AttemptEvent",
    "Card",
    "Case",
    "Cohort",
    "Comment",
    "Edition",
    "NewExpectation",
    "ReferenceAnswer",
]

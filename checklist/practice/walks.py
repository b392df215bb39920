"""The walk of an attempt: the pages of the walk itself, for an invented case."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from django.urls import reverse
from django.utils.functional import cached_property

from checklist.accounts.models import User
from checklist.engine.cases import Case
from checklist.practice import actions
from checklist.practice.models import Attempt
from checklist.walk import saving
from checklist.walk.models import Given
from checklist.walk.steps import Step
from checklist.walk.walks import Walk


class AttemptWalk(Walk):
    """The walk of one attempt."""

    alarm = "practice/alarm.html"

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt)
        self.attempt = attempt

    @cached_property
    def case(self) -> Case:
        """The case as it was when the attempt began."""
        return self.attempt.edition.says

    def save(
        self, changes: Mapping[str, Given], *, revision: int, actor: User | None, now: datetime
    ) -> Self:
        """Save what was given for some criteria, and return the walk as it then stands."""
        saved = actions.save_section(
            attempt=self.attempt, revision=revision, changes=changes, actor=actor, now=now
        )
        return self.of(saved)

    def complete(self, *, revision: int, own_view: str, actor: User | None, now: datetime) -> None:
        """Submit it; the button pressed twice is no fault. A case asks for no view of one's own."""
        try:
            actions.submit(attempt=self.attempt, revision=revision, actor=actor, now=now)
        except saving.AlreadyCompleted:
            self.attempt.refresh_from_db(fields=["revision"])
            if self.attempt.revision != revision:
                raise

    def answers_at(self, revision: int) -> dict[str, Given]:
        """The answers as they stood at a revision."""
        return saving.answers_at(self.attempt, revision)

    @property
    def is_completed(self) -> bool:
        """Whether it is submitted, and can only be read."""
        return self.attempt.is_completed

    @property
    def shows_sections(self) -> bool:
        """Whether feedback comes after each section."""
        return self.attempt.feedback == Attempt.Feedback.BY_SECTION

    def is_seen(self, section: str) -> bool:
        """Whether feedback on a section was shown, so that its answers are closed."""
        return section in self.attempt.seen

    @property
    def first_unfinished(self) -> Step | None:
        """The first section that is open and has a criterion left unanswered."""
        open_ones = (step for step in self.steps if not self.is_seen(step.section.key))
        return next((step for step in open_ones if step.unanswered), None)

    @property
    def code(self) -> str:
        """The attempt's reference."""
        return self.attempt.code

    @cached_property
    def url(self) -> str:
        """Where the attempt is."""
        return reverse("practice:attempt", args=[self.attempt.code])

    @property
    def results_url(self) -> str:
        """Where feedback is, once it is submitted."""
        return reverse("practice:feedback", args=[self.attempt.code])

    @property
    def leave_url(self) -> str:
        """The cases."""
        return reverse("practice:home")

    def section_feedback_url(self, section: str) -> str:
        """Where feedback on a section is, once it was asked for."""
        return reverse("practice:section-told", args=[self.attempt.code, section])

"""A walk: what the pages know of whatever is being answered.

The pages never ask whether they show an assessment, a trainee's attempt or an editor's preview.
They ask a Walk for its definition and answers, what is in view, and where to go; they save and
complete through it.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import NamedTuple, Self

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of, definition_with, published_version
from checklist.content.withdrawn import NONE, Withdrawn, withdrawn_from
from checklist.engine.definition import Definition, Section
from checklist.engine.parts import Kind
from checklist.engine.summary import Raised, Summary, summarise
from checklist.walk import actions, saving
from checklist.walk.gist import Gist, criteria_of, gist
from checklist.walk.models import Answered, Assessment, Given
from checklist.walk.steps import Step

REVIEW = "review"
"""Where a walk goes after its last section; no section can have this key."""


URGENT = "urgent"
"""The place of the urgent notice in a page, and what ``new`` names when it has just come up."""


class Sheet(NamedTuple):
    """A definition in a language: pieces of pages are kept by what they say."""

    digest: str
    language: str | None

    @property
    def definition(self) -> Definition:
        """The definition."""
        return definition_with(self.digest)


class Amendments(NamedTuple):
    """References around an assessment, each empty where there is none.

    ``amends`` is the assessment that it amends, ``amended_by`` the latest one that amends it;
    ``is_amended`` tells whether that one is completed. Until then this one is still the latest.
    """

    amends: str = ""
    amended_by: str = ""
    is_amended: bool = False

    @classmethod
    def of(cls, assessment: Assessment) -> "Amendments":
        """Those around an assessment, as ``with_amendments`` found them."""
        status = getattr(assessment, "amended_by_status", None)
        return cls(
            amends=getattr(assessment, "amends_code", None) or "",
            amended_by=getattr(assessment, "amended_by_code", None) or "",
            is_amended=status == Assessment.Status.COMPLETED,
        )


class Newer(NamedTuple):
    """What has come after a walk, each empty where there is nothing.

    ``label`` is that of the version in use, where the walk is on an older one; ``carried_by`` the
    reference of the assessment to which its answers were carried over.
    """

    label: str = ""
    carried_by: str = ""


class Walk(ABC):
    """An answered document and its definition; a kind of document says where its pages are."""

    alarm = "walk/alarm.html"
    """The template of the notice of what is urgent."""

    def __init__(self, answered: Answered) -> None:
        self.answered = answered

    def of(self, answered: Answered) -> Self:
        """The walk of the same document in another state."""
        return type(self)(answered)

    def with_answers(self, answers: Mapping[str, Given]) -> Self:
        """The same walk as it would be with these answers. Nothing is stored."""
        answered = copy(self.answered)
        answered.answers = dict(answers)
        return self.of(answered)

    @abstractmethod
    def save(
        self, changes: Mapping[str, Given], *, revision: int, actor: User | None, now: datetime
    ) -> Self:
        """Save what was given for some criteria, and return the walk as it then stands.

        Raises StaleRevision when another save came between, AlreadyCompleted when it is closed.
        """

    @abstractmethod
    def complete(self, *, revision: int, own_view: str, actor: User | None, now: datetime) -> None:
        """Close it for good; the same once more is no fault.

        Raises StaleRevision when the answers are no longer those that the person reviewed, and
        AlreadyCompleted for what would change what is closed.
        """

    @abstractmethod
    def answers_at(self, revision: int) -> dict[str, Given]:
        """The answers as they stood at a revision."""

    @property
    @abstractmethod
    def is_completed(self) -> bool:
        """Whether it is closed, and can only be read."""

    @cached_property
    def version(self) -> ChecklistVersion:
        """The version that this walk began with, never the current one."""
        if Assessment.version.is_cached(self.answered):
            return self.answered.version
        return published_version(self.answered.version_id)

    @cached_property
    def definition(self) -> Definition:
        """What that version says."""
        return definition_of(self.version)

    @cached_property
    def sheet(self) -> Sheet:
        """What its pages say, for the pieces of them that are kept."""
        return Sheet(self.version.digest, get_language())

    @cached_property
    def choices(self) -> dict[str, str]:
        """The answers given, also those out of view."""
        return self.answered.choices

    @cached_property
    def comments(self) -> dict[str, str]:
        """The comments given, also those out of view."""
        return self.answered.comments

    @cached_property
    def _gist(self) -> Gist:
        return gist(self.version.digest, tuple(self.choices.items()))

    @property
    def in_view(self) -> tuple[str, ...]:
        """The criteria in view."""
        return self._gist.in_view

    @property
    def counted(self) -> Mapping[str, str]:
        """The answers that count: those to criteria in view."""
        return self._gist.counted

    @cached_property
    def summary(self) -> Summary:
        """What the answers bring up."""
        return summarise(self.definition, self.choices)

    @cached_property
    def urgent(self) -> tuple[Raised, ...]:
        """The urgent considerations that the answers raise."""
        return self._gist.urgent

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """What of its version no longer holds, by the consideration's key."""
        version = self.answered.version_id
        # What is stored nowhere, as a version in a test, has nothing withdrawn.
        if version is None:
            return NONE
        return withdrawn_from(version, self.answered.number_withdrawn)

    @cached_property
    def urgent_criteria(self) -> frozenset[str]:
        """The criteria whose answers raise them."""
        return criteria_of(self.urgent)

    @property
    @abstractmethod
    def code(self) -> str:
        """The document's reference."""

    @property
    @abstractmethod
    def url(self) -> str:
        """Its own address, below which its pages are."""

    @property
    def is_guests(self) -> bool:
        """Whether it is gone tomorrow, because a guest walks it."""
        return False

    @property
    def amends(self) -> str:
        """The reference of what it takes the place of, empty where it does not."""
        return ""

    @property
    def amends_url(self) -> str:
        """Where that can be read, likewise."""
        return ""

    @property
    @abstractmethod
    def leave_url(self) -> str:
        """Where whoever leaves it is led."""

    @property
    def results_url(self) -> str:
        """Where it is read once it is completed."""
        return f"{self.url}results/"

    @property
    def newer(self) -> Newer:
        """What has come after it."""
        return Newer()

    def section_url(self, key: str) -> str:
        """Where a section is answered, or (``REVIEW``) the answers are reviewed."""
        return f"{self.url}{key}/"

    def next_url(self, key: str) -> str:
        """Where the walk goes on after a section: to the next one, or to review."""
        following = self.section_after(key)
        return self.section_url(following.key if following else REVIEW)

    def criterion_url(self, key: str) -> str:
        """Where a criterion is answered."""
        return f"{self.section_url(self.definition.section_of[key].key)}#{key}"

    def section_after(self, key: str) -> Section | None:
        """The section that follows, if there is one."""
        sections = self.definition.sections
        position = sections.index(self.definition.section_by_key[key])
        return sections[position + 1] if position + 1 < len(sections) else None

    def section_before(self, key: str) -> Section | None:
        """The section that comes before, if there is one."""
        sections = self.definition.sections
        position = sections.index(self.definition.section_by_key[key])
        return sections[position - 1] if position else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The sections and how far each has come."""
        return self._gist.steps

    @property
    def first_unfinished(self) -> Step | None:
        """The first section with a criterion left unanswered."""
        return next((step for step in self.steps if step.unanswered), None)

    @property
    def go_on_url(self) -> str:
        """Where to go on: to that section, or to review when everything is answered."""
        step = self.first_unfinished
        return self.section_url(step.section.key if step else REVIEW)

    @property
    def first_url(self) -> str:
        """Where the walk begins."""
        return self.section_url(self.definition.sections[0].key)


class AssessmentWalk(Walk):
    """The walk of an assessment, a clinician's or a guest's."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self.assessment = assessment

    def save(
        self, changes: Mapping[str, Given], *, revision: int, actor: User | None, now: datetime
    ) -> Self:
        """Save what was given for some criteria, and return the walk as it then stands."""
        saved = actions.save_section(
            assessment=self.assessment, revision=revision, changes=changes, actor=actor, now=now
        )
        return self.of(saved)

    def complete(self, *, revision: int, own_view: str, actor: User | None, now: datetime) -> None:
        """Store what the answers bring up, and close it for good."""
        assessment = self.assessment
        try:
            actions.complete(
                assessment=assessment, revision=revision, own_view=own_view, actor=actor, now=now
            )
        except saving.AlreadyCompleted:
            # The button pressed twice is no fault; anything else would change what is closed.
            assessment.refresh_from_db(fields=["revision", "own_view", "status"])
            if (assessment.revision, assessment.own_view) != (revision, own_view):
                raise

    def answers_at(self, revision: int) -> dict[str, Given]:
        """The answers as they stood at a revision."""
        return saving.answers_at(self.answered, revision)

    @property
    def is_completed(self) -> bool:
        """Whether it is closed, and can only be read or amended."""
        return self.assessment.is_completed

    @cached_property
    def summary(self) -> Summary:
        """What the answers bring up; once completed, what was stored then."""
        if self.assessment.is_completed:
            return Summary.model_validate_json(self.assessment.summary)
        return super().summary

    @cached_property
    def urgent(self) -> tuple[Raised, ...]:
        """What of it is urgent."""
        return self.summary.of_kind(Kind.URGENT) if self.assessment.is_completed else super().urgent

    @property
    def completed_at(self) -> datetime:
        """When it was completed. Raises LookupError while it is not."""
        if self.assessment.completed_at is None:
            raise LookupError(self.assessment.code)
        return self.assessment.completed_at

    @cached_property
    def amendments(self) -> Amendments:
        """What it amends and what amends it, as ``with_amendments`` found it."""
        return Amendments.of(self.assessment)

    @property
    def newer(self) -> Newer:
        """What has come after it, as ``with_newer`` found it, while it can still be answered."""
        if self.assessment.is_completed:
            return Newer()
        return Newer(
            label=getattr(self.assessment, "newer_label", None) or "",
            carried_by=getattr(self.assessment, "continued_by_code", None) or "",
        )

    @property
    def code(self) -> str:
        """The assessment's reference."""
        return self.assessment.code

    @property
    def is_guests(self) -> bool:
        """Whether it belongs to a guest's session."""
        return self.assessment.is_guests

    @property
    def amends(self) -> str:
        """The reference of the assessment that it amends."""
        if self.amendments.amends:
            return self.amendments.amends
        return self.assessment.amends.code if self.assessment.amends else ""

    @property
    def amends_url(self) -> str:
        """Where the results of that one are."""
        return reverse("walk:results", args=[self.amends]) if self.amends else ""

    @property
    def leave_url(self) -> str:
        """The list of mine."""
        return reverse("walk:assessments")

    @cached_property
    def url(self) -> str:
        """Where the assessment is."""
        return reverse("walk:assessment", args=[self.assessment.code])

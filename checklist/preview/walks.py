"""The walk of a draft: of an assessment that is never stored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.engine.definition import Definition
from checklist.preview.addresses import packed
from checklist.walk.models import Assessment, Given, merged
from checklist.walk.walks import AssessmentWalk


def started(version: ChecklistVersion, choices: Mapping[str, str], now: datetime) -> "PreviewWalk":
    """The walk of a version that is as if published, as if saved and completed now."""
    answers = {key: {"option": option} for key, option in choices.items()}
    document = Assessment(code=_("PREVIEW"), version=version, answers=answers)
    # Nothing is withdrawn from what was never published.
    document.number_withdrawn = 0
    document.started_at = document.saved_at = document.completed_at = now
    return PreviewWalk(document)


def still_offered(definition: Definition, choices: Mapping[str, str]) -> dict[str, str]:
    """Those of the answers that the draft offers still, which may have changed since."""
    criteria = definition.criteria
    return {
        key: option
        for key, option in choices.items()
        if key in criteria and criteria[key].accepts(option)
    }


class PreviewWalk(AssessmentWalk):
    """The walk of an assessment that is never stored: its address holds its answers."""

    def save(
        self, changes: Mapping[str, Given], *, revision: int, actor: User | None, now: datetime
    ) -> Self:
        """The walk with these answers, at another address."""
        return self.with_answers(merged(self.answered.answers, changes))

    def complete(self, *, revision: int, own_view: str, actor: User | None, now: datetime) -> None:
        """There is nothing to close: the results are those of the answers in the address."""

    @property
    def is_guests(self) -> bool:
        """An assessment without owner is a guest's, but this one is nobody's."""
        return False

    @property
    def leave_url(self) -> str:
        """The draft, where an editor works on it."""
        return reverse("admin:content_checklistversion_change", args=[self.version.pk])

    @cached_property
    def url(self) -> str:
        """Where the preview is with these answers."""
        return reverse("preview:walk", args=[self.version.pk, packed(self.choices)])

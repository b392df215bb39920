"""What a row of a draft may point at, in document order, and what a draft is behind."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet

from checklist.content.labels import next_label
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import AnswerOption, Criterion, Draft, Source

Choice = tuple[int | str, str]
Group = tuple[str, list[Choice]]


def sources_in(draft: Draft) -> QuerySet[Source]:
    """The draft's sources."""
    return Source.objects.filter(draft=draft)


def options_in(draft: Draft, *, other_than: Criterion | None = None) -> QuerySet[AnswerOption]:
    """The draft's answer options, but for those of one criterion."""
    options = AnswerOption.objects.filter(criterion__section__draft=draft)
    if other_than is not None:
        options = options.exclude(criterion=other_than)
    return options.select_related("criterion").order_by(
        "criterion__section__position",
        "criterion__section__pk",
        "criterion__position",
        "criterion__pk",
        "position",
        "pk",
    )


def as_choices(sources: Iterable[Source]) -> list[Choice]:
    """Choices of a form, with none chosen at first."""
    return [("", "---------"), *((source.pk, str(source)) for source in sources)]


def as_groups(options: Iterable[AnswerOption]) -> list[Group]:
    """Choices of a form, grouped by criterion; the options stand in document order."""
    return [
        (str(criterion), [(option.pk, str(option)) for option in group])
        for criterion, group in groupby(options, key=lambda option: option.criterion)
    ]


def newer_than(draft: ChecklistVersion, active: ChecklistVersion | None) -> ChecklistVersion | None:
    """The version in use, where it was published after the draft began: it is no part of that."""
    if not draft.is_draft or active is None or active.pk == draft.based_on_id:
        return None
    came_later = active.published_at is not None and active.published_at >= draft.created_at
    return active if came_later else None


def proposed_label(checklist_id: int, active: ChecklistVersion | None) -> str:
    """What the next draft might be called."""
    taken = ChecklistVersion.objects.filter(checklist=checklist_id).values_list("label", flat=True)
    return next_label(active.label if active else "", set(taken))

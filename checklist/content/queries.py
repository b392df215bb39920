"""What a row of a draft may point at; who worked on a draft, what it is behind; what was asked."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from simple_history.utils import get_history_manager_for_model

from checklist.accounts.models import User
from checklist.content.labels import next_label
from checklist.content.models import Checklist, ChecklistVersion, Suggestion
from checklist.content.models.rows import (
    ROW_MODELS,
    AnswerOption,
    ConditionOption,
    Criterion,
    Draft,
    Source,
)

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


def accepted_options() -> Prefetch[str]:
    """What conditions accept, and the criteria that they look at: one query for all of them."""
    return Prefetch("accepted", ConditionOption.objects.select_related("option__criterion"))


def as_choices(sources: Iterable[Source]) -> list[Choice]:
    """Choices of a form, with none chosen at first."""
    return [("", "---------"), *((source.pk, str(source)) for source in sources)]


def as_groups(options: Iterable[AnswerOption]) -> list[Group]:
    """Choices of a form, grouped by criterion; the options stand in document order."""
    return [
        (str(criterion), [(option.pk, str(option)) for option in group])
        for criterion, group in groupby(options, key=lambda option: option.criterion)
    ]


def last_author(draft: ChecklistVersion) -> int | None:
    """The key of the account that changed a row of the draft last, or else that began the draft."""
    newest = [
        change
        for model in ROW_MODELS
        for change in get_history_manager_for_model(model)
        .filter(version_id=draft.pk)
        .order_by("-history_date", "-history_id")
        .values_list("history_date", "history_user_id")[:1]
    ]
    return max(newest, key=itemgetter(0))[1] if newest else draft.created_by_id


def is_own_work(draft: ChecklistVersion, user: User) -> bool:
    """Whether somebody else has to publish the draft, because this person changed it last."""
    return settings.SECOND_PERSON and last_author(draft) == user.pk


def published_since(draft: ChecklistVersion) -> list[ChecklistVersion]:
    """The versions put in use since the one that the draft was started from, oldest first."""
    versions = draft.checklist.versions.published().light().select_related("published_by")
    start = draft.based_on
    since = versions.filter(published_at__gt=start.published_at) if start else versions
    return list(since.order_by("published_at", "pk"))


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


def open_suggestions(checklist: Checklist) -> dict[str, list[Suggestion]]:
    """The corrections asked for and not done yet, by the key of the criterion or consideration.

    They are those of all versions of the checklist, oldest first: keys are the same in each.
    """
    found: dict[str, list[Suggestion]] = {}
    asked = Suggestion.objects.filter(version__checklist=checklist, done_at=None)
    asked = asked.select_related("version__checklist", "by").defer("version__definition")
    for each in asked.order_by("pk"):
        found.setdefault(each.criterion or each.consideration, []).append(each)
    return found

"""What a row of a draft may point at, in document order; and the corrections asked for."""

from collections.abc import Iterable
from itertools import groupby

from django.db.models import QuerySet

from checklist.content.models import Checklist, Suggestion
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

"""Looking back in what happened to an assessment, and at what amends what."""

from collections.abc import Collection
from dataclasses import dataclass

from checklist.walk.models import Assessment, Event, Given


def answers_at(assessment: Assessment, revision: int) -> dict[str, Given]:
    """The answers as they stood at a revision, by taking back every later save.

    Nothing is known of a revision that has never been: it gives none.
    """
    if revision > assessment.revision:
        return {}
    answers: dict[str, Given] = dict(assessment.answers)
    later = Event.objects.filter(
        assessment=assessment, kind=Event.Kind.SAVED, revision__gt=revision
    ).order_by("-revision")
    for changes in later.values_list("changes", flat=True):
        for key, change in changes.items():
            if change["old"] is None:
                answers.pop(key, None)
            else:
                answers[key] = change["old"]
    return answers


@dataclass(frozen=True, slots=True)
class Amendments:
    """References around an assessment, each empty where there is none.

    ``amends`` is the assessment that it amends, ``amended_by`` the latest one that amends it;
    ``is_amended`` tells whether that one is completed. Until then this one is still the latest.
    """

    amends: str = ""
    amended_by: str = ""
    is_amended: bool = False


def amendments(assessments: Collection[Assessment]) -> dict[int, Amendments]:
    """For each of these assessments what it amends and what amends it, in two queries at most."""
    keys = [each.pk for each in assessments]
    later = Assessment.objects.filter(amends__in=keys).order_by("pk")
    latest = {
        amended: (code, status)
        for amended, code, status in later.values_list("amends_id", "code", "status")
    }
    amended = {each.amends_id for each in assessments if each.amends_id is not None}
    earlier = dict(Assessment.objects.filter(pk__in=amended).values_list("pk", "code"))
    return {each.pk: _around(each, earlier, latest) for each in assessments}


def _around(
    assessment: Assessment, earlier: dict[int, str], latest: dict[int, tuple[str, str]]
) -> Amendments:
    amended_by, status = latest.get(assessment.pk, ("", ""))
    return Amendments(
        amends=earlier.get(assessment.amends_id or 0, ""),
        amended_by=amended_by,
        is_amended=status == Assessment.Status.COMPLETED,
    )

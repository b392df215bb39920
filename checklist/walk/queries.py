"""Looking back in what happened to an assessment, and at what amends what."""

from collections.abc import Collection
from dataclasses import dataclass

from checklist.prepared import Prepared
from checklist.walk.models import Assessment, Event, Given, Reason


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


_later = Prepared(lambda of: Assessment.objects.filter(amends=of).order_by("pk"), of=-1)
_reasons = Prepared(lambda of: Reason.objects.filter(assessment=of).order_by("pk"), of=-1)


def reasons(assessment: Assessment) -> list[Reason]:
    """The reasons added beside its results, in the order in which they were added."""
    return _reasons(of=assessment.pk)


def amendments_of(assessment: Assessment) -> Amendments:
    """What one assessment amends and what amends it."""
    later = _later(of=assessment.pk)
    return Amendments(
        amends=assessment.amends.code if assessment.amends else "",
        amended_by=later[-1].code if later else "",
        is_amended=bool(later) and later[-1].is_completed,
    )


def amendments(assessments: Collection[Assessment]) -> dict[int, Amendments]:
    """For each of these assessments what it amends and what amends it, in two queries at most."""
    keys = [each.pk for each in assessments]
    later = Assessment.objects.filter(amends__in=keys).order_by("pk")
    latest = {
        amended: (code, status)
        for amended, code, status in later.values_list("amends_id", "code", "status")
    }
    amended = {each.amends_id for each in assessments if each.amends_id is not None}
    earlier = (
        dict(Assessment.objects.filter(pk__in=amended).values_list("pk", "code")) if amended else {}
    )
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

"""Looking back in what happened to an assessment."""

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


_reasons = Prepared(lambda of: Reason.objects.filter(assessment=of).order_by("pk"), of=-1)


def reasons(assessment: Assessment) -> list[Reason]:
    """The reasons added beside its results, in the order in which they were added."""
    return _reasons(of=assessment.pk)

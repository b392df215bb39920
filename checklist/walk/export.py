"""The results as data, in the form that other systems rely on."""

from datetime import UTC
from typing import Any

from checklist.walk.models import Assessment
from checklist.walk.walks import AssessmentWalk

AMENDED = "amended"
"""The status of a completed assessment that takes the place of an earlier one."""


def status_of(assessment: Assessment) -> str:
    """``in-progress``, ``completed``, or ``amended`` for a completed one that amends another."""
    if assessment.is_completed and assessment.amends_id is not None:
        return AMENDED
    return assessment.status


def results_data(walk: AssessmentWalk) -> dict[str, Any]:
    """The results of a completed assessment; answers out of view do not stand in them."""
    assessment, summary = walk.assessment, walk.summary
    return {
        "reference": assessment.code,
        "status": status_of(assessment),
        "checklist": {
            "slug": walk.version.checklist.slug,
            "version": walk.version.label,
            "digest": walk.version.digest,
            "language": walk.definition.language,
        },
        "completed_at": walk.completed_at.astimezone(UTC).isoformat(),
        "purpose": walk.definition.purpose,
        "considerations": [
            {
                "key": raised.key,
                "kind": raised.kind.value,
                "text": raised.text,
                "because": [because.model_dump() for because in raised.because],
                "rule": raised.rule,
                **_withdrawal(walk, raised.key),
                "sources": [
                    {"key": citation.source, "locator": citation.locator}
                    for citation in raised.sources
                ],
            }
            for raised in summary.considerations
        ],
        "missing": [missing.criterion for missing in summary.missing],
        "not_asked": list(summary.not_asked),
        "limits": list(summary.limits),
    }


def _withdrawal(walk: AssessmentWalk, key: str) -> dict[str, Any]:
    """What is said of a consideration that was withdrawn since, and nothing of any other."""
    withdrawn = walk.withdrawn.get(key)
    if withdrawn is None:
        return {}
    at = withdrawn.at.astimezone(UTC).isoformat()
    return {"withdrawn": {"reason": withdrawn.reason, "at": at}}

"""Walks of the small checklist that are stored nowhere, for what needs no database."""

from collections.abc import Mapping

from checklist.content.models import ChecklistVersion
from checklist.content.published import shelf
from checklist.engine import codec
from checklist.engine.definition import Definition
from checklist.walk.models import Assessment, Given
from checklist.walk.walks import AssessmentWalk
from tests.engine.small import small


def version_of(definition: Definition) -> ChecklistVersion:
    """A version that says this, which no database holds: it is found on the shelf alone."""
    text = codec.canonical_json(definition)
    version = ChecklistVersion(definition=text, digest=codec.digest_of(text))
    shelf.put(version.digest, definition)
    return version


def walk_of(
    answers: Mapping[str, str] | None = None,
    comments: Mapping[str, str] | None = None,
    *,
    definition: Definition | None = None,
) -> AssessmentWalk:
    """A walk with these answers and comments, under the reference TEST-WALK."""
    given: dict[str, Given] = {key: {"option": option} for key, option in (answers or {}).items()}
    for key, comment in (comments or {}).items():
        given.setdefault(key, {})["comment"] = comment
    version = version_of(definition or small())
    return AssessmentWalk(Assessment(code="TEST-WALK", version=version, answers=given))

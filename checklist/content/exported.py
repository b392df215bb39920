"""What a version says, as a file says it."""

from checklist.content.compile import compiled
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of


def exported(version: ChecklistVersion) -> Envelope:
    """A published version as it was published, or a draft as it is now.

    Raises InvalidDefinition with every reason why a draft makes no definition, and NoDraft where it
    is none any more.
    """
    definition = compiled(version) if version.is_draft else definition_of(version)
    return Envelope(version.checklist.slug, version.label, definition)

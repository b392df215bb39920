"""Why an act on a version may be refused: each reason is an exception, and nothing has changed."""

from checklist.content.blocking import Remark
from checklist.content.checking import Checked, told
from checklist.content.models import ChecklistVersion
from checklist.engine.problems import Problem


class BadLabel(ValueError):
    """No version label; the message says why."""


class LabelTaken(Exception):
    """The checklist has a version with this label already."""


class BadSlug(ValueError):
    """No name for a checklist; the message says why."""


class SlugTaken(Exception):
    """There is a checklist of this name already."""


class NoSuchChecklist(Exception):
    """There is no checklist with this slug."""


class NoActiveVersion(Exception):
    """The checklist has no version in use that a draft could start from."""


class NotADraft(Exception):
    """The version is no draft, or no longer: it was published or discarded in the meantime."""


class NotInUse(Exception):
    """The version is not in use, or no longer."""


class NotRetired(Exception):
    """The version is not an older one: it is in use, or was never published."""


class PublishedMeanwhile(Exception):
    """Another version is in use than the one expected: ``active``, or none any more."""

    def __init__(self, active: ChecklistVersion | None) -> None:
        super().__init__(str(active))
        self.active = active


class OwnWork(Exception):
    """Whoever changed the draft last may not publish it: a second person has to look at it."""


class Unexplained(Exception):
    """It is not said what changed, though a version was in use before this one."""


class InvalidDraft(Exception):
    """The draft's rows make no definition; ``problems`` holds every reason, in document order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Blocked(Exception):
    """Rooms above stand against publishing this content; ``remarks`` holds every reason."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        super().__init__("\n".join(str(remark) for remark in remarks))
        self.remarks = remarks


class ChangedContent(Exception):
    """The checklist has a version with this label and other content."""


class NoSuchConsideration(Exception):
    """The version has no consideration with this key."""


class NoReason(Exception):
    """A consideration is withdrawn for a reason, which is shown beside it."""


class AlreadyWithdrawn(Exception):
    """The consideration was withdrawn before."""


class BadReason(ValueError):
    """No reason for which a warning could be accepted; the message says why."""


class NoSuchWarning(Exception):
    """The check does not give this warning, or no longer: the draft has changed."""


class HeldByCheck(Exception):
    """Findings of the check stand against publishing; ``findings`` holds every one."""

    def __init__(self, findings: tuple[Checked, ...]) -> None:
        super().__init__("\n".join(told(each.finding) for each in findings))
        self.findings = findings

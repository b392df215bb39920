"""The only code that writes checklists and versions. Each act is one transaction.

What editors change in a draft's rows is saved by the forms of their admin pages, each within
``editing``, and so are the words to avoid; everything else that is written in this room is written
here.

    drafts      starting, editing, discarding
    checking    warnings of the check accepted
    publishing  a draft put in use
    lifecycle   a version retired, an older one put in use again, a consideration withdrawn
    loading     checklist files
    suggesting  corrections asked for by the people who use a checklist
"""

from checklist.content.actions.checking import (
    accept_warnings,
    refuse_held,
    take_back_acceptances,
)
from checklist.content.actions.drafts import (
    discard,
    editing,
    import_draft,
    put_back,
    start_checklist,
    start_draft,
    start_empty_draft,
)
from checklist.content.actions.lifecycle import reactivate, retire, withdraw, withdraw_everywhere
from checklist.content.actions.loading import Loaded, Outcome, load
from checklist.content.actions.publishing import publish
from checklist.content.actions.refusals import (
    AlreadyWithdrawn,
    BadLabel,
    BadReason,
    BadSlug,
    Blocked,
    ChangedContent,
    HeldByCheck,
    InvalidDraft,
    LabelTaken,
    NoActiveVersion,
    NoReason,
    NoSuchChecklist,
    NoSuchConsideration,
    NoSuchWarning,
    NotADraft,
    NotInUse,
    NotRetired,
    OwnWork,
    PublishedMeanwhile,
    SlugTaken,
    Unexplained,
)
from checklist.content.actions.suggesting import reopen, settle, suggest

__all__ = [
    "AlreadyWithdrawn",
    "BadLabel",
    "BadReason",
    "BadSlug",
    "Blocked",
    "ChangedContent",
    "HeldByCheck",
    "InvalidDraft",
    "LabelTaken",
    "Loaded",
    "NoActiveVersion",
    "NoReason",
    "NoSuchChecklist",
    "NoSuchConsideration",
    "NoSuchWarning",
    "NotADraft",
    "NotInUse",
    "NotRetired",
    "Outcome",
    "OwnWork",
    "PublishedMeanwhile",
    "SlugTaken",
    "Unexplained",
    "accept_warnings",
    "discard",
    "editing",
    "import_draft",
    "load",
    "publish",
    "put_back",
    "reactivate",
    "refuse_held",
    "reopen",
    "retire",
    "settle",
    "start_checklist",
    "start_draft",
    "start_empty_draft",
    "suggest",
    "take_back_acceptances",
    "withdraw",
    "withdraw_everywhere",
]

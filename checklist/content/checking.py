"""What the check says of a version, and what of it stands against publishing.

The checks are the engine's. Here they are given a version, the day and the words that editors have
added; and each warning is set beside its acceptance, where an editor has accepted it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from checklist.content import blocking as rooms_above
from checklist.content.blocking import Remark
from checklist.content.compile import examined, raw
from checklist.content.models import AcceptedWarning, ChecklistVersion, Term
from checklist.content.published import definition_of
from checklist.content.whole import WholeDraft
from checklist.content.withdrawn import withdrawn_texts
from checklist.engine.checks import DEFAULT, Finding, Level, WordLists, check, check_raw
from checklist.engine.definition import Definition
from checklist.engine.shape import read_shape

WITHDRAWN = "withdrawn"
"""The code of the one finding that needs more than the content itself to be known."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding, and its acceptance if it is a warning that was accepted."""

    finding: Finding
    acceptance: AcceptedWarning | None = None

    @property
    def is_warning(self) -> bool:
        """Whether it can be accepted."""
        return self.finding.level is Level.WARNING

    @property
    def blocks(self) -> bool:
        """Whether it stands against publishing."""
        return self.finding.level is Level.ERROR or (self.is_warning and self.acceptance is None)

    @property
    def mark(self) -> str:
        """The mark of the finding."""
        return mark_of(self.finding)


def mark_of(finding: Finding) -> str:
    """A finding's identity in one word: its code, its place and its fingerprint.

    It is stored with an acceptance, for two findings may have judged the same text.
    """
    return hashlib.sha256(json.dumps(finding.identity).encode()).hexdigest()


def checked(version: ChecklistVersion, *, today: date) -> tuple[Checked, ...]:
    """Every finding in a version, errors first: in a draft's rows, or in what was published.

    Raises Draft.DoesNotExist for a draft that is gone.
    """
    if version.is_draft:
        return checked_rows(WholeDraft.of(version.pk), today=today)
    findings = check(definition_of(version), today=today.isoformat(), words=word_lists())
    return _with_acceptances(version.pk, findings)


def checked_rows(whole: WholeDraft, *, today: date) -> tuple[Checked, ...]:
    """Every finding in the rows of a draft."""
    draft, data = whole.draft, raw(whole)
    findings = check_raw(data, today=today.isoformat(), words=word_lists())
    definition, _problems = read_shape(data)
    gone = _withdrawn(definition, draft.version.checklist_id) if definition else ()
    return _with_acceptances(draft.pk, (*gone, *findings))


def remarks_on(version: ChecklistVersion) -> tuple[Remark, ...]:
    """What the rooms above say of a version, at the end of its check (``content.blocking``).

    Raises Draft.DoesNotExist for a draft that is gone.
    """
    if version.is_draft:
        return remarks_on_rows(WholeDraft.of(version.pk))
    return rooms_above.remarks(version, definition_of(version))


def remarks_on_rows(whole: WholeDraft) -> tuple[Remark, ...]:
    """The same of a draft; nothing as long as its rows make no definition."""
    definition, problems = examined(whole)
    if problems or definition is None:
        return ()
    return rooms_above.remarks(whole.draft.version, definition)


def blocking(findings: Iterable[Checked]) -> tuple[Checked, ...]:
    """Those that stand against publishing: errors, and warnings that nobody has accepted."""
    return tuple(each for each in findings if each.blocks)


def word_lists() -> WordLists:
    """The words that the checks of wording look for, with those that editors have added."""
    more: dict[str, list[str]] = {kind: [] for kind in Term.Kind}
    for term in Term.objects.all():
        more[term.kind].append(term.text)
    return DEFAULT.with_more(
        verdicts=tuple(more[Term.Kind.VERDICT]), dose_units=tuple(more[Term.Kind.DOSE_UNIT])
    )


def told(finding: Finding) -> str:
    """A finding in a line: its code, where it is, what is wrong there and what mends it."""
    place = finding.place or finding.path or _("the whole checklist")
    return f"{finding.code}, {place}: {finding.message} {finding.hint}"


def _with_acceptances(version_pk: int, findings: Iterable[Finding]) -> tuple[Checked, ...]:
    accepted = {
        acceptance.fingerprint: acceptance
        for acceptance in AcceptedWarning.objects.filter(version=version_pk).select_related("by")
    }
    return tuple(
        Checked(each, accepted.get(mark_of(each)) if each.level is Level.WARNING else None)
        for each in findings
    )


def _withdrawn(definition: Definition, checklist_id: int) -> Iterator[Finding]:
    """Considerations that were withdrawn from a published version, and stand in this one again."""
    gone = withdrawn_texts(checklist_id)
    for path, consideration in definition.considerations():
        if reason := gone.get((consideration.key, consideration.text)):
            yield Finding(
                level=Level.ERROR,
                code=WITHDRAWN,
                path=path,
                place=f"consideration {consideration.key}",
                message=_("This was withdrawn from a published version: %(reason)s")
                % {"reason": reason},
                hint=_("Reword it so that it holds, or delete it."),
                judged=(consideration.text,),
            )

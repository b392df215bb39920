"""A draft of the starter checklist in which something of each kind was changed."""

from checklist.content.actions import editing
from checklist.content.models import ChecklistVersion
from checklist.content.models.recording import let_go
from checklist.content.models.rows import (
    AnswerOption,
    Citation,
    Consideration,
    Criterion,
    Limit,
    Rule,
    Section,
)
from tests.content.rows import criterion

URGENT = "adequate-trials.two-or-more.9"
"""A consideration that fires far too often for what it is."""


def revise(draft: ChecklistVersion) -> None:
    """Change something of each kind in the rows of a draft. Their history is of no matter here."""
    with editing(draft.pk, actor=None), let_go():
        _questions(draft)
        _answers(draft)
        _rules(draft)
        Limit.objects.create(draft_id=draft.pk, position=9, text="It was changed for a test.")


def unsound(draft: ChecklistVersion) -> None:
    """Leave something out that a draft cannot be without."""
    with editing(draft.pk, actor=None):
        Criterion.objects.filter(pk=criterion(draft, "adequate-trials").pk).update(question="")


def _questions(draft: ChecklistVersion) -> None:
    criterion(draft, "clinic-quality").delete()
    moved = criterion(draft, "pregnancy")
    moved.section = Section.objects.get(draft=draft.pk, key="choice-and-access")
    moved.position = 9
    moved.save()
    last = criterion(draft, "consent")
    last.position = 8
    last.save()
    reworded = criterion(draft, "adequate-trials")
    reworded.question = "How many antidepressants, well dosed, have not helped in this episode?"
    reworded.save()


def _answers(draft: ChecklistVersion) -> None:
    criterion(draft, "follow-up").options.get(key="partial").delete()
    unknown = criterion(draft, "access").options.get(key="unknown")
    unknown.unknown = False
    unknown.save()
    frequent: AnswerOption = criterion(draft, "adequate-trials").options.get(key="two-or-more")
    frequent.considerations.create(position=9, key=URGENT, kind="urgent", text="Act on it now.")
    mild: Consideration = Consideration.objects.get(
        option__criterion=criterion(draft, "diagnosis"), key="diagnosis.mdd-mild.1"
    )
    mild.kind = "note"
    mild.save()
    cited: Citation = criterion(draft, "diagnosis").citations.get(source__key="article")
    cited.locator = "§11"
    cited.save()


def _rules(draft: ChecklistVersion) -> None:
    rules = Rule.objects.filter(draft=draft.pk)
    rules.get(consideration__key="rule-best-suited").delete()
    disagreeing = rules.get(consideration__key="rule-home-monitored")
    disagreeing.match = "any"
    disagreeing.save()

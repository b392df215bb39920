"""Cases and attempts in every state that tests need, each reached only through actions."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from checklist import practice
from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.engine.cases import PanelAnswer
from checklist.practice import actions, packs
from checklist.practice.loading import load
from checklist.practice.models import Attempt, Case
from checklist.practice.packs import Pack
from tests import scenes

STARTER = Path(practice.__file__).parent / "starter"
FIRST = "two-careful-trials"
PANEL = "seen-by-nine"


@cache
def starter() -> Pack:
    """What the file of the starter cases says."""
    return packs.read((STARTER / f"{scenes.MAIN}-1.0.json").read_text(encoding="utf-8"))


def load_cases() -> dict[str, Case]:
    """The ten starter cases, on offer; their checklist is in use."""
    scenes.load_starter()
    return {case.key: case for case in load(starter(), now=scenes.THEN).new}


def load_panel_case(*, weighed: int = 6, partly: int = 3) -> Case:
    """The first of them again, with a panel for one question, on offer last."""
    says = next(case for case in starter().cases if case.key == FIRST)
    panel = (
        PanelAnswer(option="weighed", people=weighed),
        PanelAnswer(option="partly", people=partly),
    )
    references = tuple(
        each.model_copy(update={"option": "", "acceptable": (), "panel": panel})
        if each.criterion == "alternatives"
        else each
        for each in says.references
    )
    title = "Two careful trials, seen by nine"
    says = says.model_copy(update={"key": PANEL, "title": title, "references": references})
    version = ChecklistVersion.objects.get(checklist__slug=scenes.MAIN, status="active")
    return actions.take_in(version=version, written=[says], now=scenes.THEN)[0][0]


def start(
    case: Case, owner: User, *, feedback: str = "end", now: datetime = scenes.THEN
) -> Attempt:
    """An attempt that has just been started."""
    return actions.start(case=case, owner=owner, feedback=feedback, now=now)


def answer(attempt: Attempt, answers: Mapping[str, str], *, now: datetime = scenes.THEN) -> Attempt:
    """The attempt after these answers were saved."""
    return actions.save_section(
        attempt=attempt,
        revision=attempt.revision,
        changes={key: {"option": option} for key, option in answers.items()},
        actor=attempt.owner,
        now=now,
    )


def submit(attempt: Attempt, *, now: datetime = scenes.THEN) -> Attempt:
    """The attempt, submitted."""
    actions.submit(attempt=attempt, revision=attempt.revision, actor=attempt.owner, now=now)
    return Attempt.objects.select_related("edition__case", "owner").get(pk=attempt.pk)


def attempted(
    case: Case,
    owner: User,
    changes: Mapping[str, str] | None = None,
    *,
    now: datetime = scenes.THEN,
) -> Attempt:
    """A submitted attempt that answers as the reference does, but for these."""
    assert case.edition is not None
    answers = {**case.edition.says.answers, **(changes or {})}
    return submit(answer(start(case, owner, now=now), answers, now=now), now=now)

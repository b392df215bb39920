"""Who and what is on the stage: an assessment in every state that a page can show.

``manage.py shell`` runs ``main`` under the settings of the stage. Nothing is left to chance, and
but for what guests enter, which is kept for a day, everything happened at one past moment.
"""

import json
import random
import sys
from unittest import mock

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from checklist.accounts.models import User
from checklist.content.actions import (
    editing,
    load,
    publish,
    retire,
    settle,
    start_draft,
    suggest,
    withdraw,
)
from checklist.content.envelope import Envelope
from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Criterion, Section
from checklist.engine import codec
from checklist.practice import actions as practising
from checklist.practice.loading import load as load_cases
from checklist.practice.models import Case as PracticeCase
from checklist.preview.addresses import packed
from checklist.walk import actions
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import Case, cases
from tests.content.revised import revise
from tests.practice import casting
from tests.practice.cohorts import fill, make_cohort, make_supervisor

QUIET, URGENT = (
    next(case for case in cases() if case.key == key)
    for key in ("two-careful-trials", "after-midnight")
)
"""A case that raises nothing urgent, and one that does and brings questions into view."""

COMMENTS = {
    "adequate-trials": "Sertraline 200 mg for ten weeks, then venlafaxine 225 mg for twelve.",
    "blood-pressure": "Seated, after ten minutes' rest.",
}


DIFFERING = {
    "diagnosis": "bipolar",
    "suicide-risk": "elevated",
    "safety-plan": "unknown",
    "pregnancy": "unknown",
    "consent": "unknown",
}
"""Answers that a supervisor would give otherwise, some of them unsafe and one acceptable."""


def main() -> None:
    """Fill the database, and print the cookie of each person and the reference of each walk."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    # References are drawn from these instead of by chance.
    with mock.patch("checklist.ui.references.secrets", random.Random(4)):  # noqa: S311
        json.dump(_cast(), sys.stdout)


def _cast() -> dict[str, dict[str, str]]:
    version = scenes.load_starter()
    people = {
        "clinician": scenes.make_user("clinician"),
        "newcomer": scenes.make_user("newcomer"),
        "latecomer": scenes.make_user("latecomer"),
        "trainee": scenes.make_user("trainee"),
        "supervisor": make_supervisor(),
        "deputy": make_supervisor("deputy"),
        "editor": scenes.make_user("editor", is_staff=True, is_superuser=True),
    }
    browsers = {name: Client() for name in (*people, "guest")}
    for name, user in people.items():
        browsers[name].force_login(user)
    guest_token = scenes.make_guest(browsers["guest"])
    _suggestions(version, people)
    return {
        "sessions": {name: each.cookies["sessionid"].value for name, each in browsers.items()},
        "places": {
            **_references(version, people["clinician"], guest_token),
            **_drafts(version, people["editor"]),
            **_outdated(people["latecomer"]),
            **_practice(people["trainee"]),
            **_cohorts(people["supervisor"], people["trainee"]),
        },
    }


def _outdated(owner: User) -> dict[str, str]:
    """An assessment of a version that another one has taken the place of since, and its sequel."""
    older = codec.to_data(scenes.starter(scenes.FOLLOW_UP).definition)
    first, second = older["sections"][0]["criteria"][:2]
    first["question"] = f"Since the last session: {first['question']}"
    second["options"].append({"key": "mixed", "label": "Better and worse in turn"})
    envelope = Envelope(scenes.FOLLOW_UP, "0.9", codec.parse(older))
    version = load(envelope=envelope, now=scenes.THEN).version
    answers = {first["key"]: "low", second["key"]: "mixed"}
    walks = [scenes.answer(scenes.start(version, owner), answers) for _ in range(2)]
    draft = scenes.load_starter(scenes.FOLLOW_UP)
    newer = publish(version=scenes.accept_all(draft), actor=None, now=scenes.THEN, over=version)
    actions.carry_over(
        assessment=walks[1],
        version=newer,
        revision=walks[1].revision,
        actor=owner,
        now=scenes.THEN,
    )
    return {"outdated": walks[0].code, "carried": walks[1].code}


def _practice(trainee: User) -> dict[str, str]:
    """A trainee's attempt in each state: the last four are submitted."""
    cases = {case.key: case for case in load_cases(casting.starter(), now=scenes.THEN).new}
    panel = casting.load_panel_case()
    urgent, quiet, gone = cases[URGENT.key], cases[QUIET.key], cases["a-late-period"]
    by_section = casting.start(urgent, trainee, feedback="section")
    begun = casting.answer(
        by_section, {"diagnosis": "bipolar", **_some_of(URGENT, but="diagnosis")}
    )
    shown = practising.show_section(
        attempt=begun, section="depression", actor=trainee, now=scenes.THEN
    )
    first = casting.answer(casting.start(urgent, trainee), {"diagnosis": "mdd-mild"})
    states = {
        "case_seen": shown,
        "case_gone": casting.answer(casting.start(gone, trainee), {"pregnancy": "unknown"}),
        "case_fresh": casting.start(quiet, trainee),
        "case_twice": casting.answer(first, {"diagnosis": "bipolar"}),
        "case_partly": casting.answer(casting.start(urgent, trainee), _some_of(URGENT)),
        "case_urgent": casting.answer(casting.start(urgent, trainee), {"suicide-risk": "imminent"}),
        "practised_gone": casting.attempted(gone, trainee, {"pregnancy": "excluded"}),
        "practised_panel": casting.attempted(panel, trainee, {"alternatives": "partly"}),
        "agreed": casting.attempted(quiet, trainee),
        "practised": casting.attempted(urgent, trainee, DIFFERING),
    }
    practising.withdraw(case=gone, now=scenes.THEN)
    return {
        **{name: attempt.code for name, attempt in states.items()},
        "case_offered": str(urgent.pk),
        "case_written": str(_case_to_write(quiet).pk),
    }


def _case_to_write(like: PracticeCase) -> PracticeCase:
    """A case that an editor has just begun: nothing is answered yet."""
    case = PracticeCase(
        key="just-begun",
        checklist=like.checklist,
        version=like.version,
        title="Just begun",
        vignette="A baker of fifty sleeps badly.",
        learning_points="Ask before you assume.",
    )
    return practising.new_case(case=case)


def _cohorts(supervisor: User, trainee: User) -> dict[str, str]:
    """A cohort of many, with a comment on an attempt, and one of nobody."""
    cases = {case.key: case for case in PracticeCase.objects.select_related("edition")}
    cohort = make_cohort(supervisor, trainee)
    attempt = fill(cohort, cases, 8)[-1]
    idle = scenes.make_user("idle")
    practising.add_trainee(cohort=cohort, trainee=idle)
    text = "Two of your answers rest on the referral alone.\n\nWhat would you ask him yourself?"
    practising.add_comment(attempt=attempt, author=supervisor, text=text, now=scenes.THEN)
    return {
        "cohort": str(cohort.pk),
        "nobodys": str(make_cohort(supervisor, name="Autumn intake").pk),
        "idle": str(idle.pk),
        "busy": str(attempt.owner_id),
        "commented": attempt.code,
    }


def _suggestions(version: ChecklistVersion, people: dict[str, User]) -> None:
    """What was asked to be put right: by an account, by a guest, and one that is done."""
    for text, actor in (
        ("The label of 2025 says “adults” too.", people["clinician"]),
        ("A word is missing here.", None),
    ):
        suggest(version=version, criterion="diagnosis", text=text, actor=actor, now=scenes.THEN)
    done = suggest(
        version=version,
        consideration="suicide-risk.imminent.1",
        text="The number has changed.",
        actor=people["clinician"],
        now=scenes.THEN,
    )
    settle(suggestion=done, actor=people["editor"], now=scenes.THEN)


def _references(version: ChecklistVersion, owner: User, guest_token: str) -> dict[str, str]:
    """The reference of an assessment in each state; the last is the one that was left off."""
    guests = scenes.start(version, guest_token=guest_token, now=timezone.now())
    states = {
        "guests": scenes.answer(guests, _some_of(QUIET), now=timezone.now()),
        "empty": scenes.complete(scenes.start(version, owner)),
        "quiet": _completed(version, owner, QUIET),
        "done": _completed(version, owner, URGENT),
        "broken": _broken(scenes.complete(scenes.start(version, owner))),
        "fresh": scenes.start(version, owner),
        "urgent": scenes.answer(scenes.start(version, owner), {"suicide-risk": "imminent"}),
        "twice": _saved_twice(version, owner),
        "partly": scenes.answer(scenes.start(version, owner), _some_of(URGENT), COMMENTS),
    }
    return {name: assessment.code for name, assessment in states.items()}


def _some_of(case: Case, but: str = "") -> dict[str, str]:
    """The first answers of a case, with a question in view that has none yet."""
    return {key: option for key, option in list(case.answers.items())[:2] if key != but}


def _completed(version: ChecklistVersion, owner: User, case: Case) -> Assessment:
    """A completed case, with comments, a view of one's own and a reason."""
    answered = scenes.answer(scenes.start(version, owner), case.answers, COMMENTS)
    done = scenes.complete(answered, own_view="Safety first; the rest can wait until she is home.")
    line = scenes.summary_of(done).considerations[0]
    text = "Her sister has taken the tablets away and stays with her tonight."
    actions.add_reason(assessment=done, line=line, text=text, actor=owner, now=scenes.THEN)
    return done


def _broken(done: Assessment) -> Assessment:
    """Results that cannot be read, as after a failure of the disk: their page answers 500."""
    Assessment.objects.filter(pk=done.pk).update(summary="{")
    return done


def _saved_twice(version: ChecklistVersion, owner: User) -> Assessment:
    """An assessment that a page from before the second save meets with other content."""
    first = scenes.answer(
        scenes.start(version, owner), {"diagnosis": "mdd-mild"}, {"diagnosis": "As referred."}
    )
    return scenes.answer(first, {"diagnosis": "bipolar"}, {"diagnosis": "Seen again today."})


def _drafts(version: ChecklistVersion, editor: User) -> dict[str, str]:
    """What the addresses of the administration's own pages name."""
    draft = start_draft(checklist=version.checklist, label="1.1", actor=editor, now=scenes.THEN)
    unfinished = start_draft(
        checklist=version.checklist, label="1.2", actor=editor, now=scenes.THEN
    )
    asked = Criterion.objects.filter(section__draft_id=unfinished.pk, key="diagnosis")
    asked.update(question="", short="")
    revised = start_draft(checklist=version.checklist, label="1.8", actor=editor, now=scenes.THEN)
    revise(revised)
    # With it there are enough completed assessments for the effect of a draft to be counted.
    _completed(version, editor, URGENT)
    return {
        "checklist": str(version.checklist_id),
        "version": str(version.pk),
        "draft": str(draft.pk),
        "section": str(Section.objects.get(draft_id=draft.pk, position=1).pk),
        "revised": str(revised.pk),
        "unfinished": str(unfinished.pk),
        "tried": packed(URGENT.answers),
        **_put_aside(editor),
        "edited": str(_edited(version, editor).pk),
    }


def _put_aside(owner: User) -> dict[str, str]:
    """A version that was in use, and results on it, of which something was withdrawn since."""
    envelope = Envelope("put-aside", "1.0", scenes.starter(scenes.MAIN).definition)
    version = load(envelope=envelope, now=scenes.THEN).version
    done = _completed(version, owner, URGENT)
    for line in scenes.summary_of(done).considerations[:2]:
        reason = "A later trial found the opposite; see the note of the pharmacy of 2 March."
        key = line.key
        withdraw(version=version, consideration=key, reason=reason, actor=owner, now=scenes.THEN)
    retire(version=version, now=scenes.THEN)
    return {"retired": str(version.pk), "withdrawn": done.code}


def _edited(version: ChecklistVersion, editor: User) -> ChecklistVersion:
    """A draft that somebody has worked on, and left unfinished."""
    draft = start_draft(checklist=version.checklist, label="1.3", actor=editor, now=scenes.THEN)
    questions = Criterion.objects.filter(section__draft_id=draft.pk)
    with editing(draft.pk, actor=editor):
        trials = questions.get(key="adequate-trials")
        trials.question = ""
        trials.save()
        trials.citations.all()[0].delete()
        added = trials.options.create(position=9, key="elsewhere", label="Tried elsewhere")
        added.considerations.create(position=1, key="adequate-trials.elsewhere.1", text="Ask.")
    return draft

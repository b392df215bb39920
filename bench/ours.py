"""The pages of our own site that are measured, on the starter checklist and one practice case.

The case is "A podcast and a private clinic": half walked for the section, to its end for the
results. The section is `depression`, with all its four questions in view, nineteen options, and a
comment on two of them.
"""

import io
from urllib.parse import urlencode

from django.core.management import call_command
from django.test import Client

from bench.asked import BROWSERS, COUNTED, REVISION, Asked, Case
from bench.browsers import browser_of, cookie_of
from bench.definition import SECTION
from checklist.accounts.models import User
from checklist.content.models import ChecklistVersion
from checklist.content.published import definition_of
from checklist.walk.models import Assessment
from tests import scenes
from tests.cases import cases as practice_cases

CASE = next(case for case in practice_cases() if case.key == "podcast-request")
COMMENTS = {
    "diagnosis": "Moderate by interview; both rating scales agree. No earlier episode.",
    "trial-limits": "Thinks that tablets take too long.",
}
SECTIONS_ANSWERED = 4
FOLLOWING = "suicide-risk"
COMPLETED, IN_PROGRESS = 40, 10
CHANGES = (
    {"alternatives": "partly", "alternatives-comment": "Two were named, none in detail."},
    {"alternatives": "not-discussed", "alternatives-comment": "To be talked about next week."},
)
"""What is saved in turn."""


def cases() -> list[Case]:
    """Every page of ours: what is asked of it, and by whom."""
    call_command("prepare", stdout=io.StringIO())
    version = ChecklistVersion.objects.active().get(checklist__slug=scenes.MAIN)
    return [*reading(version), saving(version)]


def reading(version: ChecklistVersion) -> list[Case]:
    """A clinician with fifty assessments looks at a section, at results and at the list."""
    clinician = User.objects.create_user("reader", name="A. Reader")
    completed = [walked(version, clinician) for _ in range(COMPLETED)]
    in_progress = [half_walked(version, clinician) for _ in range(IN_PROGRESS)]
    section, results = address(in_progress[0], SECTION), address(completed[0], "results")
    browser = browser_of(clinician)
    browser.get(section)
    cookie = cookie_of(browser)
    return [
        Case("section", 200, COMMENTS["diagnosis"], [Asked(section, cookie, [])]),
        Case("results", 200, COMMENTS["trial-limits"], [Asked(results, cookie, [])]),
        Case("list", 200, completed[0].code, [Asked("/assessments/", cookie, [])]),
    ]


def saving(version: ChecklistVersion) -> Case:
    """Another clinician saves a section; each browser has an assessment, for two would collide."""
    clinician = User.objects.create_user("writer", name="A. Writer")
    browser = browser_of(clinician)
    assessments = [half_walked(version, clinician) for _ in range(BROWSERS + COUNTED)]
    browser.get(address(assessments[0], SECTION))
    cookie, forms = cookie_of(browser), forms_of(browser)
    asked = [
        Asked(address(assessment, SECTION), cookie, forms, assessment.revision)
        for assessment in assessments
    ]
    return Case("save", 302, f"/{FOLLOWING}/", asked)


def half_walked(version: ChecklistVersion, owner: User) -> Assessment:
    """An assessment whose first sections are answered."""
    sections = definition_of(version).sections[:SECTIONS_ANSWERED]
    keys = {criterion.key for section in sections for criterion in section.criteria}
    answers = {key: answer for key, answer in CASE.answers.items() if key in keys}
    return scenes.answer(scenes.start(version, owner), answers, COMMENTS)


def walked(version: ChecklistVersion, owner: User) -> Assessment:
    """A completed assessment."""
    return scenes.complete(scenes.answer(scenes.start(version, owner), CASE.answers, COMMENTS))


def address(assessment: Assessment, page: str) -> str:
    """Where a page of an assessment is."""
    return f"/assessments/{assessment.code}/{page}/"


def forms_of(browser: Client) -> list[str]:
    """All that the section's page sends, with one answer and its comment changed in turn."""
    kept = ("diagnosis", "adequate-trials", "trial-limits")
    common = {
        "csrfmiddlewaretoken": browser.cookies["csrftoken"].value,
        **{key: CASE.answers[key] for key in kept},
        **{f"{key}-comment": COMMENTS.get(key, "") for key in kept},
    }
    return [f"revision={REVISION}&{urlencode({**common, **change})}" for change in CHANGES]

"""A step that is looked at again, when the first half of the wizard has been answered."""

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from bench.asked import Asked, Case
from bench.browsers import browser_of, cookie_of
from bench.definition import SECTION
from bench.wizard.forms import STEPS, SectionForm

STEPS_ANSWERED = 4
COMMENT = "Moderate by interview; both rating scales agree. No earlier episode."


def cases() -> list[Case]:
    """The step of the section that is measured."""
    call_command("migrate", verbosity=0)
    browser = browser_of(User.objects.create_user("reader"))
    for step, form in STEPS[:STEPS_ANSWERED]:
        answer(browser, step, form)
    path = address(SECTION)
    browser.get(path)
    return [Case("wizard", 200, COMMENT, [Asked(path, cookie_of(browser), [])])]


def address(step: str) -> str:
    """Where a step is."""
    return f"/wizard/{step}/"


def answer(browser: Client, step: str, form: type[SectionForm]) -> None:
    """Send a step as its page does, the first option of each question chosen."""
    sent = {"checklist_wizard-current_step": step}
    for criterion in form.section["criteria"]:
        sent[f"{step}-{criterion['key']}"] = criterion["options"][0]["key"]
        sent[f"{step}-{criterion['key']}-comment"] = COMMENT if step == SECTION else ""
    browser.get(address(step))
    browser.post(address(step), sent)

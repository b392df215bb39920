"""A new question comes into use, and a list into order, in the pages of the administration."""

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from checklist.accounts.models import User
from checklist.content.actions import start_draft
from checklist.content.models.rows import Criterion, Section
from checklist.walk.models import Assessment
from tests import scenes
from tests.browser.walking import choose, open_page, option, press, save, sign_in, wait_until_saved

QUESTION = "Has ketamine or esketamine been given before, for whatever reason?"
CONSIDERATION = "Ask for the record of the earlier treatment before a session is planned."
CHANGED = "Asks whether ketamine or esketamine was given before."
REASONS = {
    "criterion earlier-ketamine": "Whoever cannot say leaves it open.",
    "consideration clinic-quality.good.1": "The text says that the article is speaking.",
    "consideration follow-up.arranged.1": "The text says that the article is speaking.",
    "consideration rule-prepared": "The text says that the article is speaking.",
}
"""What the check warns of in the end, and why each may stand."""

without_scripts = pytest.mark.browser_context_args(java_script_enabled=False)


def test_a_new_question_comes_into_use_and_what_was_begun_before_stays_as_it_was(
    page: Page, live_server: LiveServer
) -> None:
    clinician = scenes.make_user("clinician")
    older = scenes.start(scenes.load_starter(), clinician)
    scenes.answer(older, {"diagnosis": "mdd-mild"})
    before = Assessment.objects.values().get(pk=older.pk)

    sign_in(page, live_server, on_staff("Editor"))
    start_the_draft(page, live_server)
    outline = page.url
    add_the_question(page)
    add_the_rule(page)
    mend_what_the_check_finds(page, outline)
    accept_the_warnings(page)
    preview_the_question(page, outline)
    expect(page.get_by_role("link", name="Publish")).to_have_count(0)

    sign_in(page, live_server, on_staff("Publisher"))
    publish_what_the_outline_shows(page)

    sign_in(page, live_server, clinician)
    meet_the_question(page, live_server)
    open_page(page, live_server, older, "depression")
    expect(option(page, "diagnosis.mdd-mild")).to_be_checked()
    expect(page.locator("#earlier-ketamine")).to_have_count(0)
    follow(page, "See which answers carry over")
    expect(page.get_by_role("region", name="What changed in version 1.1")).to_contain_text(CHANGED)
    expect(page.get_by_role("region", name="New questions")).to_contain_text(QUESTION)
    expect(page.get_by_role("button", name="Carry over to a new assessment")).to_be_enabled()
    assert Assessment.objects.values().get(pk=older.pk) == before


def test_a_row_that_is_dragged_by_its_name_keeps_its_new_place(
    page: Page, live_server: LiveServer
) -> None:
    first, *others = open_the_order(page, live_server)
    names = page.locator("#criteria-group td.original p")
    names.first.drag_to(names.nth(len(others)))
    assert typed_numbers(page) == ["4", "1", "2", "3"]
    save(page, "Save")
    assert order() == [*others, first]


@without_scripts
def test_a_row_whose_number_is_typed_goes_to_that_place_without_scripts(
    page: Page, live_server: LiveServer
) -> None:
    first, *others, last = open_the_order(page, live_server)
    fill(page, "criteria-0-", position="4")
    fill(page, "criteria-3-", position="1")
    save(page, "Save")
    assert order() == [last, *others, first]


def on_staff(group: str) -> User:
    """Somebody who has rights by this group alone."""
    user = scenes.make_user(group.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def follow(page: Page, name: str) -> None:
    """Follow the first link of that name."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def fill(page: Page, row: str, **values: str) -> None:
    """Type into the fields of a row."""
    for name, value in values.items():
        page.locator(f"[name='{row}{name}']").fill(value)


def start_the_draft(page: Page, site: LiveServer) -> None:
    """From the front page to a draft with one button."""
    page.goto(f"{site.url}/admin/")
    follow(page, "Checklists")
    follow(page, scenes.MAIN)
    save(page, "Start draft 1.1 from version 1.0")
    expect(page.get_by_text("Nothing is incomplete.")).to_be_visible()


def add_the_question(page: Page) -> None:
    """A question with two answers, from the outline and back to it."""
    page.locator("summary", has_text="1. The depression").click()
    follow(page, "Add or order criteria of section 1")
    fill(page, "criteria-4-", key="earlier-ketamine", short="Earlier ketamine")
    save(page, "Save")
    expect(page.get_by_text("1 place incomplete").first).to_be_visible()
    follow(page, "Edit 1.5")
    fill(page, "", question=QUESTION, help="For depression, pain or anaesthesia.")
    press(page, "Add another Answer option")
    fill(page, "options-0-", key="yes", label="Yes")
    fill(page, "options-1-", key="no", label="No")
    save(page, "Save")
    expect(page.get_by_text("Nothing is incomplete.")).to_be_visible()


def add_the_rule(page: Page) -> None:
    """A rule that looks at the new question."""
    follow(page, "Add or order rules")
    page.locator("[name='rules-17-match']").select_option("all of the conditions hold")
    save(page, "Save")
    follow(page, "Edit rule 18")
    options = page.locator("#id_conditions-0-options")
    options.locator("summary", has_text="Earlier ketamine").click()
    options.get_by_label("Yes", exact=True).and_(page.locator(":visible")).check()
    fill(page, "consideration-0-", key="rule-earlier", text=CONSIDERATION)
    page.locator("[name='consideration-0-kind']").select_option("needs attention before proceeding")
    save(page, "Save")
    expect(page.get_by_text("Whenever 1.5 Earlier ketamine is “Yes”")).to_be_visible()


def found(page: Page, level: str) -> list[str]:
    """The rows that the check names under this heading."""
    return page.get_by_role("region", name=level).get_by_role("link").all_inner_texts()


def mend_what_the_check_finds(page: Page, outline: str) -> None:
    """The question and the consideration rest on nothing yet: give each its source."""
    lacking = ["criterion earlier-ketamine", "consideration rule-earlier"]
    follow(page, "Check")
    assert found(page, "Errors") == lacking
    for row in lacking:
        follow(page, row)
        sources = page.locator("[name='citations-0-source']")
        chosen = sources.locator("option", has_text=re.compile("^us-rems:"))
        sources.select_option(chosen.get_attribute("value"))
        fill(page, "citations-0-", locator="Patient Enrollment Form")
        save(page, "Save")
        page.goto(outline)
        follow(page, "Check")
    assert found(page, "Errors") == []


def accept_the_warnings(page: Page) -> None:
    """Tick each warning, and say why it may stand."""
    assert found(page, "Warnings") == list(REASONS)
    ticks, reasons = page.get_by_label("Meant so"), page.get_by_label("Reason")
    for place, reason in enumerate(REASONS.values()):
        ticks.nth(place).check()
        reasons.nth(place).fill(reason)
    save(page, "Save what is accepted")
    expect(page.get_by_text("Nothing that the check finds stands against")).to_be_visible()


def preview_the_question(page: Page, outline: str) -> None:
    """Walk the draft as a clinician will, from the outline and back to it."""
    page.goto(outline)
    follow(page, "Preview the walk")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    choose(page, "earlier-ketamine.yes")
    wait_until_saved(page)
    save(page, "Review all answers")
    save(page, "Complete")
    expect(page.locator("[data-consideration='rule-earlier']")).to_contain_text(CONSIDERATION)
    follow(page, "Back to the draft")
    expect(page).to_have_url(outline)


def publish_what_the_outline_shows(page: Page) -> None:
    """Say what changed, and put the draft in use."""
    page.reload()
    follow(page, "Publish")
    page.get_by_label("What changed").fill(CHANGED)
    save(page, "Publish")
    expect(page.get_by_text(f"{scenes.MAIN} 1.1 is now in use.")).to_be_visible()
    expect(page.get_by_text(CHANGED)).to_be_visible()


def meet_the_question(page: Page, site: LiveServer) -> None:
    """Start an assessment, and give the new question an answer."""
    page.goto(site.url)
    save(page, "Start an assessment")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    choose(page, "earlier-ketamine.yes")
    wait_until_saved(page)
    newest = Assessment.objects.latest("pk")
    assert newest.version.label == "1.1"
    assert newest.answers["earlier-ketamine"]["option"] == "yes"


def open_the_order(page: Page, site: LiveServer) -> list[str]:
    """The page of a draft's first section, and the order of its questions."""
    editor = on_staff("Editor")
    active = scenes.load_starter()
    start_draft(checklist=active.checklist, label="1.1", actor=editor, now=scenes.THEN)
    sign_in(page, site, editor)
    page.goto(f"{site.url}/admin/content/section/{first_section().pk}/change/")
    return order()


def first_section() -> Section:
    return Section.objects.get(position=1)


def order() -> list[str]:
    """The keys of its questions, as they are stored."""
    questions = Criterion.objects.filter(section=first_section())
    return list(questions.order_by("position").values_list("key", flat=True))


def typed_numbers(page: Page) -> list[str]:
    """The numbers of its questions as the page has them, by the order they had."""
    return [page.locator(f"[name='criteria-{place}-position']").input_value() for place in range(4)]

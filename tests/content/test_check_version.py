"""The command ``check_version``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from checklist.content.models import ChecklistVersion
from checklist.content.models.rows import Criterion
from tests import scenes

ALONE = (
    "support-on-article, consideration {}: An article alone stands behind this consideration "
    "(supports considering). Cite a primary source, or let the text say that the article is the "
    "one speaking."
)


def check(slug: str, label: str) -> tuple[list[str], str]:
    """What the command says, and of what it fails."""
    said = StringIO()
    try:
        call_command("check_version", slug, label, stdout=said)
    except CommandError as failed:
        return said.getvalue().splitlines(), str(failed)
    return said.getvalue().splitlines(), ""


@pytest.mark.whole_starter
def test_a_published_version_is_told_a_line_a_finding(active: ChecklistVersion) -> None:
    lines, failed = check(scenes.MAIN, "1.0")
    assert failed == ""
    assert lines[0] == f"warning: {ALONE.format('clinic-quality.good.1')}"
    assert len(lines) == 13


def test_a_draft_with_an_error_fails(draft: ChecklistVersion) -> None:
    Criterion.objects.filter(key="follow-up").update(short="")
    lines, failed = check(scenes.MAIN, "1.1")
    assert lines[0] == ("error: empty-text, criterion follow-up: This text is empty. Write it.")
    assert failed == "1 error."


def test_a_warning_that_was_accepted_is_told_with_its_reason(draft: ChecklistVersion) -> None:
    scenes.accept_all(draft)
    lines, failed = check(scenes.MAIN, "1.1")
    accepted = "warning, accepted (Talked over in the team.): "
    assert lines[0] == accepted + ALONE.format("clinic-quality.good.1")
    assert sum(line.startswith(accepted) for line in lines) == 3
    assert failed == ""


@pytest.mark.parametrize(("slug", "label"), [("nothing", "1.0"), (scenes.MAIN, "9.9")])
def test_what_never_was_is_told(active: ChecklistVersion, slug: str, label: str) -> None:
    assert check(slug, label) == ([], f"There is no version {label} of {slug}.")

"""The Nu HTML checker has nothing to say of any page."""

import subprocess
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page

from tests.browser import tools
from tests.browser.pages import PAGES, Shown
from tests.browser.stage import Stage

# The checker's own default for the stack is too small for it; and what would make a server of
# months fast takes longer here than it gains.
FOR_SECONDS = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def markup(page: Page, stage: Stage, shown: Shown) -> bytes:
    """The page as the server sends it, drawn only where something is sent from another one."""
    if shown.sent_from:
        return shown.open(page, stage).body()
    page.context.add_cookies(stage.cookies(shown.person))  # type: ignore[arg-type]
    answer = page.request.get(stage.address(shown.path), headers={"Accept": "text/html"})
    assert answer.status == shown.status, f"{shown} answered {answer.status}"
    return answer.body()


def test_the_markup_of_every_page_is_valid(page: Page, stage: Stage, tmp_path: Path) -> None:
    for number, shown in enumerate(PAGES):
        page.context.clear_cookies()
        (tmp_path / f"{number:02} {shown}.html").write_bytes(markup(page, stage, shown))
    # A Java a page would be slow.
    checker = [tools.JAVA, *FOR_SECONDS, "-jar", tools.VNU, "--format", "gnu", str(tmp_path)]
    checked = subprocess.run(checker, capture_output=True, text=True, check=False)

    assert len(list(tmp_path.glob("*.html"))) == len(PAGES) > 30
    assert "Exception" not in checked.stderr
    said = [
        unquote(line.replace(f"file:{tmp_path}/", ""))
        for line in checked.stderr.splitlines()
        # Django's own lists have rows of unlike length.
        if not ("administration" in line and "info warning" in line)
    ]
    assert said == [], "\n".join(said)

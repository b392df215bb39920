"""The Nu HTML checker has nothing to say of any page."""

import subprocess
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Page

from tests.browser import tools
from tests.browser.pages import PAGES
from tests.browser.stage import Stage


def test_the_markup_of_every_page_is_valid(page: Page, stage: Stage, tmp_path: Path) -> None:
    for number, shown in enumerate(PAGES):
        page.context.clear_cookies()
        name = f"{number:02} {shown}.html"
        (tmp_path / name).write_bytes(shown.open(page, stage).body())
    # The checker's own default for the stack is too small for it; and a Java a page would be slow.
    checker = [tools.JAVA, "-Xss8m", "-jar", tools.VNU, "--format", "gnu", str(tmp_path)]
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

"""Lighthouse finds nothing to better on the two main pages, and finds them fast.

Only the scores are held to: single timings differ from run to run.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.browser import tools
from tests.browser.pages import SECTION
from tests.browser.stage import Stage

LEAST = {"performance": 0.95, "accessibility": 1, "best-practices": 1}


@pytest.mark.parametrize(
    "path",
    [SECTION % ("partly", "depression"), SECTION % ("done", "results")],
    ids=["section", "results"],
)
def test_lighthouse_finds_nothing_to_better(
    playwright: Playwright, stage: Stage, tmp_path: Path, path: str
) -> None:
    report = tmp_path / "report.json"
    cookie = f"sessionid={stage.sessions['clinician']}"
    subprocess.run(
        [
            *(tools.NODE, tools.LIGHTHOUSE, stage.address(path), "--quiet"),
            *("--output=json", f"--output-path={report}", "--no-enable-error-reporting"),
            f"--only-categories={','.join(LEAST)}",
            f"--extra-headers={json.dumps({'Cookie': cookie})}",
            f"--chrome-flags=--headless --no-sandbox {' '.join(tools.QUIET)}",
        ],
        env={**os.environ, "CHROME_PATH": tools.chromium_path(playwright)},
        check=True,
    )

    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["finalDisplayedUrl"] == stage.address(path)
    scores = {name: found["categories"][name]["score"] for name in LEAST}
    lost = [
        f"{audit['id']}: {audit['title']} ({audit['score']}) {audit.get('displayValue', '')}"
        for audit in found["audits"].values()
        if audit["score"] not in {None, 1}
    ]
    assert all(scores[name] >= LEAST[name] for name in LEAST), f"{scores}\n" + "\n".join(lost)

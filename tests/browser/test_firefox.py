"""A second engine, Firefox, walks the whole checklist to the same results."""

import json
import subprocess

from tests.browser import tools
from tests.browser.cast import URGENT
from tests.browser.stage import Stage


def test_firefox_walks_the_whole_checklist(stage: Stage) -> None:
    wanted = {"firefox": tools.firefox(), "url": stage.url, "answers": URGENT.answers}
    walked = subprocess.run(
        [tools.NODE, str(tools.HERE / "firefox.mjs"), json.dumps(wanted)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )

    found = json.loads(walked.stdout)
    assert "firefox" in found["engine"].lower()
    assert found["raised"] == [
        [kind, key] for kind, keys in URGENT.considerations.items() for key in keys
    ]
    assert found["told"] == []

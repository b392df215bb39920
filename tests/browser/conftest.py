"""A real Chromium for the tests in this folder (tests/browser/install sees to it)."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

# Playwright runs an event loop in the test's thread, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# The browser is to ask for nothing but our pages.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder: the hook is handed those of every folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Which browser: $CHROMIUM, or Debian's where it is installed, or else Playwright's own."""
    given = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
    chosen = {"executable_path": given} if given else {}
    args = [*QUIET, *browser_type_launch_args.get("args", [])]
    return {**browser_type_launch_args, **chosen, "args": args}

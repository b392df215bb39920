"""What a section weighs for a browser that has never been here: page, styles, scripts, pictures."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import scenes
from tests.browser.pages import SECTION
from tests.browser.stage import ROOT, Stage

KILOBYTE = 1000


class Wire:
    """Every reply that came over the wire, with its bytes: head and body, as they were sent."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.bytes: dict[str, int] = {}

    def began(self, event: dict[str, Any]) -> None:
        """A request was sent."""
        self.addresses[event["requestId"]] = event["request"]["url"]

    def ended(self, event: dict[str, Any]) -> None:
        """Its reply is whole."""
        self.bytes[self.addresses[event["requestId"]]] = int(event["encodedDataLength"])


def test_a_section_is_light_the_first_time(browser: Browser, stage: Stage) -> None:
    address, wire = stage.address(SECTION % ("fresh", "depression")), Wire()
    with browser.new_context() as context:
        context.add_cookies(stage.cookies("clinician"))  # type: ignore[arg-type]
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.on("Network.requestWillBeSent", wire.began)
        network.on("Network.loadingFinished", wire.ended)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        answer = page.goto(address, wait_until="networkidle")
        assert answer is not None
        # A browser without a window does not fetch the picture for its tab, and others do.
        icon = page.locator("link[rel=icon]").evaluate("(link) => link.href")
        if icon not in wire.bytes:
            fetched = context.request.get(icon, headers={"Accept-Encoding": "gzip, br, zstd"})
            wire.bytes[icon] = int(fetched.headers["content-length"]) + 500
    weighed = "\n".join(f"{size:>6} {url}" for url, size in wire.bytes.items())

    assert set(wire.bytes) == {*wire.addresses.values(), icon}, weighed
    assert len(wire.bytes) <= 6, weighed
    assert sum(wire.bytes.values()) <= 60 * KILOBYTE, weighed
    assert int(answer.headers["content-length"]) <= 14 * KILOBYTE
    assert answer.headers["content-encoding"] in {"gzip", "br", "zstd"}


@pytest.mark.parametrize("name", ["fresh", "partly", "urgent"])
def test_no_section_has_a_heavy_page(context: BrowserContext, stage: Stage, name: str) -> None:
    context.add_cookies(stage.cookies("clinician"))  # type: ignore[arg-type]
    definition = scenes.starter(scenes.MAIN).definition
    weighed = {}
    for section in definition.sections:
        answer = context.request.get(stage.address(SECTION % (name, section.key)))
        assert answer.status == 200
        assert answer.headers["content-encoding"] in {"gzip", "br", "zstd"}
        weighed[section.key] = int(answer.headers["content-length"])
    assert len(weighed) == len(definition.sections) > 5
    assert max(weighed.values()) <= 14 * KILOBYTE, weighed


def test_all_scripts_together_are_small() -> None:
    scripts = list((ROOT / "static").rglob("*.js"))
    weighed = {script.name: len(gzip.compress(script.read_bytes())) for script in scripts}
    assert weighed
    assert sum(weighed.values()) <= 10 * KILOBYTE, weighed

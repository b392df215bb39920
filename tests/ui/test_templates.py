"""What a strict content security policy forbids stands in no template."""

import re

from django.conf import settings

TEMPLATES = sorted(
    path
    for folder in (settings.BASE / "templates", settings.BASE / "checklist")
    for path in folder.rglob("*.html")
)
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a script address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}


def test_no_template_has_an_inline_style_or_script() -> None:
    sources = [(path, path.read_text(encoding="utf-8")) for path in TEMPLATES]
    assert sources
    assert [
        (path.name, what)
        for path, source in sources
        for what, found in FORBIDDEN.items()
        if found.search(source)
    ] == []


def test_the_sheet_asks_for_nothing_else() -> None:
    sheet = (settings.BASE / "static" / "ui" / "considered.css").read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import", sheet) == []


def test_the_sheet_is_balanced() -> None:
    sheet = (settings.BASE / "static" / "ui" / "considered.css").read_text(encoding="utf-8")
    assert sheet.count("{") == sheet.count("}")

"""What a strict content security policy forbids stands in no template."""

import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [what for what, found in FORBIDDEN.items() if found.search(source)] == []


def test_the_sheet_asks_for_nothing_else() -> None:
    sheet = (settings.BASE / "static" / "ui" / "considered.css").read_text(encoding="utf-8")
    assert re.findall(r"url\(|@import", sheet) == []


def test_the_sheet_is_balanced() -> None:
    sheet = (settings.BASE / "static" / "ui" / "considered.css").read_text(encoding="utf-8")
    assert sheet.count("{") == sheet.count("}")

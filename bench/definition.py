"""The starter checklist as plain data, for the applications beside ours."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "checklist/content/starter/ketamine-considerations-1.0.json"
SECTION = "depression"
"""The section that is measured."""


def sections() -> list[dict[str, Any]]:
    """Its sections, each with its criteria and their options."""
    return _listed("sections")


def sources() -> dict[str, dict[str, Any]]:
    """Its sources under their keys."""
    return {source["key"]: source for source in _listed("sources")}


def _listed(name: str) -> list[dict[str, Any]]:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["definition"][name]
    return found

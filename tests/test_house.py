"""The docs are held to the code: rooms, paths, commands, targets, links and settings exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md")])
ROOMS = sorted(path.parent.name for path in ROOT.glob("checklist/*/__init__.py"))
HOUSE = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def test_the_house_page_names_just_the_rooms_there_are() -> None:
    table = re.findall(r"^\| `checklist/(\w+)` \|", HOUSE, flags=re.MULTILINE)
    assert sorted(table) == ROOMS


def test_rooms_stand_in_the_table_in_the_order_of_their_imports() -> None:
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    table = re.findall(r"^\| `checklist/(\w+)` \|", HOUSE, flags=re.MULTILINE)
    above = [table.index(room) for room in ("accounts", "content", "walk", "operations")]
    assert above == sorted(above)
    assert all(f"{room}" in contracts for room in table)


def test_every_path_on_the_house_page_exists() -> None:
    named = re.findall(
        r"`((?:checklist|config|docs|engine|static|templates|tests|walk|content|accounts)(?:/\w+)+(?:\.\w+)?)`",
        HOUSE,
    )
    assert named
    missing = [path for path in named if not _exists(path)]
    assert missing == []


def _exists(path: str) -> bool:
    """A path from the root, or one inside the rooms, with or without its ending."""
    return any(
        (base / f"{path}{ending}").exists()
        for base in (ROOT, ROOT / "checklist")
        for ending in ("", ".py")
    )


@each_page
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [
        link.partition("#")[0]
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
        if not link.startswith(("http://", "https://", "#"))
    ]
    assert [link for link in links if not (page.parent / link).exists()] == []


@each_page
def test_every_command_exists(page: Path) -> None:
    named = set(re.findall(r"manage\.py (\w+)", page.read_text(encoding="utf-8")))
    assert named - set(get_commands()) == set()


@each_page
def test_every_make_target_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE))
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^ {4}|`)make (\w+)", text, flags=re.MULTILINE))
    assert named - targets == set()


def test_every_setting_on_the_production_page_is_one() -> None:
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^ +([A-Z_]+)=", page, flags=re.MULTILINE))
    assert {"PRODUCTION", "URGENT_HELP"} <= named
    assert [name for name in sorted(named) if f"`{name}`" not in settings] == []


def test_every_command_of_ours_is_told_of() -> None:
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    ours = [
        path.stem
        for path in ROOT.glob("checklist/*/management/commands/*.py")
        if path.stem != "__init__"
    ]
    assert [name for name in ours if f"manage.py {name}" not in told] == []

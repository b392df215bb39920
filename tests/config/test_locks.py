"""The locks hold exact versions with hashes, and name no place to fetch them from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("run", "test")


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock(name), re.MULTILINE))


def wanted() -> dict[str, list[str]]:
    """The names in pyproject.toml, a list a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    lists = {"run": run, "test": [*run, *project["dependency-groups"]["test"]]}
    return {
        name: [re.split(r"[\[<>=]", line)[0] for line in lines] for name, lines in lists.items()
    }


@pytest.mark.parametrize("name", LOCKS)
def test_everything_wanted_is_locked(name: str) -> None:
    assert [package for package in wanted()[name] if package not in pins(name)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_version_and_hashes(name: str) -> None:
    entries = re.findall(r"^[a-z].*(?:\n +--hash=\S+.*)*", lock(name), re.MULTILINE)
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str) -> None:
    assert re.findall(r"\w+://\S+|^ *--(?!hash=).*", lock(name), re.MULTILINE) == []


def test_the_tests_run_with_the_packages_that_people_run() -> None:
    test = pins("test")
    assert {name: test.get(name) for name in pins("run")} == pins("run")

"""The locks hold exact versions with hashes, and name no place to fetch them from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("run", "test")


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock(name), re.MULTILINE))


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, a list a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    lists = {"run": run, "test": [*run, *project["dependency-groups"]["test"]]}
    return {name: [Requirement(line) for line in lines] for name, lines in lists.items()}


@pytest.mark.parametrize("name", LOCKS)
def test_everything_wanted_is_locked_at_a_version_that_was_asked_for(name: str) -> None:
    locked = pins(name)
    wrong = [
        str(package)
        for package in wanted()[name]
        if package.name not in locked or locked[package.name] not in package.specifier
    ]
    assert wrong == []


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

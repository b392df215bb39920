"""The locks hold exact versions with hashes, and name no place to fetch them from."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = {
    "run": ROOT / "requirements" / "run.txt",
    "test": ROOT / "requirements" / "test.txt",
    "bench": ROOT / "bench" / "requirements.txt",
}


def lock(name: str) -> str:
    return LOCKS[name].read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock(name), re.MULTILINE))


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml and the benchmark ask for, a list a lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = project["project"]["dependencies"]
    beside = LOCKS["bench"].with_suffix(".in").read_text(encoding="utf-8").splitlines()
    lists = {
        "run": run,
        "test": [*run, *project["dependency-groups"]["test"]],
        "bench": [*run, *(line for line in beside if not line.startswith("#"))],
    }
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


@pytest.mark.parametrize("name", ["test", "bench"])
def test_tests_and_benchmark_run_with_the_packages_that_people_run(name: str) -> None:
    locked = pins(name)
    assert {package: locked.get(package) for package in pins("run")} == pins("run")


def npm(file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "tests" / "browser" / file).read_text("utf-8"))
    return found


def test_the_npm_packages_are_locked_with_hashes_and_without_an_address() -> None:
    packages = {name: each for name, each in npm("package-lock.json")["packages"].items() if name}
    kept = [name for name, each in packages.items() if "integrity" in each]
    assert kept == list(packages)
    assert [name for name, each in packages.items() if "resolved" in each] == []


def test_the_npm_packages_are_those_asked_for_in_one_version_each() -> None:
    wanted = npm("package.json")["dependencies"]
    locked = npm("package-lock.json")["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted

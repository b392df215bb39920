"""The readers of the environment take what is right and name what is wrong."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Environment, Setting


def complaints(environment: Environment) -> str:
    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.refuse_problems()
    return str(refusal.value)


def test_what_is_not_set_takes_its_default() -> None:
    environment = Environment({"EMPTY": " "})
    read = (
        environment.text("TEXT", default="Considered", about=""),
        environment.text("EMPTY", default="as if not set", about=""),
        environment.flag("FLAG", default=True, about=""),
        environment.choice("CHOICE", choices=("a", "b"), default="b", about=""),
        environment.number("NUMBER", least=1, most=9, default=2, about=""),
        environment.words("WORDS", default=("one",), about=""),
        environment.time_zone("ZONE", default="UTC", about=""),
        environment.secret("SECRET", default="made", about=""),
    )
    environment.refuse_problems()
    assert read == ("Considered", "as if not set", True, "b", 2, ["one"], "UTC", None)


def test_what_is_set_is_read() -> None:
    environment = Environment(
        {
            "TEXT": " Ward 7 ",
            "FLAG": "no",
            "CHOICE": "a",
            "NUMBER": "9",
            "WORDS": "a.example, b.example,",
            "ZONE": "Europe/London",
            "SECRET": "hush",
        }
    )
    read = (
        environment.text("TEXT", default="", about=""),
        environment.flag("FLAG", default=True, about=""),
        environment.choice("CHOICE", choices=("a", "b"), default="b", about=""),
        environment.number("NUMBER", least=1, most=9, default=2, about=""),
        environment.words("WORDS", default=(), about=""),
        environment.time_zone("ZONE", default="UTC", about=""),
        environment.secret("SECRET", default="made", about=""),
    )
    environment.refuse_problems()
    assert read == (
        "Ward 7",
        False,
        "a",
        9,
        ["a.example", "b.example"],
        "Europe/London",
        "hush",
    )


@pytest.mark.parametrize("value", ["maybe", "Yes", "1", "true"])
def test_a_flag_is_yes_or_no_and_nothing_else(value: str) -> None:
    environment = Environment({"PRODUCTION": value})
    environment.flag("PRODUCTION", default=False, about="")
    assert complaints(environment) == f"PRODUCTION={value}: yes or no is allowed."


@pytest.mark.parametrize("value", ["0", "10", "-1", "+1", "1_0", "2.0", "two", "٣", "1e1"])
def test_a_number_is_whole_and_within_its_bounds(value: str) -> None:
    environment = Environment({"PORT": value})
    environment.number("PORT", least=1, most=9, default=2, about="")
    assert complaints(environment) == f"PORT={value}: a whole number from 1 to 9 is allowed."


@pytest.mark.parametrize("value", ["Mars/Phobos", "../secret", "Europe/", "UTC\0"])
def test_a_time_zone_is_one_that_exists(value: str) -> None:
    environment = Environment({"ZONE": value})
    environment.time_zone("ZONE", default="UTC", about="")
    assert complaints(environment) == (
        f"ZONE={value}: a name such as Europe/London or UTC is allowed."
    )


def test_a_file_is_named_by_its_path_below_a_folder(tmp_path: Path) -> None:
    below = tmp_path / "static"
    (below / "ours").mkdir(parents=True)
    (below / "ours" / "mark.svg").touch()
    environment = Environment({"MARK": "ours/mark.svg"})
    read = [environment.file(name, below=below, default="a", about="") for name in ("MARK", "NO")]
    environment.refuse_problems()
    assert read == ["ours/mark.svg", "a"]


@pytest.mark.parametrize("value", ["gone.svg", ".", "../secret", "/etc/passwd"])
def test_a_file_is_one_that_is_there_and_below_the_folder(tmp_path: Path, value: str) -> None:
    below = tmp_path / "static"
    below.mkdir()
    (tmp_path / "secret").touch()
    environment = Environment({"MARK": value})
    assert environment.file("MARK", below=below, default="a", about="") == "a"
    assert complaints(environment) == f"MARK={value}: there is no such file in static/."


def test_all_problems_are_named_at_once() -> None:
    environment = Environment({"PRODUCTION": "maybe", "LEVEL": "LOUD", "DATABASE_URL": "mysql://x"})
    environment.flag("PRODUCTION", default=False, about="")
    environment.choice("LEVEL", choices=("INFO", "ERROR"), default="INFO", about="")
    environment.database("DATABASE_URL", root=Path(), default="sqlite:///db", about="")
    assert complaints(environment).splitlines() == [
        "PRODUCTION=maybe: yes or no is allowed.",
        "LEVEL=LOUD: INFO or ERROR is allowed.",
        (
            "DATABASE_URL=mysql://x: sqlite:///PATH (sqlite://// before a path from the root of "
            "the machine) or postgresql://USER:PASSWORD@HOST:PORT/NAME is allowed."
        ),
    ]


def test_a_complaint_about_a_database_keeps_its_password() -> None:
    environment = Environment({"DATABASE_URL": "mysql://ward:hush@db.example/x"})
    environment.database("DATABASE_URL", root=Path(), default="sqlite:///db", about="")
    assert "hush" not in complaints(environment)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("hush\n", encoding="utf-8")
    environment = Environment({"SECRET_FILE": str(path)})
    assert environment.secret("SECRET", default="made", about="") == "hush"
    environment.refuse_problems()
    assert environment.unset == []


def test_a_database_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "url"
    path.write_text("sqlite:///ward.sqlite3\n", encoding="utf-8")
    environment = Environment({"DATABASE_URL_FILE": str(path)})
    database = environment.database("DATABASE_URL", root=tmp_path, default="", about="")
    environment.refuse_problems()
    assert database["NAME"] == str(tmp_path / "ward.sqlite3")


def test_a_secret_stands_in_one_place_only(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("hush", encoding="utf-8")
    environment = Environment({"SECRET": "hush", "SECRET_FILE": str(path)})
    environment.secret("SECRET", default="made", about="")
    assert complaints(environment) == "SECRET and SECRET_FILE are both set: keep one."


def test_a_file_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    environment = Environment({"A_FILE": str(path), "B_FILE": str(tmp_path / "missing")})
    environment.secret("A", default="made", about="")
    environment.secret("B", default="made", about="")
    empty, missing = complaints(environment).splitlines()
    assert empty == f"A_FILE={path}: the file is empty."
    assert missing.startswith(f"B_FILE={tmp_path / 'missing'}: it cannot be read: ")


def test_what_production_needs_and_nobody_set_is_remembered() -> None:
    environment = Environment({"GIVEN": "x"})
    environment.text("GIVEN", default="", about="", required=True)
    environment.text("NEEDED", default="", about="", required=True)
    environment.words("NAMES", default=(), about="", required=True)
    environment.secret("SECRET", default="made", about="")
    environment.text("FREE", default="", about="")
    assert environment.unset == ["NEEDED", "NAMES", "SECRET"]


def test_each_reader_adds_its_row_to_the_table() -> None:
    environment = Environment({"PORT": "9000"})
    environment.flag("GUESTS", default=True, about="Whether guests may walk.")
    environment.number("PORT", least=1, most=65535, default=8000, about="The port.")
    environment.words("NAMES", default=("a", "b"), about="The names.", required=True)
    assert environment.settings == [
        Setting("GUESTS", "yes or no", "yes", "Whether guests may walk."),
        Setting("PORT", "a whole number from 1 to 65535", "8000", "The port."),
        Setting("NAMES", "a list, separated by commas", "a, b", "The names.", required=True),
    ]

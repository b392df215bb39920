"""DATABASE_URL: SQLite and PostgreSQL, and nothing that is only nearly right."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import ConnectionHandler

from config.database import (
    ALLOWED,
    POSTGRES_OPTIONS,
    SQLITE_OPTIONS,
    DatabaseSettings,
    RefusedDatabaseError,
    parse,
    without_password,
)
from tests.postgres import DATABASE_URL

ROOT = Path("/srv/considered")


def postgres(**given: object) -> dict[str, object]:
    plain = {"NAME": "ward", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}
    return {"ENGINE": "django.db.backends.postgresql", **plain, **given}


def sqlite(name: str) -> DatabaseSettings:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE_OPTIONS}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///var/ward.sqlite3", "/srv/considered/var/ward.sqlite3"),
        ("sqlite:////data/ward.sqlite3", "/data/ward.sqlite3"),
        ("sqlite:////data/ward%207.sqlite3", "/data/ward 7.sqlite3"),
    ],
)
def test_sqlite_is_a_path(url: str, name: str) -> None:
    assert parse(url, ROOT) == sqlite(name)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres:///ward", postgres()),
        (
            "postgresql://nurse:hush@db.example:5433/ward",
            postgres(USER="nurse", PASSWORD="hush", HOST="db.example", PORT="5433"),
        ),
        (
            "postgresql://n%40rse:h%2Fu%3Ash%25@db.example/ward%207",
            postgres(USER="n@rse", PASSWORD="h/u:sh%", HOST="db.example", NAME="ward 7"),
        ),
        ("postgresql://nurse@[::1]/ward", postgres(USER="nurse", HOST="::1")),
        ("postgresql:///ward?host=/run/postgresql", postgres(HOST="/run/postgresql")),
        (
            "postgresql://db.example/ward?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
            postgres(
                HOST="db.example",
                OPTIONS={"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
            ),
        ),
    ],
)
def test_postgresql_is_taken_apart_and_decoded(url: str, expected: dict[str, object]) -> None:
    assert parse(url, ROOT) == expected


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db.example/ward",
        "ward.sqlite3",
        "sqlite://",
        "sqlite:///",
        "sqlite://ward.sqlite3",
        "sqlite:///ward.sqlite3?mode=ro",
        "postgresql://db.example",
        "postgresql://db.example/",
        "postgresql://db.example/ward/7",
        "postgresql://db.example/ward#7",
        "postgresql://db.example:port/ward",
        "postgresql://db.example:99999/ward",
        "postgresql://[db.example/ward",
    ],
)
def test_another_url_is_refused_with_what_is_allowed(url: str) -> None:
    with pytest.raises(RefusedDatabaseError) as refusal:
        parse(url, ROOT)
    assert str(refusal.value) == ALLOWED


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("sslmode", "after ? only NAME=VALUE pairs are allowed"),
        ("sslmode=require&sslmode=disable", "an option stands in it twice"),
        ("host=/run/postgresql", "the host stands in it twice"),
        (
            "sslmod=require",
            f"sslmod is not among the options host, {', '.join(POSTGRES_OPTIONS)}",
        ),
    ],
)
def test_an_option_that_is_only_nearly_right_is_refused(query: str, why: str) -> None:
    with pytest.raises(RefusedDatabaseError) as refusal:
        parse(f"postgresql://db.example/ward?{query}", ROOT)
    assert str(refusal.value) == why


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (
            "postgresql://nurse:h@u:sh@db.example/ward",
            "postgresql://nurse:(password)@db.example/ward",
        ),
        ("postgresql://nurse@db.example/ward", "postgresql://nurse@db.example/ward"),
        ("sqlite:///ward.sqlite3", "sqlite:///ward.sqlite3"),
        ("postgresql://nurse:hush@db.example:port/ward", "(not shown)"),
    ],
)
def test_a_url_is_shown_without_its_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.django_db
def test_sqlite_is_opened_so_that_nothing_saved_is_lost(tmp_path: Path) -> None:
    opened = ConnectionHandler({"default": parse("sqlite:///ward.sqlite3", tmp_path)})["default"]
    with opened.cursor() as cursor:
        read = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    opened.close()
    full = 2
    assert read == {
        "journal_mode": "wal",
        "synchronous": full,
        "busy_timeout": 5000,
        "foreign_keys": 1,
    }


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        answered = cursor.fetchone()
    asked_for = "postgresql" if DATABASE_URL in os.environ else "sqlite"
    assert (connection.vendor, answered) == (asked_for, (1,))

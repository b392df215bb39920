"""From DATABASE_URL to Django's settings of a database: SQLite or PostgreSQL, nothing else.

Written here rather than taken from a package because it is small and refuses what it does not
know: a misspelt ``sslmode`` must not end in a connection without TLS.
"""

from pathlib import Path
from typing import NotRequired, TypedDict
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

# Write-ahead logging lets pages read while another saves; FULL survives a power cut; IMMEDIATE
# takes the write lock at the start, where SQLite waits for it instead of failing half-way.
SQLITE_OPTIONS: dict[str, object] = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    "timeout": 5,
    "transaction_mode": "IMMEDIATE",
}
# What libpq understands and a hospital may need, each as it stands in libpq's manual.
POSTGRES_OPTIONS = (
    "application_name",
    "connect_timeout",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
)
ALLOWED = (
    "sqlite:///PATH (sqlite://// before a path from the root of the machine) or "
    "postgresql://USER:PASSWORD@HOST:PORT/NAME is allowed"
)


class RefusedDatabaseError(ValueError):
    """A URL that is not understood; the message says what is allowed."""


class DatabaseSettings(TypedDict):
    """One entry of Django's DATABASES."""

    ENGINE: str
    NAME: str
    OPTIONS: dict[str, object]
    USER: NotRequired[str]
    PASSWORD: NotRequired[str]
    HOST: NotRequired[str]
    PORT: NotRequired[str]
    CONN_MAX_AGE: NotRequired[int | None]
    CONN_HEALTH_CHECKS: NotRequired[bool]
    TEST: NotRequired[dict[str, object]]


def parse(url: str, root: Path) -> DatabaseSettings:
    """Django's settings for the database at ``url``; a relative SQLite path starts at ``root``."""
    parts = _split(url)
    match parts.scheme:
        case "sqlite":
            return _sqlite(parts, root)
        case "postgres" | "postgresql":
            return _postgres(parts)
        case _:
            raise RefusedDatabaseError(ALLOWED)


def without_password(url: str) -> str:
    """The URL as it may be shown: what cannot be taken apart is not shown at all."""
    try:
        parts = _split(url)
    except RefusedDatabaseError:
        return "(not shown)"
    user, colon, _ = parts.netloc.rpartition("@")[0].partition(":")
    if not colon:
        return url
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:(password)@{host}"))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError as failure:
        raise RefusedDatabaseError(ALLOWED) from failure
    return parts


def _sqlite(parts: SplitResult, root: Path) -> DatabaseSettings:
    path = unquote(parts.path.removeprefix("/"))
    if parts.netloc or parts.query or parts.fragment or not path:
        raise RefusedDatabaseError(ALLOWED)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(root / path),
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def _postgres(parts: SplitResult) -> DatabaseSettings:
    options = _options(parts.query)
    name = unquote(parts.path.removeprefix("/"))
    host = unquote(parts.hostname or "")
    if host and "host" in options:
        raise RefusedDatabaseError("the host stands in it twice")
    if not name or "/" in name or parts.fragment:
        raise RefusedDatabaseError(ALLOWED)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**options},
    }


def _options(query: str) -> dict[str, str]:
    """What follows the question mark; ``host`` is the folder of a Unix socket."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError as failure:
        raise RefusedDatabaseError("after ? only NAME=VALUE pairs are allowed") from failure
    options = dict(pairs)
    if len(options) != len(pairs):
        raise RefusedDatabaseError("an option stands in it twice")
    if unknown := sorted(options.keys() - {"host", *POSTGRES_OPTIONS}):
        allowed = ", ".join(("host", *POSTGRES_OPTIONS))
        raise RefusedDatabaseError(f"{', '.join(unknown)} is not among the options {allowed}")
    return options

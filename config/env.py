"""Strict readers of the environment, and the table of settings that docs/settings.md is made from.

A reader says in one line what its variable is for, refuses what it does not understand, and goes
on, so that whoever starts the program sees every problem at once. A variable that is empty counts
as one that is not set.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from config.database import DatabaseSettings, RefusedDatabaseError, parse, without_password

YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Setting:
    """A row of the table: ``kind`` and ``default`` in words, for people."""

    name: str
    kind: str
    default: str
    about: str
    required: bool = False


class Environment:
    """Reads settings from ``values``; knows which were asked for and what was wrong with them.

    ``required`` marks what production cannot do without; ``unset`` names those that are not set.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.settings: list[Setting] = []
        self.unset: list[str] = []
        self.problems: list[str] = []

    def refuse_problems(self) -> None:
        """Stop here, naming everything that was not understood."""
        if self.problems:
            raise ImproperlyConfigured("\n".join(self.problems))

    def text(self, name: str, *, default: str, about: str, required: bool = False) -> str:
        setting = Setting(name, "text", default, about, required)
        return self._value(setting) or default

    def flag(self, name: str, *, default: bool, about: str) -> bool:
        shown = "yes" if default else "no"
        return YES_NO[self.choice(name, choices=YES_NO, default=shown, about=about)]

    def choice(self, name: str, *, choices: Collection[str], default: str, about: str) -> str:
        allowed = " or ".join(choices)
        value = self._value(Setting(name, allowed, default, about))
        if value is None:
            return default
        if value not in choices:
            self._complain(name, value, f"{allowed} is allowed")
            return default
        return value

    def number(self, name: str, *, least: int, most: int, default: int, about: str) -> int:
        allowed = f"a whole number from {least} to {most}"
        value = self._value(Setting(name, allowed, str(default), about))
        if value is None:
            return default
        # int() alone would also take +1, 1_000 and digits of other scripts.
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            self._complain(name, value, f"{allowed} is allowed")
            return default
        return int(value)

    def words(
        self, name: str, *, default: tuple[str, ...], about: str, required: bool = False
    ) -> list[str]:
        shown = ", ".join(default)
        setting = Setting(name, "a list, separated by commas", shown, about, required)
        value = self._value(setting)
        if value is None:
            return list(default)
        return [word.strip() for word in value.split(",") if word.strip()]

    def file(self, name: str, *, below: Path, default: str, about: str) -> str:
        """A file that is there, by its path below a folder."""
        value = self._value(Setting(name, f"a path below {below.name}/", default, about))
        if value is None:
            return default
        path = (below / value).resolve()
        if not (path.is_file() and path.is_relative_to(below.resolve())):
            self._complain(name, value, f"there is no such file in {below.name}/")
            return default
        return value

    def time_zone(self, name: str, *, default: str, about: str) -> str:
        value = self._value(Setting(name, "the name of a time zone", default, about))
        if value is None:
            return default
        try:
            ZoneInfo(value)
        except (OSError, ValueError, LookupError):
            self._complain(name, value, "a name such as Europe/London or UTC is allowed")
            return default
        return value

    def secret(self, name: str, *, default: str, about: str) -> str | None:
        """The secret, from the variable or from the file that NAME_FILE names."""
        return self._secret(Setting(name, "a secret", default, about, required=True))

    def database(self, name: str, *, root: Path, default: str, about: str) -> DatabaseSettings:
        """Django's settings of the database; a relative SQLite path starts at ``root``."""
        value = self._secret(Setting(name, "the URL of a database", default, about, required=True))
        try:
            return parse(value or default, root)
        except RefusedDatabaseError as refusal:
            self._complain(name, without_password(value or default), str(refusal))
            return parse(default, root)

    def _secret(self, setting: Setting) -> str | None:
        path = self._values.get(f"{setting.name}_FILE", "")
        if not path:
            return self._value(setting)
        self.settings.append(setting)
        if self._values.get(setting.name):
            self.problems.append(f"{setting.name} and {setting.name}_FILE are both set: keep one.")
        try:
            content = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as failure:
            self._complain(f"{setting.name}_FILE", path, f"it cannot be read: {failure}")
            return None
        if not content:
            self._complain(f"{setting.name}_FILE", path, "the file is empty")
        return content or None

    def _value(self, setting: Setting) -> str | None:
        self.settings.append(setting)
        value = self._values.get(setting.name, "").strip()
        if not value and setting.required:
            self.unset.append(setting.name)
        return value or None

    def _complain(self, name: str, value: str, what: str) -> None:
        self.problems.append(f"{name}={value}: {what}.")

"""docs/settings.md, made from the readers in config/settings.py: `make docs` writes it."""

from importlib import import_module
from pathlib import Path

from config.env import Setting

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"

TOP = """\
# Settings

Settings are environment variables. Without any, `make run` works for trying out. A value that is
not understood stops the program with a message that names the variable, the value and what is
allowed.

`PRODUCTION=yes` is for a site that real people use. It serves HTTPS only (behind a proxy that sets
`X-Forwarded-Proto` itself), and it does not start until every setting marked *must be set* is set:
`python manage.py check --deploy` names those that are missing. A secret may be kept in a file
instead: `SECRET_KEY_FILE` and `DATABASE_URL_FILE` name it.

This page is made from `config/settings.py` by `make docs`; a test holds it to the code.

| variable | what it may be | default | in production | what for |
| --- | --- | --- | --- | --- |
"""


def settings_page() -> str:
    """The page as it should stand in docs/."""
    # By its path: only this page needs the readers themselves, not what they read.
    environment = import_module("config.settings").env
    return TOP + "".join(_row(setting) for setting in environment.settings)


def _row(setting: Setting) -> str:
    default = setting.default or "(none)"
    production = "must be set" if setting.required else ""
    return f"| `{setting.name}` | {setting.kind} | {default} | {production} | {setting.about} |\n"


if __name__ == "__main__":
    PAGE.write_text(settings_page(), encoding="utf-8")

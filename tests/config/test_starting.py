"""The program started as people start it: in a process of its own, with an environment."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.server

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = ["-m", "gunicorn", "-c", "config/gunicorn.py"]
READY = {
    "PRODUCTION": "yes",
    "SECRET_KEY": "a phrase for the tests of fifty letters, or a few more",
    "ALLOWED_HOSTS": "considered.example",
    "URGENT_HELP": "Ring 112.",
    "DATABASE_URL": "postgresql://db.example/considered",
}


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(*arguments: str, **environment: str) -> tuple[int, list[str]]:
    """How the program ended, and the first word of each line of its complaint."""
    with start(*arguments, **environment) as process:
        _, complaint = process.communicate(timeout=60)
        return process.returncode, [line.split()[0] for line in complaint.splitlines()]


def test_the_server_says_where_it_is_when_it_is_there(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = f"sqlite:///{tmp_path}/considered.sqlite3"
    with start(*SERVER, PORT=str(port), DATABASE_URL=database, SECRET_KEY="a key") as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        server.terminate()
    assert said == f"Considered is at http://127.0.0.1:{port}/\n"


@pytest.mark.parametrize("program", [["manage.py", "check"], SERVER])
def test_a_value_that_is_not_understood_stops_the_program(program: list[str]) -> None:
    assert ended(*program, PRODUCTION="maybe", PORT="eighty") == (
        1,
        ["PRODUCTION=maybe:", "PORT=eighty:"],
    )


def test_a_server_without_production_settings_does_not_start() -> None:
    assert ended(*SERVER, PRODUCTION="yes") == (
        1,
        ["SECRET_KEY", "ALLOWED_HOSTS", "URGENT_HELP", "DATABASE_URL"],
    )


def test_a_port_in_use_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        database = f"sqlite:///{tmp_path}/considered.sqlite3"
        with start(*SERVER, PORT=str(port), DATABASE_URL=database, SECRET_KEY="a key") as server:
            said, complaint = server.communicate(timeout=60)
    assert (server.returncode, said) == (1, "")
    assert complaint.splitlines()[-1] == (
        f"Port {port} on 127.0.0.1 is in use. Stop what uses it, or choose another: "
        "make run PORT=9000"
    )
    assert "ERROR" not in complaint


def test_a_server_that_reads_its_settings_again_keeps_its_port(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = f"sqlite:///{tmp_path}/considered.sqlite3"
    with start(*SERVER, PORT=str(port), DATABASE_URL=database, SECRET_KEY="a key") as server:
        assert server.stdout is not None
        server.stdout.readline()
        server.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            server.wait(timeout=2)
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        server.terminate()


def settings(*names: str, **environment: str) -> list[str]:
    """These settings as a process with this environment reads them, a line each."""
    code = f"from django.conf import settings\nfor name in {names}: print(getattr(settings, name))"
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    with start("-c", code, **environment) as process:
        return process.communicate(timeout=60)[0].splitlines()


def test_production_speaks_https_only() -> None:
    assert settings(
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_PROXY_SSL_HEADER",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        **READY,
    ) == ["True", "True", "True", "('HTTP_X_FORWARDED_PROTO', 'https')", "31536000", "False"]


def test_wrong_passwords_are_counted_by_what_our_proxies_saw_and_none_is_believed_without() -> None:
    name = "ALLAUTH_TRUSTED_PROXY_COUNT"
    assert [
        *settings(name, **READY),
        *settings(name, PROXIES="2", **READY),
        *settings(name, PROXIES="2"),
    ] == ["1", "2", "0"]


def test_trying_out_answers_to_the_names_of_this_machine_until_it_serves_others() -> None:
    assert [
        *settings("ALLOWED_HOSTS"),
        *settings("ALLOWED_HOSTS", HOST="192.0.2.7"),
        *settings("ALLOWED_HOSTS", HOST="192.0.2.7", ALLOWED_HOSTS="ward.example"),
        *settings("ALLOWED_HOSTS", **{**READY, "HOST": "192.0.2.7"}),
    ] == [
        "['localhost', '127.0.0.1', '[::1]']",
        "['*']",
        "['ward.example']",
        "['considered.example']",
    ]


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({}, "False"),
        ({"SECOND_PERSON": "yes"}, "True"),
        (READY, "True"),
        ({**READY, "SECOND_PERSON": "no"}, "False"),
    ],
)
def test_in_production_a_second_person_publishes_unless_it_is_set(
    environment: dict[str, str], asked: str
) -> None:
    look = "from config import settings; print(settings.SECOND_PERSON)"
    with start("-c", look, **environment) as process:
        said, _ = process.communicate(timeout=60)
    assert said.strip() == asked

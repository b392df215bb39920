"""Ask an application in this process, without a server, to count what no clock shows.

    python -m bench.drive queries        the database queries of each case
    python -m bench.drive instructions   what bench/instructions.py runs under callgrind

The cases come as JSON on standard input, the counts go as JSON to standard output.
"""

import json
import os
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.asked import BROWSERS, FEW, HOST, MANY, Asked, Case, read

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
"""What only begins and ends a transaction is no query."""

application = get_wsgi_application()


def ask(case: Case, asked: Asked) -> None:
    """One request, its answer read to the end."""
    statuses: list[str] = []

    def start(status: str, headers: object, failure: object = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return BytesIO().write

    answer = application(environ_of(asked, asked.next_form().encode()), start)
    b"".join(answer)
    answer.close()
    if not statuses[-1].startswith(str(case.status)):
        raise SystemExit(f"{asked.path} was answered {statuses[-1]}")


def environ_of(asked: Asked, form: bytes) -> dict[str, Any]:
    """The request as a server hands it over."""
    headers = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in asked.headers.items()
    }
    return {
        "REQUEST_METHOD": asked.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": asked.path,
        "QUERY_STRING": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": headers.pop("HTTP_CONTENT_TYPE", ""),
        "CONTENT_LENGTH": str(len(form)) if form else "",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(form),
        "wsgi.errors": sys.stderr,
        **headers,
    }


def queries(case: Case) -> int:
    """The queries of a request in a process that has answered it before."""
    asked = case.browser(BROWSERS)
    ask(case, asked)
    with CaptureQueriesContext(connection) as captured:
        ask(case, asked)
    return sum(not query["sql"].startswith(FRAME) for query in captured)


def instructions(case: Case) -> list[int]:
    """The two processes that asked FEW and MANY times; callgrind writes what each took.

    Each is forked from this one once it is warm, so all else that they do is the same.
    """
    for _ in range(FEW):
        ask(case, case.browser(BROWSERS + 1))
    connection.close()
    return [
        _forked(case, case.browser(BROWSERS + number), times)
        for number, times in ((2, FEW), (3, MANY))
    ]


def _forked(case: Case, asked: Asked, times: int) -> int:
    process = os.fork()
    if process:
        if os.waitpid(process, 0)[1]:
            raise SystemExit(f"Asking for {asked.path} failed.")
        return process
    for _ in range(times):
        ask(case, asked)
    # Callgrind writes when a process ends; nothing of Python needs to be taken down for it.
    os._exit(0)


def main(counting: Callable[[Case], object]) -> None:
    """Count for each case."""
    sys.stdout.write(json.dumps({case.name: counting(case) for case in read(sys.stdin.read())}))


if __name__ == "__main__":
    main({"queries": queries, "instructions": instructions}[sys.argv[1]])

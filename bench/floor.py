"""The floor: an application that sends the bytes of our section page and does nothing else."""

from pathlib import Path
from typing import TYPE_CHECKING

from bench.asked import Asked, Case

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

CASE = Case("floor", 200, "<form", [Asked("/", "", [])])


def replying(file: str) -> "WSGIApplication":
    """The application that answers with a file, which holds a page as it was sent."""
    reply = Path(file).read_bytes()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "zstd"),
        ("Content-Length", str(len(reply))),
    ]

    def application(environ: "WSGIEnvironment", start: "StartResponse") -> "Iterable[bytes]":
        start("200 OK", headers)
        return [reply]

    return application

"""The load: a few browsers that ask, and ask again as soon as they are answered.

One thread with one selector, which takes far less CPU than any page: the floor (bench/floor.py)
shows how far it could go, and the report says what it costs. A connection is opened for each
request, as gunicorn's sync worker closes it after each answer.
"""

import selectors
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from backports import zstd

from bench.asked import BROWSERS, Asked, Case

PATIENCE = 30.0
READ = 1 << 18


class WrongAnswerError(Exception):
    """The server answered something else than the page that was to be measured."""


@dataclass(frozen=True)
class Answer:
    """One answer, taken apart."""

    head: str
    sent: bytes

    @property
    def body(self) -> bytes:
        """The page as a browser reads it."""
        is_compressed = "content-encoding: zstd" in self.head.lower()
        return zstd.decompress(self.sent) if is_compressed else self.sent


@dataclass(frozen=True)
class Load:
    """What the browsers saw: how long each answer took, and how long all of them did."""

    waits: list[float]
    seconds: float
    client_seconds: float
    """CPU time of the client itself."""

    def quantile(self, share: float) -> float:
        """The wait that this share of the waits did not exceed."""
        return sorted(self.waits)[int(share * (len(self.waits) - 1))]


class Browser:
    """Asks one thing of one server, a request at a time."""

    def __init__(self, port: int, asked: Asked, status: int) -> None:
        self._address = ("127.0.0.1", port)
        self._asked = asked
        self._expected = b"HTTP/1.1 %d " % status
        self._head = head_of(asked)
        self._chunks: list[bytes] = []
        self._start = 0.0
        self.socket = socket.socket()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        """Hang up, also where the answer has not come whole."""
        self.socket.close()

    def ask(self) -> None:
        """Open a connection and send the next request whole."""
        form = self._asked.next_form().encode()
        length = b"Content-Length: %d\r\n" % len(form) if form else b""
        self._chunks = []
        self.socket.close()
        self._start = time.perf_counter()
        self.socket = socket.create_connection(self._address, timeout=PATIENCE)
        self.socket.sendall(self._head + length + b"\r\n" + form)

    def listen(self) -> float | None:
        """Take what has come; once the answer has come whole, how long it took."""
        if chunk := self.socket.recv(READ):
            self._chunks.append(chunk)
            return None
        wait = time.perf_counter() - self._start
        self.socket.close()
        if not self._chunks or not self._chunks[0].startswith(self._expected):
            raise WrongAnswerError(f"{self._asked.path}: {b''.join(self._chunks)[:2000]!r}")
        return wait

    def answer(self) -> Answer:
        """Ask once and return the whole answer."""
        self.ask()
        while self.listen() is None:
            pass
        head, _, body = b"".join(self._chunks).partition(b"\r\n\r\n")
        return Answer(head.decode("latin-1"), body)


def head_of(asked: Asked) -> bytes:
    """The head of a request, without the length of a form and the empty line."""
    lines = [f"{asked.method} {asked.path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in asked.headers.items() if value]
    return "".join(f"{line}\r\n" for line in lines).encode()


def look(port: int, case: Case) -> Answer:
    """Ask once for each browser, and make sure that the answer is the page that is meant."""
    for number in range(BROWSERS):
        asked = case.browser(number)
        with Browser(port, asked, case.status) as browser:
            answer = browser.answer()
        if case.says not in answer.head + answer.body.decode():
            raise WrongAnswerError(f"{asked.path} does not say {case.says!r}:\n{answer.head}")
    return answer


def waits(port: int, case: Case, times: int) -> list[float]:
    """How long one browser waits, asking so many times, each time when it has been answered."""
    return [_wait(port, case) for _ in range(times)]


def _wait(port: int, case: Case) -> float:
    with Browser(port, case.browser(0), case.status) as browser:
        browser.ask()
        while (wait := browser.listen()) is None:
            pass
    return wait


def load(port: int, case: Case, seconds: float) -> Load:
    """Ask for this long, then wait for what has been asked."""
    waits: list[float] = []
    client_start, start = time.process_time(), time.perf_counter()
    with selectors.DefaultSelector() as selector, ExitStack() as stack:
        for number in range(BROWSERS):
            browser = stack.enter_context(Browser(port, case.browser(number), case.status))
            browser.ask()
            selector.register(browser.socket, selectors.EVENT_READ, browser)
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise WrongAnswerError(f"{case.name}: no answer for {PATIENCE:.0f} seconds.")
            for key, _ in ready:
                # Let go of first: the socket closes when its answer is whole.
                selector.unregister(key.fileobj)
                if _go_on(key.data, waits, start + seconds):
                    selector.register(key.data.socket, selectors.EVENT_READ, key.data)
    return Load(waits, time.perf_counter() - start, time.process_time() - client_start)


def _go_on(browser: Browser, waits: list[float], end: float) -> bool:
    """Take what has come for a browser; whether it then waits for more."""
    wait = browser.listen()
    if wait is None:
        return True
    waits.append(wait)
    if time.perf_counter() >= end:
        return False
    browser.ask()
    return True
